package org.nnplayground.trainer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.job.Failure;
import org.nnplayground.job.JobState;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;

/**
 * Why a training stops by itself. A live job pauses, a batch job ends.
 *
 * @param endState the terminal state of a batch job
 * @param reason null after a step
 */
record StopOutcome(
        JobState endState,
        @Nullable StopReason reason,
        @Nullable Failure failure) {

    /** A step has ended. */
    static final StopOutcome STEPPED = new StopOutcome(JobState.SUCCEEDED, null, null);

    /** The time limit is reached. */
    static final StopOutcome TIME_LIMIT = succeeded(StopReason.TIME);

    /** The outcome if the losses at the present parameters are not finite; null if they are, and within an epoch. */
    static @Nullable StopOutcome notFinite(TrainingSession session) {
        var position = session.position();
        return position.batch() > 0 || session.losses().areFinite()
                ? null
                : diverged(new Divergence(position.epoch(), Double.POSITIVE_INFINITY));
    }

    /**
     * The outcome if a condition is already met before any training, such as an easy target loss; null if not. Checked
     * between epochs only, when the losses are known.
     */
    static @Nullable StopOutcome before(StopConditions stop, TrainingSession session) {
        Double target = stop.targetTestLoss();
        boolean reached = target != null
                && session.position().batch() == 0
                && session.losses().test() <= target;
        return reached ? succeeded(StopReason.TARGET_TEST_LOSS) : null;
    }

    /** The outcome of an advance; null if the training continues. */
    static @Nullable StopOutcome after(StopConditions stop, long epochBefore, long epoch, Advance advance) {
        Divergence divergence = advance.divergence();
        if (divergence != null) {
            return diverged(divergence);
        }
        if (advance.condition() != null) {
            return switch (advance.condition()) {
                case TARGET_TEST_LOSS -> succeeded(StopReason.TARGET_TEST_LOSS);
                case PATIENCE -> succeeded(StopReason.EARLY_STOPPING);
            };
        }
        Long epochs = stop.epochs();
        return epochs != null && epochBefore < epochs && epoch >= epochs ? succeeded(StopReason.EPOCHS) : null;
    }

    private static StopOutcome succeeded(StopReason reason) {
        return new StopOutcome(JobState.SUCCEEDED, reason, null);
    }

    /** The epoch at which an advance must stop; unlimited if the condition was met before and a user has continued. */
    static long nextStopEpoch(StopConditions stop, long epoch) {
        Long epochs = stop.epochs();
        return epochs != null && epochs > epoch ? epochs : Long.MAX_VALUE;
    }

    private static StopOutcome diverged(Divergence divergence) {
        Message told = Double.isFinite(divergence.lastLoss())
                ? Message.of(
                        "job.diverged", divergence.epoch(), String.format(Locale.ROOT, "%.6g", divergence.lastLoss()))
                : Message.of("job.not-finite", divergence.epoch());
        return new StopOutcome(JobState.FAILED, StopReason.DIVERGED, new Failure(ProblemType.TRAINING_DIVERGED, told));
    }
}
