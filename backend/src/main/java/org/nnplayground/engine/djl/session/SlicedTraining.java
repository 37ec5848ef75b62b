package org.nnplayground.engine.djl.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.layout.LossRows;
import org.nnplayground.spec.Training;

/**
 * Trains the epochs of an {@link EpochTrainer} slice by slice. A native call trains as many whole epochs as fit the
 * target duration of a call or, for a large network, a part of one: some batches, then some evaluation chunks. However
 * the training is cut, the same operations run on the same tensors in the same order, so the results are the same. To
 * stop at an epoch in the middle of a call, the epochs up to it are trained again from the state before the call.
 */
public final class SlicedTraining implements AutoCloseable {

    private final EpochTrainer<?> trainer;

    /** Settings that take effect at the next epoch; null if nothing changes. */
    private @Nullable Retuning pendingRetuning;

    private record Retuning(Training training, boolean freshRate) {}

    /** Null if no slice had patience. */
    private @Nullable BestEpoch best;

    private boolean closed;

    /** @param best the best epoch of an earlier session; null if there is none */
    SlicedTraining(EpochTrainer<?> trainer, Checkpoint.@Nullable Best best) {
        this.trainer = trainer;
        this.best = best == null ? null : new BestEpoch(new Best(best.epoch(), best.loss()), best.state());
    }

    Advance advance(Slice slice) {
        long from = trainer.cursor().epoch();
        long start = System.nanoTime();
        boolean counted = slice.updates() < Long.MAX_VALUE - trainer.cursor().updates();
        long lastUpdate = counted ? trainer.cursor().updates() + slice.updates() : Long.MAX_VALUE;
        requireBest(slice);
        var stop = new StopMonitor(slice, best(), from);
        var done = new ArrayList<Losses>();
        Divergence divergence = null;
        long spent = 0;
        while (divergence == null
                && stop.condition() == null
                && trainer.cursor().epoch() < slice.untilEpoch()
                && (trainer.cursor().updates() < lastUpdate || trainer.cursor().batch() == trainer.batches())
                && (spent == 0 || spent < slice.nanoseconds())) {
            long budget = Math.min(trainer.callNanoseconds(), slice.nanoseconds() - spent);
            long updates = lastUpdate - trainer.cursor().updates();
            long epochs = wholeEpochs(slice, updates);
            divergence = epochs > 0
                    ? advanceEpochs(
                            (int) Math.clamp((long) (budget / trainer.nanosecondsPerEpoch()), 1, epochs), stop, done)
                    : advancePart(updates, stop, done);
            spent = Math.max(1, System.nanoTime() - start);
        }
        boolean inEpoch = counted && !trainer.isBetweenEpochs();
        if (divergence == null && inEpoch && !Double.isFinite(trainer.losses().train())) {
            divergence = restoreLastFinite();
        }
        return new Advance(from + 1, done.toArray(Losses[]::new), divergence, stop.condition());
    }

    /** Maximum number of whole epochs in the next call; 0 if only a part of one epoch is possible. */
    private long wholeEpochs(Slice slice, long updates) {
        if (!trainer.isBetweenEpochs() || trainer.nanosecondsPerEpoch() > trainer.callNanoseconds()) {
            return 0;
        }
        long epochs = Math.min(slice.untilEpoch() - trainer.cursor().epoch(), updates / trainer.batches());
        return Math.min(epochs, trainer.maxEpochsPerCall());
    }

    private Divergence restoreLastFinite() {
        long diverged = trainer.cursor().epoch() + 1;
        trainer.restore();
        var divergence = new Divergence(diverged, trainer.losses().train());
        applyPendingRetuning();
        return divergence;
    }

    private @Nullable Divergence advanceEpochs(int epochs, StopMonitor stop, List<Losses> done) {
        trainer.save();
        return completeEpochs(trainer.train(epochs), epochs, stop, done);
    }

    private @Nullable Divergence completeEpochs(LossRows rows, int epochs, StopMonitor stop, List<Losses> done) {
        int finite = rows.finite();
        int kept = stop.observe(rows, finite, trainer.cursor().epoch());
        if (kept < epochs) {
            trainer.restore();
            if (kept > 0) {
                trainer.train(kept);
            }
        }
        for (int e = 0; e < kept; e++) {
            trainer.completeEpoch(rows.losses(e));
            done.add(rows.losses(e));
        }
        updateBest(stop.best());
        return kept == finite && finite < epochs && stop.condition() == null
                ? new Divergence(trainer.cursor().epoch() + 1, trainer.losses().train())
                : null;
    }

    /** Epochs of this training that a call for several trainings computes. */
    public record SharedCall(EpochProgram.Work work, float[] losses, StopMonitor stop) {}

