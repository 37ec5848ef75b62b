package org.nnplayground.engine.djl;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.spec.Schedule;

/**
 * The best epoch so far, with its state, or with one a little before, from where the epochs in between can be trained
 * again, to the bit. So watching costs a copy for each native call that found something better, not for each epoch.
 *
 * @param state {@code [parameters * (1 + slots)]}
 * @param from where the training stood with that state; null at the best epoch itself
 */
@SuppressWarnings("ArrayRecordComponent")
record BestEpoch(Best best, float[] state, @Nullable Standing from) {

    BestEpoch(Best best, float[] state) {
        this(best, state, null);
    }

    static @Nullable BestEpoch of(Checkpoint.@Nullable Best kept) {
        if (kept == null) {
            return null;
        }
        boolean before = kept.from().epoch() < kept.epoch();
        return new BestEpoch(
                new Best(kept.epoch(), kept.loss()),
                kept.from().state(),
                before ? Standing.of(kept.from()) : null);
    }

    /** @param size number of parameters */
    Checkpoint.Best checkpoint(int size) {
        Standing standing = from == null ? new Standing(best.epoch(), 0, 0, Schedule.Progress.START) : from;
        return new Checkpoint.Best(best.epoch(), best.loss(), standing.checkpoint(state, size));
    }
}
