package org.nnplayground.job;

/** The part of a network that a presenter points at. Indices from 0, hidden layers first, the output layer last. */
public sealed interface Attention {

    /** Nothing any more. */
    record Nothing() implements Attention {}

    /** @param index into the features of the spec */
    record Input(int index) implements Attention {}

    record Unit(int layer, int unit) implements Attention {}

    /** The weight from an input of the layer to one of its units. */
    record Link(int layer, int unit, int input) implements Attention {}
}
