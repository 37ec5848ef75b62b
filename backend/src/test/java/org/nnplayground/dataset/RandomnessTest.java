package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.Randomness.Purpose;

class RandomnessTest {

    @Test
    void theStreamIsFixed() {
        var randomness = Randomness.of(1, Purpose.DATA);

        assertThat(randomness.uniform(0, 1)).isEqualTo(0.2052648726319105);
    }

    @Test
    void everyPartOfTheKeyChangesTheStream() {
        double[] firsts = DoubleStream.of(
                        Randomness.of(7, Purpose.ORDER, 3, 2).uniform(0, 1),
                        Randomness.of(8, Purpose.ORDER, 3, 2).uniform(0, 1),
                        Randomness.of(7, Purpose.DATA, 3, 2).uniform(0, 1),
                        Randomness.of(7, Purpose.ORDER, 2, 3).uniform(0, 1),
                        Randomness.of(7, Purpose.ORDER, 3, 3).uniform(0, 1))
                .toArray();

        assertThat(firsts).doesNotHaveDuplicates();
    }

    @Test
    void drawsHaveTheMomentsOfTheirDistributions() {
        var randomness = Randomness.of(5, Purpose.INITIALIZER);
        int n = 100_000;
        double[] uniform = IntStream.range(0, n)
                .mapToDouble(i -> randomness.uniform(-2, 4))
                .toArray();
        double[] gaussian = IntStream.range(0, n)
                .mapToDouble(i -> randomness.gaussian(1, 3))
                .toArray();

        assertThat(Arrays.stream(uniform)).allMatch(value -> value >= -2 && value < 4);
        assertThat(mean(uniform)).isCloseTo(1, within(0.03));
        assertThat(deviation(uniform)).isCloseTo(Math.sqrt(3), within(0.03));
        assertThat(mean(gaussian)).isCloseTo(1, within(0.05));
        assertThat(deviation(gaussian)).isCloseTo(3, within(0.05));
    }

    @Test
    void aPermutationContainsEveryIndexOnce() {
        int[] order = Randomness.of(2, Purpose.ORDER, 9, 0).permutation(1000);

        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(order).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
