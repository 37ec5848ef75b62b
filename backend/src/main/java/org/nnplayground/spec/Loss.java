package org.nnplayground.spec;

/** The function that training minimizes, as defined in {@code docs/numbers.md}. */
public enum Loss implements Choice {
    SQUARED_ERROR,
    MEAN_SQUARED_ERROR,
    ABSOLUTE_ERROR,
    HUBER,
    BINARY_CROSS_ENTROPY,
    CROSS_ENTROPY,
    DICE
}
