package org.nnplayground.spec;

/** The function after a layer's weighted sums. */
public enum Activation implements Choice {
    LINEAR,
    SIGMOID,
    TANH,
    RELU
}
