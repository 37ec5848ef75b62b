package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {

    @Test
    void planeDataHaveNineFeaturesAndARowOfOnes() {
        List<String> all = List.copyOf(Feature.available(2).keySet());

        assertThat(all)
                .containsExactly("x1", "x2", "x1Squared", "x2Squared", "x1TimesX2", "sinX1", "sinX2", "cosX1", "cosX2");
        assertThat(Feature.matrix(all, 2, new double[] {2, -3}))
                .containsExactly(
                        2,
                        -3,
                        4,
                        9,
                        -6,
                        (float) Math.sin(2),
                        (float) Math.sin(-3),
                        (float) Math.cos(2),
                        (float) Math.cos(-3),
                        1);
    }

    @Test
    void theMatrixIsFeaturesMajorInTheOrderOfTheNames() {
        float[] matrix = Feature.matrix(List.of("x3", "x1"), 3, new double[] {1, 2, 3}, new double[] {4, 5, 6});

        assertThat(matrix).containsExactly(3, 6, 1, 4, 1, 1);
    }

    @Test
    void anUnknownFeatureIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feature.matrix(List.of("sinX1"), 3, new double[] {1, 2, 3}))
                .withMessageContaining("sinX1");
    }
}
