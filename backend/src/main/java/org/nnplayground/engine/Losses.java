package org.nnplayground.engine;

/**
 * The loss of each set at the same parameters, without penalty; NaN where there is no such set, infinite where there is
 * no finite number (neither ever in JSON).
 */
public record Losses(double train, double validation, double test) {

    /** Whether the network gives finite numbers. */
    public boolean areFinite() {
        return Double.isFinite(train) && !Double.isInfinite(validation) && !Double.isInfinite(test);
    }

    /** The loss that epochs are compared by: that of the validation set, or of the test set where there is none. */
    public double watched() {
        return Double.isNaN(validation) ? test : validation;
    }
}
