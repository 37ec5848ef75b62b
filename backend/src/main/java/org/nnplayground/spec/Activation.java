package org.nnplayground.spec;

/** The function after a layer's weighted sums; {@link #SOFTMAX} is for output layers only. */
public enum Activation implements Choice {
    LINEAR,
    SIGMOID,
    TANH,
    RELU,
    LEAKY_RELU,
    PRELU,
    ELU,
    GELU,
    SOFTPLUS,
    SWISH,
    SINE,
    SQUARE,
    SOFTMAX;

    /** Whether the layer has a slope that is learned, one for all its units. */
    public boolean hasSlope() {
        return this == PRELU;
    }
}
