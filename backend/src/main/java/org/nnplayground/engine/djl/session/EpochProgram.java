package org.nnplayground.engine.djl.session;

import org.nnplayground.engine.djl.layout.Chunks;

/** The state of one training and the native calls that train it. It holds native memory until {@link #close}. */
public interface EpochProgram extends AutoCloseable {

    /** The batches of an epoch. */
    Chunks batches();

    /** Number of chunks of an evaluation of all sets. */
    int chunkCount();

    /** Maximum number of epochs in one call of {@link #train}. */
    int maxEpochs();

    /** An estimate of this program's work, which learns from measured durations. */
    WorkEstimate estimate();

    /**
     * The current state: {@code [parameters * (1 + slots)]} parameters and the optimizer's state, then {@code [visible
     * * chains]} the visible states of the persistent chains of a restricted Boltzmann machine, if it has some.
     */
    float[] state();

    /** The state at the last {@link #save}. */
    float[] savedState();

    /** Replaces the state; shape as {@link #state}. */
    void replace(float[] other);

    /** Saves the current state for {@link #restore}. */
    void save();

    void restore();

    /**
     * The work of one native call: whole epochs, or a part of one.
     *
     * @param rates the learning rate of each epoch
     * @param updates number of updates before this call
     * @param orders {@code [epochs * trainSamples]}, the order of each epoch; empty if the order does not change
     * @param masks {@code BatchDraws} of all batches
     * @param inputs {@code DisturbedInputs} of all batches; empty if they do not differ from the samples
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Work(
            double[] rates,
            double penalty,
            long updates,
            int[] orders,
            float[] masks,
            float[] inputs,
            int fromBatch,
            int toBatch,
            int fromChunk,
            int toChunk) {}

    /**
     * Trains with one native call.
     *
     * @param losses {@code [epochs][3]}, row-major, to which the mean loss of each set is added; not finite if a
     *     parameter is not finite
     */
    void train(Work work, float[] losses);

    /**
     * Reorders the train set for an epoch that is trained in parts; {@link #train} itself does it for whole epochs.
     *
     * @param order {@code [trainSamples]} indices into the original order
     */
    void reorder(int[] order);

    @Override
    void close();
}
