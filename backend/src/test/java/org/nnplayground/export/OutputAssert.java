package org.nnplayground.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares the outputs of two runtimes. */
final class OutputAssert {

    private static final double TOLERANCE = 1e-5;

    private OutputAssert() {}

    /**
     * @param name of the network
     * @param actual row by row
     */
    static void assertAgree(String name, float[] actual, float[]... expected) {
        int i = 0;
        for (float[] row : expected) {
            for (float value : row) {
                assertThat(actual[i]).as("%s, output %d", name, i).isCloseTo(value, within((float)
                        (TOLERANCE * Math.max(1, Math.abs(value)))));
                i++;
            }
        }
        assertThat(actual).hasSize(i);
    }
}
