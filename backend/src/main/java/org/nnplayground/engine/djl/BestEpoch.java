package org.nnplayground.engine.djl;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession.Best;

/**
 * The best epoch so far, with its state, or with one a little before, from where the epochs in between can be trained
 * again, to the bit. So watching costs a copy for each native call that found something better, not for each epoch.
 *
 * @param state {@code [parameters * (1 + slots)]}
 * @param from where the training stood with that state; null at the best epoch itself
 */
@SuppressWarnings("ArrayRecordComponent")
record BestEpoch(Best best, float[] state, @Nullable TrainingCursor from) {

    BestEpoch(Best best, float[] state) {
        this(best, state, null);
    }
}
