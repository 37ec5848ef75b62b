package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.djl.layout.LossRows;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * A program together with its position in the training: trains the next whole epochs or a part of one, and can return
 * to its saved state.
 *
 * @param <P> the kind of program
 */
public class EpochTrainer<P extends EpochProgram> implements AutoCloseable {

    /** Makes the program of a spec. */
    @FunctionalInterface
    public interface Programs<P> {
        /**
         * @param samples the train set in the order that batches visit it
         * @param state {@code [parameters * (1 + slots)]}: parameters, then the optimizer's state
         */
        P open(TrainingSpec spec, Samples samples, float[] state);
    }

    private final EpochInputs inputs;
    private final Samples samples;
    private final Programs<P> programs;
    private final ComputeContext context;

    /** Target duration of one native call, so that other sessions get their turn. */
    private final long callNanoseconds;

    private TrainingSpec spec;
    private P program;
    private WorkEstimate estimate;

    private TrainingCursor cursor;
    /** Number of evaluation chunks that are done after the last batch of the epoch in progress. */
    private int chunk;
    /** The losses summed over those chunks, {@code [3]}. */
    private float[] partialLosses = new float[3];

    /** The position of the program's saved state, which is known to be finite. */
    private TrainingCursor savedCursor;

    /** The epoch whose order the train set has; -1 for the order of the data. */
    private long orderedEpoch = -1;

    /** The losses at the current parameters; null if they must be computed first. */
    private @Nullable Losses losses;

    /** @param checkpoint of the same shape and optimizer as the spec */
    public EpochTrainer(
            TrainingSpec spec,
            Samples samples,
            Programs<P> programs,
            ComputeContext workplace,
            long callNanoseconds,
            Checkpoint checkpoint) {
        this.spec = spec;
        this.programs = programs;
        this.context = workplace;
        this.callNanoseconds = callNanoseconds;
        inputs = EpochInputs.of(spec, samples.train());
        this.samples = inputs.order().applyFixedOrder(samples);
        Checkpoint finite = checkpoint.finite() == null ? checkpoint : checkpoint.finite();
        program = programs.open(spec, this.samples, finite.state());
        if (finite != checkpoint) {
            program.replace(checkpoint.state());
        }
        estimate = program.estimate();
        cursor = TrainingCursor.of(checkpoint);
        savedCursor = TrainingCursor.of(finite);
    }

    /** The settings of the epoch in progress. */
    public Training training() {
        return spec.training();
    }

    public P program() {
        return program;
    }

    /** The samples; with shuffle "once" the train set has the order of all epochs. */
    public Samples samples() {
        return samples;
    }

    TrainingCursor cursor() {
        return cursor;
    }

    /** The position of the saved state. */
    TrainingCursor savedCursor() {
        return savedCursor;
    }

    /** Number of batches in an epoch. */
    public int batches() {
        return program.batches().count();
    }

    boolean isBetweenEpochs() {
        return cursor.batch() == 0 && chunk == 0;
    }

    public Losses losses() {
        Losses present = losses;
        if (present == null) {
            var row = new float[3];
            slicedCalls()
                    .run(
                            program.chunkCount(),
                            1,
                            (from, to) -> program.train(
                                    inputs.part(spec.training(), cursor, cursor.batch(), program.batches(), from, to),
                                    row));
            present = lossRows(row).losses(0);
            losses = present;
        }
        return present;
    }

    LossRows lossRows(float[] values) {
        return new LossRows(
                values, samples.validation().size() > 0, samples.test().size() > 0);
    }

    /** The learning rate of the epoch in progress, or of the next. */
    public double rate() {
        return EpochInputs.rate(spec.training(), cursor, cursor.epoch());
    }

    SlicedCalls slicedCalls() {
        return new SlicedCalls(estimate, callNanoseconds, context.yieldTurn());
    }

    /** Target duration of one native call in nanoseconds. */
    public long callNanoseconds() {
        return callNanoseconds;
    }

    /** The {@code BatchDraws} of a batch of the epoch in progress or next. */
    float[] drawsOf(int batch) {
        return inputs.draws().of(cursor.epoch(), program.batches(), batch, batch + 1);
    }

    /** The {@code DisturbedInputs} of a batch of the epoch in progress or next. */
    float[] inputsOf(int batch) {
        return inputs.disturbed().of(cursor.epoch(), program.batches(), batch, batch + 1);
    }

    /** Indices into the train set in its original order, in the order of the batch. */
    int[] samplesOf(int batch) {
        int from = batch * program.batches().size();
        return Arrays.copyOfRange(
                inputs.order().visited(cursor.epoch()),
                from,
                from + program.batches().sizeOf(batch));
    }

    /** The state after an update with that batch; the current state does not change. */
    public float[] stateAfterStep(int batch) {
        applyOrder();
        float[] present = program.state();
        var from =
                new TrainingCursor(cursor.epoch(), batch, cursor.parametersOf(), cursor.updates(), cursor.progress());
        try {
            program.train(inputs.part(spec.training(), from, batch + 1, program.batches(), 0, 0), new float[3]);
            return program.state();
        } finally {
            program.replace(present);
        }
    }

