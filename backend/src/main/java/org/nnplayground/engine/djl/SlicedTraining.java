package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Training;

/**
 * Goes through the epochs of an {@link EpochTrainer} slice by slice. A native call does whole epochs, as many as fit a
 * time that others can wait for, or for a large network a part of one: some batches, then some chunks of the
 * evaluation. However it is cut, the same operations follow each other on the same tensors, so the numbers are the
 * same; and an epoch in the middle of a call is reached by training again from the state at the call's beginning.
 */
final class SlicedTraining implements AutoCloseable {

    private final EpochTrainer trainer;

    /** What holds from the next epoch on; null where nothing changes. */
    private @Nullable Retuning retuning;

    private record Retuning(Training training, boolean freshRate) {}

    /** Null where nobody watches. */
    private @Nullable BestEpoch best;

    private boolean closed;

    /** @param best what an earlier session watched; null where it did not */
    SlicedTraining(EpochTrainer trainer, Checkpoint.@Nullable Best best) {
        this.trainer = trainer;
        this.best = best == null ? null : new BestEpoch(new Best(best.epoch(), best.loss()), best.state());
    }

    EpochTrainer trainer() {
        return trainer;
    }

    Advance advance(Slice slice) {
        long from = trainer.at().epoch();
        long start = System.nanoTime();
        boolean counted = slice.updates() < Long.MAX_VALUE - trainer.at().updates();
        long lastUpdate = counted ? trainer.at().updates() + slice.updates() : Long.MAX_VALUE;
        if (slice.patience() > 0 && best == null) {
            var present = new Best(from, trainer.losses().watched());
            best = new BestEpoch(present, trainer.program().state());
        }
        var stop = new StopMonitor(slice, best(), from);
        var done = new ArrayList<Losses>();
        Divergence divergence = null;
        long spent = 0;
        while (divergence == null
                && stop.met() == null
                && trainer.at().epoch() < slice.untilEpoch()
                && (trainer.at().updates() < lastUpdate || trainer.at().batch() == trainer.batches())
                && (spent == 0 || spent < slice.nanoseconds())) {
            long budget = Math.min(trainer.callNanoseconds(), slice.nanoseconds() - spent);
            long updates = lastUpdate - trainer.at().updates();
            long epochs = wholeEpochs(slice, updates);
            divergence = epochs > 0
                    ? advanceEpochs(
                            (int) Math.clamp((long) (budget / trainer.nanosecondsPerEpoch()), 1, epochs), stop, done)
                    : advancePart(updates, stop, done);
            spent = Math.max(1, System.nanoTime() - start);
        }
        boolean inEpoch = counted && !trainer.isBetweenEpochs();
        if (divergence == null && inEpoch && !Double.isFinite(trainer.losses().train())) {
            divergence = backToFinite();
        }
        return new Advance(from + 1, done.toArray(Losses[]::new), divergence, stop.met());
    }

    /** How many whole epochs the next call may do, if it has the time; 0 where only a part of one is possible. */
    private long wholeEpochs(Slice slice, long updates) {
        if (!trainer.isBetweenEpochs() || trainer.nanosecondsPerEpoch() > trainer.callNanoseconds()) {
            return 0;
        }
        long epochs = Math.min(slice.untilEpoch() - trainer.at().epoch(), updates / trainer.batches());
        return Math.min(epochs, trainer.mostEpochs());
    }

    private Divergence backToFinite() {
        long diverged = trainer.at().epoch() + 1;
        trainer.restore();
        var divergence = new Divergence(diverged, trainer.losses().train());
        takeRetuning();
        return divergence;
    }

    private @Nullable Divergence advanceEpochs(int epochs, StopMonitor stop, List<Losses> done) {
        trainer.save();
        LossRows rows = trainer.train(epochs);
        int finite = rows.finite();
        int kept = stop.look(rows, finite, trainer.at().epoch());
        if (kept < epochs) {
            trainer.restore();
            if (kept > 0) {
                trainer.train(kept);
            }
        }
        for (int e = 0; e < kept; e++) {
            trainer.pass(rows.losses(e));
            done.add(rows.losses(e));
        }
        remember(stop.best());
        return kept == finite && finite < epochs && stop.met() == null
                ? new Divergence(trainer.at().epoch() + 1, trainer.losses().train())
                : null;
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
            return backToFinite();
        }
        stop.look(row, 1, trainer.at().epoch());
        trainer.endEpoch(row.losses(0));
        done.add(row.losses(0));
        remember(stop.best());
        takeRetuning();
        return null;
    }

    private void remember(@Nullable Best found) {
        if (best == null || found == null || found.equals(best.best())) {
            return;
        }
        best = found.epoch() == trainer.at().epoch()
                ? new BestEpoch(found, trainer.program().state())
                : new BestEpoch(found, trainer.program().savedState(), trainer.saved());
    }

    /** As {@link org.nnplayground.engine.TrainingSession#retune}. */
    void retune(Training training, boolean freshRate) {
        retuning = new Retuning(training, freshRate || (retuning != null && retuning.freshRate));
        takeRetuning();
    }

    private void takeRetuning() {
        Retuning next = retuning;
        if (next != null && trainer.isBetweenEpochs()) {
            retuning = null;
            reachBest();
            trainer.retune(next.training, next.freshRate);
        }
    }

    /** Takes other parameters {@code [parameters]}; what the optimizer keeps stays. */
    void replace(float[] parameters) {
        float[] state = trainer.program().state();
        System.arraycopy(parameters, 0, state, 0, parameters.length);
        trainer.take(state, trainer.at().epoch());
    }

    /** What waits for the next epoch; null where nothing does. */
    Checkpoint.@Nullable Retuned retuned() {
        return retuning == null ? null : new Checkpoint.Retuned(trainer.training(), retuning.freshRate);
    }

    @Nullable
    Best best() {
        return best == null ? null : best.best();
    }

    /** The best epoch with its very state; null where nobody watches. */
    Checkpoint.@Nullable Best bestState() {
        reachBest();
        return best == null
                ? null
                : new Checkpoint.Best(best.best().epoch(), best.best().loss(), best.state());
    }

    /** Takes the parameters and the optimizer's state of the best epoch; epochs and updates are counted on. */
    void restoreBest() {
        reachBest();
        if (best != null) {
            trainer.take(best.state(), best.best().epoch());
        }
    }

    void forgetBest() {
        best = null;
    }

    /** Gets the state of the best epoch from the one before it that was kept, while the rates are still the same. */
    private void reachBest() {
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
