package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.TrainingProgram.Work;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * The way of a {@link TrainingProgram} through its epochs. A native call does whole epochs, as many as fit a time that
 * others can wait for, or for a large network a part of one: some batches, then some chunks of the evaluation. However
 * it is cut, the same operations follow each other on the same tensors, so the numbers are the same; and an epoch in
 * the middle of a call is reached by training again from the state at the call's beginning.
 */
final class SlicedTraining implements AutoCloseable {

    /** What one native call may take, so that others get their turn. */
    private final long callNanoseconds;

    private final EpochWork work;
    private final Samples samples;
    private final ProgramCache programs;

    private TrainingSpec spec;
    /** What holds from the next epoch on; null where nothing changes. */
    private @Nullable Training retuned;

    private TrainingProgram program;
    private WorkEstimate estimate;

    private Standing at;
    /** Chunks of the evaluation that are done after the last batch of the epoch in progress. */
    private int chunk;
    /** The shares that those chunks have in the losses; null where there are none. */
    private Torch.@Nullable Value shares;

    /** Where the state that the program has saved stood: the last one that is known to be finite. */
    private Standing saved;

    /** The epoch whose order the train set is in; -1 for that of the data. */
    private long orderedEpoch = -1;

    /** At the present parameters; null where they are to be computed. */
    private @Nullable Losses losses;

    /** Null where nobody watches. */
    private @Nullable BestEpoch best;

    private boolean closed;

    /** @param checkpoint of the spec's shape and optimizer */
    SlicedTraining(
            TrainingSpec spec, Samples samples, ProgramCache programs, long callNanoseconds, Checkpoint checkpoint) {
        this.callNanoseconds = callNanoseconds;
        this.spec = spec;
        this.programs = programs;
        work = EpochWork.of(spec, samples.train().size());
        this.samples = work.order().fixed(samples);
        program = open(concatenated(checkpoint.parameters(), checkpoint.optimizerState()));
        estimate = program.estimate();
        int batch = Math.min(checkpoint.batch(), program.batches().count());
        at = new Standing(checkpoint.epoch(), batch, checkpoint.updates(), checkpoint.schedule());
        saved = at;
    }

    private TrainingProgram open(float[] state) {
        return new TrainingProgram(spec, samples, programs, state);
    }

    private static float[] concatenated(float[] parameters, float[] rest) {
        float[] all = Arrays.copyOf(parameters, parameters.length + rest.length);
        System.arraycopy(rest, 0, all, parameters.length, rest.length);
        return all;
    }

    TrainingProgram program() {
        return program;
    }

    /** With the train set in the order of all epochs, or of the data. */
    Samples samples() {
        return samples;
    }

    Standing standing() {
        return at;
    }

    Position position() {
        return new Position(at.epoch(), at.batch(), program.batches().count());
    }

