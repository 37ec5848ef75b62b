package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nnplayground.spec.data.Scale;

class ScalingTest {

    /** By NumPy: x.mean(axis=0), x.std(axis=0) and (x - mean) / std. */
    @Test
    void agreesWithNumPy() {
        double[][] x = {{1, -5}, {2, 0}, {4, 5}, {10, 100}};

        Scaling scaling = Scaling.of(Scale.STANDARD, x);

        assertThat(scaling.mean()).containsExactly(4.25, 25.0);
        assertThat(scaling.deviation().get(0)).isCloseTo(3.491060010942235, within(1e-15));
        assertThat(scaling.deviation().get(1)).isCloseTo(43.445367992456916, within(1e-14));
        double[][] scaled = scaling.of(x);
        assertThat(scaled[0][0]).isCloseTo(-0.9309493362512627, within(1e-15));
        assertThat(scaled[3][1]).isCloseTo(1.726306012945308, within(1e-15));
    }

    @Test
    void aConstantColumnIsOnlyCentred() {
        double[][] x = {{0.1}, {0.1}, {0.1}};

        Scaling scaling = Scaling.of(Scale.STANDARD, x);

        assertThat(scaling.of(x)).isDeepEqualTo(new double[][] {{0}, {0}, {0}});
        assertThat(scaling.of(new double[][] {{1.1}})[0][0]).isEqualTo(1.1 - 0.1);
    }

    @Test
    void withoutScalingTheArraysStay() {
        double[][] x = {{1}, {2}};

        Scaling none = Scaling.of(Scale.NONE, x);

        assertThat(none.isNone()).isTrue();
        assertThat(none.of(x)).isSameAs(x);
    }
}
