package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.Data.Corruption.Type;

class DisturbanceTest {

    private static double[] disturbed(Type type, double amount, double value) {
        var row = new double[40_000];
        Arrays.fill(row, value);
        return Disturbance.of(new Corruption(type, amount), Randomness.of(1, Purpose.CORRUPTION, 2, 3), row)[0];
    }

    private static double share(double[] row, double value) {
        return Arrays.stream(row).filter(x -> x == value).count() / (double) row.length;
    }

    @Test
    void gaussianNoiseHasTheGivenStandardDeviation() {
        double[] row = disturbed(Type.GAUSSIAN, 0.5, 3);

        assertThat(Arrays.stream(row).average().orElseThrow()).isCloseTo(3, within(0.01));
        assertThat(Math.sqrt(
                        Arrays.stream(row).map(x -> (x - 3) * (x - 3)).average().orElseThrow()))
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void maskingSetsTheGivenShareToZero() {
        double[] row = disturbed(Type.MASKING, 0.3, 7);

        assertThat(share(row, 0)).isCloseTo(0.3, within(0.01));
        assertThat(share(row, 7)).isCloseTo(0.7, within(0.01));
    }

    @Test
    void flippingMirrorsTheGivenShareAtAHalf() {
        assertThat(share(disturbed(Type.FLIP, 0.2, 1), 0)).isCloseTo(0.2, within(0.01));
        assertThat(share(disturbed(Type.FLIP, 0.2, 0), 1)).isCloseTo(0.2, within(0.01));
        assertThat(share(disturbed(Type.FLIP, 0.2, 4), -3)).isCloseTo(0.2, within(0.01));
    }

    @Test
    void theSamplesThemselvesDoNotChange() {
        double[][] clean = {{1, 2}, {3, 4}};

        double[][] disturbed =
                Disturbance.of(new Corruption(Type.FLIP, 1), Randomness.of(1, Purpose.CORRUPTION), clean);

        assertThat(disturbed).isDeepEqualTo(new double[][] {{0, -1}, {-2, -3}});
        assertThat(clean).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @Test
    void anEpochsDrawsAreThoseOfItsSeedAndBatch() {
        var gaussian = new Corruption(Type.GAUSSIAN, 1);

        double[][] drawn =
                Disturbance.of(gaussian, Randomness.of(1, Purpose.CORRUPTION, 2, 3), new double[][] {{0, 0}});

        assertThat(Disturbance.of(gaussian, Randomness.of(1, Purpose.CORRUPTION, 2, 3), new double[][] {{5, 5}}))
                .isDeepEqualTo(new double[][] {{5 + drawn[0][0], 5 + drawn[0][1]}});
        assertThat(Disturbance.of(gaussian, Randomness.of(1, Purpose.CORRUPTION, 3, 3), new double[][] {{0, 0}}))
                .isNotEqualTo(drawn);
    }
}
