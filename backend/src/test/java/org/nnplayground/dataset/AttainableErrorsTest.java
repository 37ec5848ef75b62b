package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;

class AttainableErrorsTest {

    private static TrainingSpec spec(Generator generator, double noise, String... features) {
        TrainingSpec usual = new DefaultSpec(new SpecCatalog(Limits.STANDARD)).of(generator, 1);
        var data = (Data.Generated) usual.data();
        return new TrainingSpec(
                usual.task(),
                new Data.Generated(generator, data.samples(), noise, 0.5, 0, 1),
                List.of(features),
                usual.network(),
                usual.training());
    }

    private static AttainableErrors errors(Generator generator, double noise, String... features) {
        TrainingSpec spec = spec(generator, noise, features);
        return AttainableErrors.of(spec, SampleSource.samples(spec).train()).orElseThrow();
    }

    private static List<String> features(TrainingSpec spec) {
        return AttainableErrors.featuresForLinearModel(
                spec, SampleSource.samples(spec).train());
    }

    @Test
    void aStraightLineSeparatesTwoGaussiansButNeitherACircleNorXor() {
        assertThat(errors(Generator.GAUSS, 0, "x1", "x2").linear()).isLessThan(0.02);
        assertThat(errors(Generator.PLANE, 0, "x1", "x2").linear()).isLessThan(0.01);
        for (Generator generator :
                List.of(Generator.CIRCLE, Generator.XOR, Generator.XOR_TABLE, Generator.SPIRAL, Generator.GAUSSIANS)) {
            AttainableErrors errors = errors(generator, 0, "x1", "x2");

            assertThat(errors.linear()).as(generator.wireName()).isGreaterThan(0.3);
            assertThat(errors.features()).as(generator.wireName()).isLessThan(0.1);
        }
    }

    @Test
    void theRightFeaturesMakeALinearModelFit() {
        assertThat(errors(Generator.XOR, 0, "x1TimesX2").linear()).isLessThan(0.05);
        assertThat(errors(Generator.CIRCLE, 0, "x1Squared", "x2Squared").linear())
                .isLessThan(0.02);

        assertThat(features(spec(Generator.XOR, 0, "x1", "x2"))).containsExactly("x1TimesX2");
        assertThat(features(spec(Generator.CIRCLE, 0, "x1", "x2"))).containsExactly("x1Squared", "x2Squared");
        assertThat(features(spec(Generator.SPIRAL, 0, "x1", "x2"))).isEmpty();
    }

    @Test
    void oneColumnOfXorSaysNothing() {
        AttainableErrors errors = errors(Generator.XOR, 0, "x2");

        assertThat(errors.features()).isGreaterThan(0.35);
        assertThat(errors.columns()).isLessThan(0.05);
    }

    @Test
    void noiseIsAnErrorOfEveryModel() {
        AttainableErrors errors = errors(Generator.GAUSS, 0.5, "x1", "x2");

        assertThat(errors.features()).isCloseTo(errors.linear(), within(0.06));
        assertThat(errors.linear()).isBetween(0.05, 0.3);
    }

    @Test
    void threeClassesAreSeparatedInPairs() {
        assertThat(errors(Generator.THREE_BLOBS, 0, "x1", "x2").linear()).isLessThan(0.05);
    }

    @Test
    void leastSquaresFindsALinearFunctionAgainEvenWithADependentInput() {
        double[][] x = IntStream.range(0, 40)
                .mapToObj(i -> new double[] {StrictMath.sin(i), StrictMath.cos(3 * i), StrictMath.sin(i)})
                .toArray(double[][]::new);
        double[] y =
                Arrays.stream(x).mapToDouble(of -> 3 * of[0] - 2 * of[1] + 0.5).toArray();

        double[] fit = LeastSquares.fit(x, y);

        assertThat(fit[0] + fit[2]).isCloseTo(3, within(1e-4));
        assertThat(fit[1]).isCloseTo(-2, within(1e-4));
        assertThat(fit[3]).isCloseTo(0.5, within(1e-4));
        assertThat(LeastSquares.value(fit, x[7])).isCloseTo(y[7], within(1e-4));
    }
}