    Losses losses() {
        Losses present = losses;
        if (present == null) {
            try (var row = program.noLosses(1)) {
                int chunks = program.chunks().count();
                program.train(work.part(spec.training(), at, at.batch(), program.batches(), 0, chunks), row);
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
        return EpochWork.rate(spec.training(), at, at.epoch());
    }

    /** @return {@code [parameters]} the gradient, then the loss, with the masks of the epoch in progress or next */
    float[] gradientOfBatch(int index) {
        order();
        return program.gradientOfBatch(index, work.masks().of(at.epoch(), program.batches(), index, index + 1));
    }

    Advance advance(Slice slice) {
        long from = at.epoch();
        long start = System.nanoTime();
        boolean counted = slice.updates() < Long.MAX_VALUE - at.updates();
        long lastUpdate = counted ? at.updates() + slice.updates() : Long.MAX_VALUE;
        if (slice.patience() > 0 && best == null) {
            best = new BestEpoch(new Best(at.epoch(), StopWatch.watched(losses())), program.state());
        }
        var stop = new StopWatch(slice, best == null ? null : best.best());
        var done = new ArrayList<Losses>();
        Divergence divergence = null;
        long spent = 0;
        while (divergence == null
                && stop.met() == null
                && at.epoch() < slice.untilEpoch()
                && (at.updates() < lastUpdate || at.batch() == program.batches().count())
                && (spent == 0 || spent < slice.nanoseconds())) {
            long epochs = Math.min(
                    slice.untilEpoch() - at.epoch(),
                    (lastUpdate - at.updates()) / program.batches().count());
            long most = Math.min(epochs, work.mostEpochs(spec.training(), program.batches()));
            long budget = Math.min(callNanoseconds, slice.nanoseconds() - spent);
            divergence = most > 0 && isBetweenEpochs() && nanosecondsPerEpoch() <= callNanoseconds
                    ? advanceEpochs((int) Math.clamp((long) (budget / nanosecondsPerEpoch()), 1, most), stop, done)
                    : advancePart(lastUpdate - at.updates(), stop, done);
            spent = Math.max(1, System.nanoTime() - start);
        }
        if (divergence == null && counted && !isBetweenEpochs() && !Double.isFinite(losses().train())) {
            divergence = backToFinite();
        }
        return new Advance(from + 1, done.toArray(Losses[]::new), divergence, stop.met());
    }

    private boolean isBetweenEpochs() {
        return at.batch() == 0 && chunk == 0;
    }

    private double nanosecondsPerEpoch() {
        return estimate.nanoseconds(program.batches().count(), program.chunks().count());
    }

    private void save() {
        program.save();
        saved = at;
    }

    private void restore() {
        program.restore();
        at = saved;
        losses = null;
        forgetShares();
    }

    private Divergence backToFinite() {
        long diverged = at.epoch() + 1;
        restore();
        return new Divergence(diverged, losses().train());
    }

    private @Nullable Divergence advanceEpochs(int epochs, StopWatch stop, List<Losses> done) {
        save();
        long start = System.nanoTime();
        LossRows rows = trainEpochs(epochs);
        estimate.learn(
                (double) epochs * program.batches().count(),
                (double) epochs * program.chunks().count(),
                System.nanoTime() - start);
        int finite = rows.finite();
        int kept = stop.look(rows, finite, at.epoch());
        if (kept < epochs) {
            restore();
            if (kept > 0) {
                trainEpochs(kept);
            }
        }
        for (int e = 0; e < kept; e++) {
            losses = rows.losses(e);
            done.add(losses);
            at = at.afterBatches(program.batches().count())
                    .afterEpoch(spec.training().schedule(), losses.train());
        }
        remember(stop.best());
        return kept == finite && finite < epochs && stop.met() == null
                ? new Divergence(at.epoch() + 1, losses().train())
                : null;
    }

    private LossRows trainEpochs(int epochs) {
        orderedEpoch = at.epoch() + epochs - 1;
        Work all = work.epochs(spec.training(), at, epochs, program.batches(), program.chunks());
        try (var rows = program.noLosses(epochs)) {
            program.train(all, rows);
            return rows(rows.floats());
        }
    }

    private void remember(@Nullable Best found) {
        if (best == null || found == null || found.equals(best.best())) {
            return;
        }
        best = found.epoch() == at.epoch()
                ? new BestEpoch(found, program.state())
                : new BestEpoch(found, program.savedState(), saved);
    }

    /** Some of the batches that are left of the epoch in progress, or of the chunks after them. */
    private @Nullable Divergence advancePart(long mostUpdates, StopWatch stop, List<Losses> done) {
        if (isBetweenEpochs()) {
            save();
        }
        Torch.Value row = shares;
        if (row == null) {
            row = program.noLosses(1);
            shares = row;
        }
        int batches = program.batches().count();
        int chunks = program.chunks().count();
        boolean training = at.batch() < batches;
        long most = Math.min(Math.min(batches - at.batch(), mostUpdates), work.mostBatches(program.batches()));
        int toBatch = at.batch() + (training ? fittingPart(most, estimate.nanoseconds(1, 0)) : 0);
        int toChunk = training ? chunk : chunk + fittingPart(chunks - chunk, estimate.nanoseconds(0, 1));
        order();
        long start = System.nanoTime();
        program.train(work.part(spec.training(), at, toBatch, program.batches(), chunk, toChunk), row);
        estimate.learn(toBatch - at.batch(), toChunk - chunk, System.nanoTime() - start);
        at = at.afterBatches(toBatch - at.batch());
        chunk = toChunk;
        losses = null;
        return chunk == chunks ? endEpoch(rows(row.floats()), stop, done) : null;
    }

    private int fittingPart(long left, double nanosecondsEach) {
        return (int) Math.clamp((long) (callNanoseconds / nanosecondsEach), 1, left);
    }

    private @Nullable Divergence endEpoch(LossRows row, StopWatch stop, List<Losses> done) {
        if (row.finite() == 0) {
            return backToFinite();
        }
        forgetShares();
        stop.look(row, 1, at.epoch());
        losses = row.losses(0);
        done.add(losses);
        at = at.afterEpoch(spec.training().schedule(), losses.train());
        remember(stop.best());
        if (retuned != null) {
            retune(retuned);
        }
        return null;
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

    /** Takes other rates, another batch size or penalty from the next epoch on. */
    void retune(Training training) {
        if (!isBetweenEpochs()) {
            retuned = training;
            return;
        }
        retuned = null;
        reachBest();
        Training before = spec.training();
        spec = spec.withTraining(training);
        if (training.optimizer().learningRate() != before.optimizer().learningRate()) {
            at = at.withProgress(at.progress().afresh());
        }
        if (training.batchSize() != before.batchSize()
                || training.regularization().type() != before.regularization().type()) {
            TrainingProgram old = program;
            program = open(old.state());
            old.close();
            estimate = program.estimate();
            orderedEpoch = -1;
            save();
        }
    }

    /** Takes other parameters {@code [parameters]}; what the optimizer keeps stays. */
    void replace(float[] parameters) {
        float[] state = program.state();
        System.arraycopy(parameters, 0, state, 0, parameters.length);
        take(state);
    }

    private void take(float[] state) {
        program.replace(state);
        losses = null;
        forgetShares();
        save();
    }

    @Nullable
    Best best() {
        return best == null ? null : best.best();
    }

    /** Takes the parameters and the optimizer's state of the best epoch; epochs and updates are counted on. */
    void restoreBest() {
        reachBest();
        if (best != null) {
            take(best.state());
        }
    }

    /** Trains from the state that was kept to the best epoch, and comes back. */
    private void reachBest() {
        BestEpoch kept = best;
        if (kept == null || kept.from() == null) {
            return;
        }
        float[] present = program.state();
        Standing standing = at;
        at = kept.from();
        program.replace(kept.state());
        trainEpochs((int) (kept.best().epoch() - at.epoch()));
        best = new BestEpoch(kept.best(), program.state());
        program.replace(present);
        at = standing;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            forgetShares();
            program.close();
        }
    }
}
