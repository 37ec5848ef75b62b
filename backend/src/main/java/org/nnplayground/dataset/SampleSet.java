package org.nnplayground.dataset;

/**
 * Samples in their order. The arrays belong to the set and are never changed.
 *
 * @param x {@code [samples][columns]}, raw columns, not features
 * @param y {@code [samples][1]} labels 0..K-1 in classification, or {@code [samples][labels]} labels 0 or 1;
 *     {@code [samples][outputs]} reals in regression
 */
@SuppressWarnings("ArrayRecordComponent") // up to 100,000 samples of up to 1,000 columns
public record SampleSet(double[][] x, double[][] y) {

    public int size() {
        return x.length;
    }
}
