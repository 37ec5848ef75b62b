package org.nnplayground.engine.djl;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Losses;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * A {@link TrainingProgram} at a place in its epochs: does the next whole epochs or the next part of one, and can go
 * back to where it was saved.
 */
final class EpochTrainer implements AutoCloseable {

    private final EpochInputs work;
    private final Samples samples;
    private final ProgramCache programs;
    private final ComputeContext workplace;

    /** What one native call may take, so that others get their turn. */
    private final long callNanoseconds;

    private TrainingSpec spec;
    private TrainingProgram program;
    private WorkEstimate estimate;

    private TrainingCursor at;
    /** Chunks of the evaluation that are done after the last batch of the epoch in progress. */
    private int chunk;
    /** The shares that those chunks have in the losses; null where there are none. */
    private Torch.@Nullable Value shares;

    /** Where the state that the program has saved stood: the last one that is known to be finite. */
    private TrainingCursor saved;

    /** The epoch whose order the train set is in; -1 for that of the data. */
    private long orderedEpoch = -1;

    /** At the present parameters; null where they are to be computed. */
    private @Nullable Losses losses;

    /** @param checkpoint of the spec's shape and optimizer */
    EpochTrainer(
            TrainingSpec spec,
            Samples samples,
            ProgramCache programs,
            ComputeContext workplace,
            long callNanoseconds,
            Checkpoint checkpoint) {
        this.spec = spec;
        this.programs = programs;
        this.workplace = workplace;
        this.callNanoseconds = callNanoseconds;
        work = EpochInputs.of(spec, samples.train().size());
        this.samples = work.order().fixed(samples);
        Checkpoint finite = checkpoint.finite() == null ? checkpoint : checkpoint.finite();
        program = new TrainingProgram(spec, this.samples, programs, workplace.device(), finite.state());
        if (finite != checkpoint) {
            program.replace(checkpoint.state());
        }
        estimate = program.estimate();
        at = TrainingCursor.of(checkpoint);
        saved = TrainingCursor.of(finite);
    }

    /** What is in force in the epoch in progress. */
    Training training() {
        return spec.training();
    }

    TrainingProgram program() {
        return program;
    }

    /** With the train set in the order of all epochs, or of the data. */
    Samples samples() {
        return samples;
    }

    TrainingCursor at() {
        return at;
    }

    /** Where the saved state stood. */
    TrainingCursor saved() {
        return saved;
    }

    /** Of an epoch. */
    int batches() {
        return program.batches().count();
    }

    boolean isBetweenEpochs() {
        return at.batch() == 0 && chunk == 0;
    }

    Losses losses() {
        Losses present = losses;
        if (present == null) {
            try (var row = program.noLosses(1)) {
                strides()
                        .through(
                                program.chunks().count(),
                                1,
                                (from, to) -> program.train(
                                        work.part(spec.training(), at, at.batch(), program.batches(), from, to), row));
                present = rows(row.floats()).losses(0);
            }
            losses = present;
        }
        return present;
    }

    private LossRows rows(float[] values) {
        return new LossRows(
                values, samples.validation().size() > 0, samples.test().size() > 0);
    }

    /** The learning rate of the epoch in progress, or of the next. */
    double rate() {
        return EpochInputs.rate(spec.training(), at, at.epoch());
    }

    private SlicedCalls strides() {
        return new SlicedCalls(estimate, callNanoseconds, workplace.giveWay());
    }

    /** A look at the present parameters. */
    Inspection inspection() {
        return new Inspection(program, strides());
    }

    /** What one native call may take. */
    long callNanoseconds() {
        return callNanoseconds;
    }

    /** @return {@code [parameters]} the gradient, then the loss, with the masks of the epoch in progress or next */
    float[] gradientOfBatch(int index) {
        order();
        return program.backwardPass().gradientOfBatch(index, masksOf(index));
    }

    /** @return {@code [parameters]} the gradient without dropout, then the loss */
    float[] gradientOfTrainSet() {
        return program.backwardPass().gradientOfTrainSet(strides());
    }

    BackwardPass.Passed traceOfBatch(int index) {
        order();
        return program.backwardPass().traceOfBatch(index, masksOf(index));
    }

    /** As {@link DropoutMasks#of} gives them, of the epoch in progress or next. */
    float[] masksOf(int batch) {
        return work.masks().of(at.epoch(), program.batches(), batch, batch + 1);
    }

    /** Indices into the train set as it was given, in the order of the batch. */
    int[] samplesOf(int batch) {
        int from = batch * program.batches().size();
        return Arrays.copyOfRange(
                work.order().visited(at.epoch()), from, from + program.batches().sizeOf(batch));
    }

