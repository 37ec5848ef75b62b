package org.nnplayground.engine.djl;

import org.nnplayground.engine.Losses;

/**
 * Losses as a program hands them over, a row for each epoch.
 *
 * @param values {@code [epochs][3]}, row-major: train, validation, test. A set that is not there has 0, or what is not
 *     finite because another's is not
 */
@SuppressWarnings("ArrayRecordComponent")
record LossRows(float[] values, boolean hasValidation, boolean hasTest) {

    /** Epochs before the first one with a loss or a parameter that is not finite; all of them where there is none. */
    int finite() {
        int i = 0;
        while (i < values.length && Float.isFinite(values[i])) {
            i++;
        }
        return i / 3;
    }

    Losses losses(int epoch) {
        return new Losses(
                value(3 * epoch),
                hasValidation ? value(3 * epoch + 1) : Double.NaN,
                hasTest ? value(3 * epoch + 2) : Double.NaN);
    }

    private double value(int index) {
        return Float.isFinite(values[index]) ? values[index] : Double.POSITIVE_INFINITY;
    }
}
