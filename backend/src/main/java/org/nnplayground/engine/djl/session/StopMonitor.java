package org.nnplayground.engine.djl.session;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.engine.TrainingSession.Condition;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.layout.LossRows;

/** Checks the stop conditions of a slice against the losses, epoch by epoch. */
final class StopMonitor {

    private final Slice slice;
    private @Nullable Best best;
    private @Nullable Condition condition;

    /**
     * @param best the best epoch so far; null without patience
     * @param completed epochs; a restored training may have exhausted its patience already
     */
    StopMonitor(Slice slice, @Nullable Best best, long completed) {
        this.slice = slice;
        this.best = best;
        this.condition = isPatienceExhausted(completed) ? Condition.PATIENCE : null;
    }

    /** @return number of epochs to keep: all of them, or those up to the first that meets a condition */
    int observe(LossRows rows, int finite, long completed) {
        for (int e = 0; e < finite; e++) {
            observe(rows.losses(e), completed + e + 1);
            if (condition != null) {
                return e + 1;
            }
        }
        return finite;
    }

    private void observe(Losses losses, long epoch) {
        double loss = losses.watched();
        if (best != null && loss < best.loss()) {
            best = new Best(epoch, loss);
        }
        if (losses.test() <= slice.targetTestLoss()) {
            condition = Condition.TARGET_TEST_LOSS;
        } else if (isPatienceExhausted(epoch)) {
            condition = Condition.PATIENCE;
        }
    }

    private boolean isPatienceExhausted(long completed) {
        return best != null && slice.patience() > 0 && completed - best.epoch() >= slice.patience();
    }

    @Nullable
    Condition condition() {
        return condition;
    }

    @Nullable
    Best best() {
        return best;
    }
}
