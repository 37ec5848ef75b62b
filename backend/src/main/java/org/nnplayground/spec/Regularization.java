package org.nnplayground.spec;

/**
 * The penalty on weights; never on biases.
 *
 * @param rate at least 0; without effect for {@link Type#NONE}
 */
public record Regularization(Type type, double rate) {

    /** L2 adds rate * w to the gradient; after the step L1 moves w towards 0 by the epoch's learning rate * rate. */
    public enum Type implements Choice {
        NONE,
        L1,
        L2
    }
}