    /** The state after a step with that batch from here, without going there. */
    float[] stateAfterStep(int batch) {
        order();
        float[] present = program.state();
        var from = new TrainingCursor(at.epoch(), batch, at.parametersOf(), at.updates(), at.progress());
        try (var row = program.noLosses(1)) {
            program.train(work.part(spec.training(), from, batch + 1, program.batches(), 0, 0), row);
            return program.state();
        } finally {
            program.replace(present);
        }
    }

    /** How long whole epochs take. */
    double nanosecondsPerEpoch() {
        return estimate.nanoseconds(batches(), program.chunks().count());
    }

    /** How many whole epochs one call may do; 0 where their masks are too many. */
    int mostEpochs() {
        return work.mostEpochs(spec.training(), program.batches());
    }

    void save() {
        program.save();
        saved = at;
    }

    void restore() {
        program.restore();
        at = saved;
        losses = null;
        forgetShares();
    }

    /** Trains whole epochs and says their losses, which may not be finite; {@link #pass} says which of them count. */
    LossRows train(int epochs) {
        long start = System.nanoTime();
        orderedEpoch = at.epoch() + epochs - 1;
        try (var rows = program.noLosses(epochs)) {
            program.train(work.epochs(spec.training(), at, epochs, program.batches(), program.chunks()), rows);
            LossRows all = rows(rows.floats());
            double done = epochs;
            estimate.learn(done * batches(), done * program.chunks().count(), System.nanoTime() - start);
            return all;
        }
    }

    /** Stands after one more epoch, of all that {@link #train} has done. */
    void pass(Losses ofEpoch) {
        losses = ofEpoch;
        at = at.afterBatches(batches()).afterEpoch(spec.training().schedule(), ofEpoch.train());
    }

    /**
     * Does some of the batches that are left of the epoch in progress, or of the chunks after them.
     *
     * @param nanoseconds to do in about
     * @return the epoch's losses, finite or not, if that was its end, which {@link #endEpoch} is to follow; else null
     */
    @Nullable
    LossRows trainPart(long mostUpdates, double nanoseconds) {
        Torch.Value row = shares;
        if (row == null) {
            row = program.noLosses(1);
            shares = row;
        }
        int chunks = program.chunks().count();
        boolean training = at.batch() < batches();
        long most = Math.min(Math.min(batches() - at.batch(), mostUpdates), work.mostBatches(program.batches()));
        int toBatch = at.batch() + (training ? fitting(nanoseconds / estimate.nanoseconds(1, 0), most) : 0);
        int toChunk = training ? chunk : chunk + fitting(nanoseconds / estimate.nanoseconds(0, 1), chunks - chunk);
        order();
        long start = System.nanoTime();
        program.train(work.part(spec.training(), at, toBatch, program.batches(), chunk, toChunk), row);
        estimate.learn(toBatch - at.batch(), toChunk - chunk, System.nanoTime() - start);
        at = at.afterBatches(toBatch - at.batch());
        chunk = toChunk;
        losses = null;
        return chunk == chunks ? rows(row.floats()) : null;
    }

    private static int fitting(double count, long left) {
        return (int) Math.clamp((long) count, 1, left);
    }

    void endEpoch(Losses ofEpoch) {
        forgetShares();
        losses = ofEpoch;
        at = at.afterEpoch(spec.training().schedule(), ofEpoch.train());
    }

    private void forgetShares() {
        chunk = 0;
        if (shares != null) {
            shares.close();
            shares = null;
        }
    }

    /** Puts the train set into the order of the epoch in progress or next. */
    private void order() {
        if (work.order().changes() && orderedEpoch != at.epoch()) {
            program.samples().reorder(work.order().of(at.epoch()));
            orderedEpoch = at.epoch();
        }
    }

    /** Takes other rates, another batch size or penalty; between epochs. */
    void retune(Training training, boolean freshRate) {
        Training before = spec.training();
        spec = spec.withTraining(training);
        if (freshRate) {
            at = at.withProgress(at.progress().afresh());
        }
        if (training.batchSize() != before.batchSize()
                || training.regularization().type() != before.regularization().type()) {
            TrainingProgram old = program;
            program = new TrainingProgram(spec, samples, programs, workplace.device(), old.state());
            old.close();
            estimate = program.estimate();
            orderedEpoch = -1;
            save();
        }
    }

    /** Takes another state {@code [parameters * (1 + slots)]}, of that epoch, at the same place. */
    void take(float[] state, long of) {
        program.replace(state);
        at = at.withParametersOf(of);
        losses = null;
        forgetShares();
        save();
    }

    /** The state after some epochs from another place, without going there. */
    float[] stateAfter(float[] state, TrainingCursor from, long epoch) {
        float[] present = program.state();
        TrainingCursor here = at;
        at = from;
        program.replace(state);
        train((int) (epoch - from.epoch()));
        float[] there = program.state();
        program.replace(present);
        at = here;
        return there;
    }

    @Override
    public void close() {
        forgetShares();
        program.close();
    }
}
