package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.Failure;
import org.nnplayground.store.JobState;
import org.nnplayground.store.Stop;
import org.nnplayground.store.StopReason;

/**
 * Why a training comes to rest by itself: a live job pauses, a batch job ends.
 *
 * @param end the state of a batch job that comes to this rest
 */
record Rest(
        JobState end, @Nullable StopReason reason, @Nullable Failure failure) {

    /** The rest that an advance brought; null where the training goes on. */
    static @Nullable Rest after(
            Stop stop, long stepUntil, long epochBefore, long epoch, @Nullable Divergence divergence) {
        if (divergence != null) {
            return new Rest(JobState.FAILED, StopReason.DIVERGED, failure(divergence));
        }
        Long wanted = stop.epochs();
        if (wanted != null && epochBefore < wanted && epoch >= wanted) {
            return new Rest(JobState.SUCCEEDED, StopReason.EPOCHS, null);
        }
        return epoch >= stepUntil ? new Rest(JobState.SUCCEEDED, null, null) : null;
    }

    /**
     * The epoch beyond {@code epoch} up to which an advance may go: a condition that was passed before, since a person
     * pressed play again, stops nobody.
     */
    static long next(Stop stop, long stepUntil, long epoch) {
        Long wanted = stop.epochs();
        return Math.min(stepUntil, wanted != null && wanted > epoch ? wanted : Long.MAX_VALUE);
    }

    private static Failure failure(Divergence divergence) {
        return new Failure(
                ProblemType.TRAINING_DIVERGED,
                "Epoch %d gave numbers that are not finite; the last finite train loss was %.6g. "
                                .formatted(divergence.epoch(), divergence.lastLoss())
                        + "Lower the learning rate, or choose a bounded activation.");
    }
}