    /** Estimated duration of one whole epoch. */
    public double nanosecondsPerEpoch() {
        return estimate.nanoseconds(batches(), program.chunkCount());
    }

    /** Maximum number of whole epochs in one native call; 0 if the masks of one epoch are too large. */
    int maxEpochsPerCall() {
        return Math.min(program.maxEpochs(), inputs.maxEpochsPerCall(spec.training(), program.batches()));
    }

    public void save() {
        program.save();
        savedCursor = cursor;
    }

    public void restore() {
        program.restore();
        cursor = savedCursor;
        orderedEpoch = -1; // a shared program does not keep the order of whole epochs
        losses = null;
        discardPartialLosses();
    }

    /**
     * Trains whole epochs and returns their losses, which may not be finite. {@link #completeEpoch} then advances the
     * position epoch by epoch.
     */
    public LossRows train(int epochs) {
        long start = System.nanoTime();
        var rows = new float[3 * epochs];
        program.train(nextEpochs(epochs), rows);
        double done = epochs;
        estimate.learn(done * batches(), done * program.chunkCount(), System.nanoTime() - start);
        return lossRows(rows);
    }

    /** The work of the next whole epochs. The caller passes it to the program. */
    EpochProgram.Work nextEpochs(int epochs) {
        if (inputs.disturbed().differ()) {
            applyOrder();
        }
        orderedEpoch = cursor.epoch() + epochs - 1;
        return inputs.epochs(spec.training(), cursor, epochs, program.batches(), program.chunkCount());
    }

    /** Advances the position by one of the epochs that {@link #train} has trained. */
    void completeEpoch(Losses ofEpoch) {
        losses = ofEpoch;
        cursor = cursor.afterBatches(batches()).afterEpoch(spec.training().schedule(), ofEpoch.train());
    }

    /**
     * Trains some of the remaining batches of the epoch in progress or, after the last batch, some of its evaluation
     * chunks.
     *
     * @param nanoseconds target duration
     * @return the epoch's losses, finite or not, if the epoch is complete ({@link #completePartialEpoch} must follow);
     *     otherwise null
     */
    @Nullable
    LossRows trainPart(long mostUpdates, double nanoseconds) {
        int chunks = program.chunkCount();
        boolean training = cursor.batch() < batches();
        long most = Math.min(
                Math.min(batches() - cursor.batch(), mostUpdates), inputs.maxBatchesPerCall(program.batches()));
        int toBatch = cursor.batch() + (training ? countWithin(nanoseconds / estimate.nanoseconds(1, 0), most) : 0);
        int toChunk = training ? chunk : chunk + countWithin(nanoseconds / estimate.nanoseconds(0, 1), chunks - chunk);
        applyOrder();
        long start = System.nanoTime();
        program.train(inputs.part(spec.training(), cursor, toBatch, program.batches(), chunk, toChunk), partialLosses);
        estimate.learn(toBatch - cursor.batch(), toChunk - chunk, System.nanoTime() - start);
        cursor = cursor.afterBatches(toBatch - cursor.batch());
        chunk = toChunk;
        losses = null;
        return chunk == chunks ? lossRows(partialLosses.clone()) : null;
    }

    private static int countWithin(double count, long left) {
        return (int) Math.clamp((long) count, 1, left);
    }

    void completePartialEpoch(Losses ofEpoch) {
        discardPartialLosses();
        losses = ofEpoch;
        cursor = cursor.afterEpoch(spec.training().schedule(), ofEpoch.train());
    }

    private void discardPartialLosses() {
        chunk = 0;
        partialLosses = new float[3];
    }

    /** Reorders the train set for the epoch in progress or next. */
    void applyOrder() {
        if (inputs.order().changesEveryEpoch() && orderedEpoch != cursor.epoch()) {
            program.reorder(inputs.order().of(cursor.epoch()));
            orderedEpoch = cursor.epoch();
        }
    }

    /** Changes rates, batch size or penalty; only between epochs. */
    public void retune(Training training, boolean freshRate) {
        Training before = spec.training();
        spec = spec.withTraining(training);
        if (freshRate) {
            cursor = cursor.withProgress(cursor.progress().afresh());
        }
        if (training.batchSize() != before.batchSize()
                || training.regularization().type() != before.regularization().type()) {
            P old = program;
            program = programs.open(spec, samples, old.state());
            old.close();
            estimate = program.estimate();
            orderedEpoch = -1;
            save();
        }
    }

    /** Replaces the state {@code [parameters * (1 + slots)]} by that of epoch {@code of}; the position stays. */
    void replaceState(float[] state, long of) {
        program.replace(state);
        cursor = cursor.withParametersOf(of);
        losses = null;
        discardPartialLosses();
        save();
    }

    /** The state after training from another state and position up to an epoch; the current state does not change. */
    float[] stateAfter(float[] state, TrainingCursor from, long epoch) {
        float[] present = program.state();
        TrainingCursor here = cursor;
        cursor = from;
        program.replace(state);
        train((int) (epoch - from.epoch()));
        float[] there = program.state();
        program.replace(present);
        cursor = here;
        return there;
    }

    @Override
    public void close() {
        program.close();
    }
}
