package org.nnplayground.engine;

/**
 * The loss of each set at the same parameters, without penalty. NaN if there is no such set; infinite if the loss is
 * not finite. Neither is ever written as JSON.
 */
public record Losses(double train, double validation, double test) {

    /** Whether all losses of existing sets are finite. */
    public boolean areFinite() {
        return Double.isFinite(train) && !Double.isInfinite(validation) && !Double.isInfinite(test);
    }

    /** The loss by which epochs are compared: of the validation set, or of the test set without a validation set. */
    public double watched() {
        return Double.isNaN(validation) ? test : validation;
    }
}
