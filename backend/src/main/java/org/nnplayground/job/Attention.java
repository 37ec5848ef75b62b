package org.nnplayground.job;

import org.jspecify.annotations.Nullable;

/**
 * What a presenter points at: a part of the network, or a step of a trace. Indices from 0, hidden layers first, the
 * output layer last.
 */
public sealed interface Attention {

    /** Nothing any more. */
    record Nothing() implements Attention {}

    /** @param index into the features of the spec */
    record Input(int index) implements Attention {}

    record Unit(int layer, int unit) implements Attention {}

    /** The weight from an input of the layer to one of its units. */
    record Link(int layer, int unit, int input) implements Attention {}

    /**
     * A step of the forward and backward pass of a mini-batch or of a train sample. A follower that traces the same at
     * the same parameters has the presenter's numbers.
     *
     * @param epoch completed epochs at the parameters of the trace
     * @param batch index in the epoch; null for a sample
     * @param sample index of the train sample; null for a mini-batch
     * @param step position in the presenter's order of steps
     * @param row the sample within the mini-batch whose numbers are shown; 0 for a sample
     */
    record Trace(
            long epoch, @Nullable Integer batch, @Nullable Integer sample, int step, int row) implements Attention {}
}
