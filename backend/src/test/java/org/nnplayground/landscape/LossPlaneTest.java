package org.nnplayground.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

class LossPlaneTest {

    /** Two inputs, a hidden layer of two units with biases, an output without: 8 parameters. */
    private static final TrainingSpec SPEC = spec();

    private static TrainingSpec spec() {
        TrainingSpec circle = new DefaultSpec(new SpecCatalog(Limits.STANDARD)).of(Generator.CIRCLE, 1);
        return circle.withNetwork(new Network(
                List.of(new Dense(2, Activation.TANH, true), new Dense(1, Activation.TANH, false)),
                circle.network().initializer()));
    }

    private static float[] point(double... leading) {
        var point = new float[8];
        for (int i = 0; i < leading.length; i++) {
            point[i] = (float) leading[i];
        }
        return point;
    }

    private static LossPlane ofPath(float[] present, float[]... path) {
        return Objects.requireNonNull(LossPlane.ofPath(SPEC, present, List.of(path)));
    }

    @Test
    void thePlaneOfAPathInAPlaneContainsThePath() {
        float[][] path = IntStream.range(0, 5)
                .mapToObj(i -> point(3.0 * i, 4.0 * i, (double) i * i, 1))
                .toArray(float[][]::new);

        LossPlane plane = ofPath(path[4], path[0], path[1], path[2], path[3]);

        assertThat(plane.explained()).isCloseTo(1, offset(1e-9));
        assertThat(plane.project(path[4])).containsExactly(0, 0);
        for (float[] point : path) {
            double[] at = plane.project(point);
            assertThat(plane.parameters(at[0], at[1])).containsExactly(point, within(1e-4f));
        }
    }

    @Test
    void itsDirectionsAreOrthonormalAndPointToTheSideOnWhichThePathBegins() {
        LossPlane plane = ofPath(point(), point(3, 1, 2), point(-1, 4, 0, 2), point(0, 0, 1));

        assertThat(dot(plane.across(), plane.across())).isCloseTo(1, offset(1e-12));
        assertThat(dot(plane.up(), plane.up())).isCloseTo(1, offset(1e-12));
        assertThat(dot(plane.across(), plane.up())).isCloseTo(0, offset(1e-9));
        assertThat(plane.project(point(3, 1, 2)))
                .doesNotContain(0)
                .satisfies(at -> assertThat(at[0] > 0 && at[1] > 0).isTrue());
    }

    @Test
    void itTellsTheShareOfThePathOutsideThePlane() {
        // Three orthogonal directions, of lengths 3, 2 and 1 from the end.
        LossPlane plane = ofPath(point(), point(3), point(0, 2), point(0, 0, 1));

        assertThat(plane.explained()).isCloseTo(13.0 / 14, offset(1e-9));
        assertThat(plane.project(point(3))).containsExactly(new double[] {3, 0}, within(1e-6));
    }

    @Test
    void aPathOnALineGetsASecondDirectionThatIsPerpendicular() {
        LossPlane plane = ofPath(point(0.5, 0.5), point(1, 0.5), point(0.75, 0.5));

        assertThat(Math.abs(plane.across()[0])).isCloseTo(1, offset(1e-9));
        assertThat(dot(plane.up(), plane.up())).isCloseTo(1, offset(1e-9));
        assertThat(dot(plane.across(), plane.up())).isCloseTo(0, offset(1e-9));
    }

    @Test
    void thereIsNoPlaneOfAPathWithoutAStep() {
        assertThat(LossPlane.ofPath(SPEC, point(1, 2), List.of())).isNull();
        assertThat(LossPlane.ofPath(SPEC, point(1, 2), List.of(point(1, 2)))).isNull();
    }

    @Test
    void randomDirectionsAreScaledToTheWeightsOfEachUnitAndLeaveBiasesUnchanged() {
        float[] present = {3, 4, 9, 0, 0, 9, 5, 12};

        LossPlane plane = LossPlane.random(SPEC, present);

        for (double[] direction : new double[][] {plane.across(), plane.up()}) {
            assertThat(Math.hypot(direction[0], direction[1])).isCloseTo(5, offset(1e-9));
            assertThat(Math.hypot(direction[3], direction[4])).isCloseTo(1, offset(1e-9));
            assertThat(Math.hypot(direction[6], direction[7])).isCloseTo(13, offset(1e-9));
            assertThat(direction[2]).isZero();
            assertThat(direction[5]).isZero();
        }
        assertThat(plane.across()).isNotEqualTo(plane.up());
        assertThat(LossPlane.random(SPEC, present).across()).isEqualTo(plane.across());
    }

    private static double dot(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] * right[i])
                .sum();
    }
}
