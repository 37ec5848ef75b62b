package org.nnplayground.engine.djl.session;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession.Best;

/**
 * The best epoch so far, with its state or with an earlier state from which it can be recomputed to the bit. So
 * patience costs one copy for each native call that found a better epoch, not one for each epoch.
 *
 * @param state {@code [parameters * (1 + slots)]}
 * @param from the position of {@code state}; null if it is the state of the best epoch itself
 */
@SuppressWarnings("ArrayRecordComponent")
record BestEpoch(Best best, float[] state, @Nullable TrainingCursor from) {

    BestEpoch(Best best, float[] state) {
        this(best, state, null);
    }
}
