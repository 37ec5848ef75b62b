package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Shape;

/** A network with scaled columns is, bit for bit, one whose samples were scaled before. */
class ScaledColumnsTest {

    private static final int EPOCHS = 5;
    private static final int RESOLUTION = 12;

    private final DjlTrainingEngine engine = new DjlTrainingEngine();

    /** The circle, moved and stretched. */
    private static TrainingSpec raw() {
        Samples circle = SampleSource.samples(Specs.circle());
        Sample[] samples = new Sample[circle.train().size()];
        for (int i = 0; i < samples.length; i++) {
            double[] x = circle.train().x()[i];
            samples[i] = new Sample(
                    new double[] {100 + 3 * x[0], 0.01 * x[1]}, circle.train().y()[i]);
        }
        List<Sample> train = Arrays.asList(samples).subList(0, 50);
        List<Sample> test = Arrays.asList(samples).subList(50, samples.length);
        var data = new Data.Inline(
                train,
                List.of(),
                test,
                Shape.of(2),
                Data.Target.LABEL,
                Data.Corruption.NONE,
                List.of(),
                Scale.STANDARD);
        return Specs.withData(Specs.circle(), Task.CLASSIFICATION, data, "x1", "x2", "x1Squared");
    }

    private static TrainingSpec scaledBefore(TrainingSpec raw, Samples samples) {
        var data = new Data.Inline(
                scaled(samples, samples.train().x(), samples.train().y()),
                List.of(),
                scaled(samples, samples.test().x(), samples.test().y()));
        return Specs.withData(raw, Task.CLASSIFICATION, data, "x1", "x2", "x1Squared");
    }

    private static List<Sample> scaled(Samples samples, double[][] x, double[][] y) {
        double[][] scaled = samples.scaling().of(x);
        return Stream.iterate(0, i -> i + 1)
                .limit(x.length)
                .map(i -> new Sample(scaled[i], y[i]))
                .toList();
    }

    private TrainingSession trained(TrainingSpec spec, Arithmetic arithmetic) {
        TrainingSession session =
                engine.open(spec, arithmetic, SampleSource.samples(spec), null, ComputeContext.EXCLUSIVE_CPU);
        session.advance(new TrainingSession.Slice(EPOCHS, EPOCHS));
        return session;
    }

    @ParameterizedTest
    @EnumSource
    void trainingPredictionsAndBoundariesSeeScaledColumns(Arithmetic arithmetic) {
        TrainingSpec raw = raw();
        Samples samples = SampleSource.samples(raw);
        double[][] x = samples.test().x();
        try (var session = trained(raw, arithmetic);
                var same = trained(scaledBefore(raw, samples), arithmetic)) {
            assertThat(session.losses()).isEqualTo(same.losses());
            assertThat(session.predict(x))
                    .isDeepEqualTo(same.predict(samples.scaling().of(x)));

            Boundary boundary = session.boundary(RESOLUTION, 0, 1);
            assertThat(boundary.domain()[0][0]).isEqualTo(samples.domain().minimum()[0]);
            double[] corner = {samples.domain().minimum()[0], samples.domain().maximum()[1]};
            assertThat(boundary.values()[0][0]).isEqualTo(session.predict(new double[][] {corner})[0][0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void samplesAndDomainStayInTheUnitsOfTheData(Scale scale) {
        TrainingSpec raw = raw();
        var inline = (Data.Inline) raw.data();
        var data = new Data.Inline(
                inline.train(),
                List.of(),
                inline.test(),
                Shape.of(2),
                Data.Target.LABEL,
                Data.Corruption.NONE,
                List.of(),
                scale);
        Samples samples = SampleSource.samples(Specs.withData(raw, Task.CLASSIFICATION, data, "x1", "x2"));

        assertThat(samples.train().x()[0]).isEqualTo(inline.train().getFirst().x());
        assertThat(samples.domain().mean()[0]).isBetween(95.0, 105.0);
        assertThat(samples.scaled() == samples).isEqualTo(scale == Scale.NONE);
    }
}
