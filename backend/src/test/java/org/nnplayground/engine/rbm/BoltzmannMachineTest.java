package org.nnplayground.engine.rbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoltzmannMachineTest {

    private static BoltzmannMachine machine(int hidden, int visible, double size) {
        var random = new Random(hidden);
        var weights = new float[hidden][visible];
        for (float[] row : weights) {
            fill(row, random, size);
        }
        var hiddenBiases = new float[hidden];
        var visibleBiases = new float[visible];
        fill(hiddenBiases, random, size);
        fill(visibleBiases, random, size);
        return new BoltzmannMachine(weights, hiddenBiases, visibleBiases);
    }

    private static void fill(float[] numbers, Random random, double size) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (size * random.nextGaussian());
        }
    }

    private static double[] bits(int state, int count) {
        var bits = new double[count];
        for (int i = 0; i < count; i++) {
            bits[i] = state >>> i & 1;
        }
        return bits;
    }

    /** e^-E(v, h), term by term. */
    private static double weight(BoltzmannMachine machine, double[] v, double[] h) {
        double exponent = 0;
        for (int i = 0; i < v.length; i++) {
            exponent += machine.visibleBiases()[i] * v[i];
        }
        for (int j = 0; j < h.length; j++) {
            exponent += machine.hiddenBiases()[j] * h[j];
            for (int i = 0; i < v.length; i++) {
                exponent += h[j] * machine.weights()[j][i] * v[i];
            }
        }
        return Math.exp(exponent);
    }

    @ParameterizedTest
    @CsvSource({"3, 5", "6, 4", "1, 1", "4, 4"})
    void theLikelihoodIsThatOfAllStatesOfBothLayers(int hidden, int visible) {
        BoltzmannMachine machine = machine(hidden, visible, 1.5);
        var weights = new double[1 << visible];
        for (int v = 0; v < weights.length; v++) {
            for (int h = 0; h < 1 << hidden; h++) {
                weights[v] += weight(machine, bits(v, visible), bits(h, hidden));
            }
        }
        double z = Arrays.stream(weights).sum();

        for (int v = 0; v < weights.length; v++) {
            double[] likelihoods =
                    Objects.requireNonNull(machine.logLikelihoods(new double[][] {bits(v, visible)}, new double[0][]));

            assertThat(likelihoods[0]).isCloseTo(Math.log(weights[v] / z), within(1e-9));
            assertThat(likelihoods[1]).isNaN();
        }
    }

    @Test
    void aMachineWithoutWeightsGivesEveryStateTheSameProbability() {
        double[] likelihoods =
                Objects.requireNonNull(machine(9, 9, 0).logLikelihoods(new double[][] {bits(5, 9), bits(300, 9)}));

        assertThat(likelihoods[0]).isCloseTo(-9 * Math.log(2), within(1e-9));
    }

    @Test
    void largeWeightsDoNotOverflow() {
        double[] likelihoods = Objects.requireNonNull(machine(5, 6, 1000).logLikelihoods(new double[][] {bits(0, 6)}));

        assertThat(likelihoods[0]).isFinite().isLessThanOrEqualTo(0);
    }

    @Test
    void thereIsNoLikelihoodOfTooManyUnitsOrOfOtherNumbers() {
        assertThat(machine(13, 13, 1).logLikelihoods(new double[][] {new double[13]}))
                .isNull();
        assertThat(machine(12, 13, 1).logLikelihoods(new double[][] {new double[13]}))
                .isNotNull();
        assertThat(machine(3, 2, 1).logLikelihoods(new double[][] {{0, 0.5}})).isNull();
    }

    @Test
    void dreamsAreProbableStates() {
        var weights = new float[][] {{20, 20, -20, -20}};
        var machine = new BoltzmannMachine(weights, new float[] {0}, new float[] {-10, -10, 10, 10});

        float[][] dreams = machine.dreams(1);

        assertThat(dreams).hasDimensions(BoltzmannMachine.DREAMS, 4).isEqualTo(machine.dreams(1));
        for (float[] dream : dreams) {
            assertThat(dream[0]).isEqualTo(dream[1]);
            assertThat(dream[0] + dream[2]).isCloseTo(1, within(1e-3f));
        }
        assertThat(Arrays.stream(dreams).map(dream -> dream[0] > 0.5).distinct())
                .as("both of the two")
                .hasSize(2);
        assertThat(machine.dreams(2)).isNotEqualTo(dreams);
    }

    @Test
    void aVeryLargeMachineDoesNotDream() {
        assertThat(machine(500, 500, 0.01).dreams(1)).isEmpty();
        assertThat(machine(300, 300, 0.01).dreams(1)).hasDimensions(BoltzmannMachine.DREAMS, 300);
    }
}