    /** Maximum number of whole epochs that {@link #begin} can start now; 0 if this training must advance alone. */
    public long epochsTogether(Slice slice) {
        long left = slice.untilEpoch() - trainer.cursor().epoch();
        boolean alone = !trainer.isBetweenEpochs() || slice.updates() != Long.MAX_VALUE;
        return alone ? 0 : Math.clamp(left, 0, trainer.maxEpochsPerCall());
    }

    /** Begins whole epochs that the caller trains. Null if a condition of the slice is met already. */
    @Nullable
    public SharedCall begin(Slice slice, int epochs) {
        requireBest(slice);
        var stop = new StopMonitor(slice, best(), trainer.cursor().epoch());
        if (stop.condition() != null) {
            return null;
        }
        trainer.save();
        return new SharedCall(trainer.nextEpochs(epochs), new float[3 * epochs], stop);
    }

    /** Completes the epochs of {@link #begin} after they were trained. */
    public Advance complete(SharedCall call) {
        long from = trainer.cursor().epoch();
        var done = new ArrayList<Losses>();
        int epochs = call.work.rates().length;
        Divergence divergence = completeEpochs(trainer.lossRows(call.losses), epochs, call.stop, done);
        return new Advance(from + 1, done.toArray(Losses[]::new), divergence, call.stop.condition());
    }

    private void requireBest(Slice slice) {
        if (slice.patience() > 0 && best == null) {
            var present = new Best(trainer.cursor().epoch(), trainer.losses().watched());
            best = new BestEpoch(present, trainer.program().state());
        }
    }

    private @Nullable Divergence advancePart(long mostUpdates, StopMonitor stop, List<Losses> done) {
        if (trainer.isBetweenEpochs()) {
            trainer.save();
        }
        LossRows row = trainer.trainPart(mostUpdates, trainer.callNanoseconds());
        if (row == null) {
            return null;
        }
        if (row.finite() == 0) {
            return restoreLastFinite();
        }
        stop.observe(row, 1, trainer.cursor().epoch());
        trainer.completePartialEpoch(row.losses(0));
        done.add(row.losses(0));
        updateBest(stop.best());
        applyPendingRetuning();
        return null;
    }

    private void updateBest(@Nullable Best found) {
        if (best == null || found == null || found.equals(best.best())) {
            return;
        }
        best = found.epoch() == trainer.cursor().epoch()
                ? new BestEpoch(found, trainer.program().state())
                : new BestEpoch(found, trainer.program().savedState(), trainer.savedCursor());
    }

    /** As {@link org.nnplayground.engine.TrainingSession#retune}. */
    void retune(Training training, boolean freshRate) {
        pendingRetuning = new Retuning(training, freshRate || (pendingRetuning != null && pendingRetuning.freshRate));
        applyPendingRetuning();
    }

    private void applyPendingRetuning() {
        Retuning next = pendingRetuning;
        if (next != null && trainer.isBetweenEpochs()) {
            pendingRetuning = null;
            recomputeBest();
            trainer.retune(next.training, next.freshRate);
        }
    }

    /** Replaces the parameters {@code [parameters]}; the optimizer's state stays. */
    void replace(float[] parameters) {
        float[] state = trainer.program().state();
        System.arraycopy(parameters, 0, state, 0, parameters.length);
        trainer.replaceState(state, trainer.cursor().epoch());
    }

    /** The settings that take effect at the next epoch; null if there are none. */
    Checkpoint.@Nullable Retuned retuned() {
        return pendingRetuning == null ? null : new Checkpoint.Retuned(trainer.training(), pendingRetuning.freshRate);
    }

    @Nullable
    Best best() {
        return best == null ? null : best.best();
    }

    /** The best epoch with its exact state; null if no slice had patience. */
    Checkpoint.@Nullable Best bestState() {
        recomputeBest();
        return best == null
                ? null
                : new Checkpoint.Best(best.best().epoch(), best.best().loss(), best.state());
    }

    /** Restores the parameters and the optimizer's state of the best epoch; the counts of epochs and updates go on. */
    void restoreBest() {
        recomputeBest();
        if (best != null) {
            trainer.replaceState(best.state(), best.best().epoch());
        }
    }

    void clearBest() {
        best = null;
    }

    /** Recomputes the state of the best epoch from the saved state before it; must happen before the rates change. */
    private void recomputeBest() {
        BestEpoch kept = best;
        if (kept != null && kept.from() != null) {
            float[] state =
                    trainer.stateAfter(kept.state(), kept.from(), kept.best().epoch());
            best = new BestEpoch(kept.best(), state);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            trainer.close();
        }
    }
}
