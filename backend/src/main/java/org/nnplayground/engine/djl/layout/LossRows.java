package org.nnplayground.engine.djl.layout;

import org.nnplayground.engine.Losses;

/**
 * The losses that a program returns, one row for each epoch.
 *
 * @param values {@code [epochs][3]}, row-major: train, validation, test. The column of a missing set has no meaning
 */
@SuppressWarnings("ArrayRecordComponent")
public record LossRows(float[] values, boolean hasValidation, boolean hasTest) {

    /** Number of epochs before the first one with a loss or parameter that is not finite. */
    public int finite() {
        int i = 0;
        while (i < values.length && Float.isFinite(values[i])) {
            i++;
        }
        return i / 3;
    }

    public Losses losses(int epoch) {
        return new Losses(
                value(3 * epoch),
                hasValidation ? value(3 * epoch + 1) : Double.NaN,
                hasTest ? value(3 * epoch + 2) : Double.NaN);
    }

    private double value(int index) {
        return Float.isFinite(values[index]) ? values[index] : Double.POSITIVE_INFINITY;
    }
}
