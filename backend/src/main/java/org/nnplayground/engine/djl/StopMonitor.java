package org.nnplayground.engine.djl;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.engine.TrainingSession.Condition;
import org.nnplayground.engine.TrainingSession.Slice;

/** Goes through the losses of epochs, one after the other, and tells at which one a slice is to end. */
final class StopMonitor {

    private final Slice slice;
    private @Nullable Best best;
    private @Nullable Condition met;

    /**
     * @param best null where nobody watches
     * @param completed epochs; a training that was broken off before its end may have lost patience already
     */
    StopMonitor(Slice slice, @Nullable Best best, long completed) {
        this.slice = slice;
        this.best = best;
        this.met = patienceIsOver(completed) ? Condition.PATIENCE : null;
    }

    /** @return how many epochs are to be kept: all, or those up to the first that meets a condition */
    int look(LossRows rows, int finite, long completed) {
        for (int e = 0; e < finite; e++) {
            look(rows.losses(e), completed + e + 1);
            if (met != null) {
                return e + 1;
            }
        }
        return finite;
    }

    private void look(Losses losses, long epoch) {
        double loss = losses.watched();
        if (best != null && loss < best.loss()) {
            best = new Best(epoch, loss);
        }
        if (losses.test() <= slice.targetTestLoss()) {
            met = Condition.TARGET_TEST_LOSS;
        } else if (patienceIsOver(epoch)) {
            met = Condition.PATIENCE;
        }
    }

    private boolean patienceIsOver(long completed) {
        return best != null && slice.patience() > 0 && completed - best.epoch() >= slice.patience();
    }

    @Nullable
    Condition met() {
        return met;
    }

    @Nullable
    Best best() {
        return best;
    }
}
