package org.nnplayground.goal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.History;

/**
 * What a student is to reach by training: targets, one after the other, within limits, with a spec whose locked parts
 * are the teacher's.
 *
 * @param targets 1 to {@link GoalFormat#MAX_TARGETS}, in the order in which they are to be reached
 * @param spec with which students begin
 */
public record Goal(List<Target> targets, GoalLimits limits, Set<Lock> locks, TrainingSpec spec) {

    public Goal {
        targets = List.copyOf(targets);
        locks = Set.copyOf(locks);
    }

    /** Why a job with this spec does not count; null if it does. */
    public @Nullable Message refusal(TrainingSpec mine) {
        for (Lock lock : Lock.values()) {
            if (locks.contains(lock) && !lock.allows(mine, spec)) {
                return Message.of("goal.locked", lock.words());
            }
        }
        return limits.refusal(mine);
    }

    /** Fails with {@code ILLEGAL_STATE} if a job with this spec does not count. */
    public void require(TrainingSpec mine) {
        Message refusal = refusal(mine);
        if (refusal != null) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, refusal);
        }
    }

    /** Fails with {@code ILLEGAL_STATE} if a part is locked. */
    public void requireUnlocked(Lock lock) {
        if (locks.contains(lock)) {
            throw new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("goal.locked", lock.words()));
        }
    }

    /**
     * The progress after some epochs of a run.
     *
     * @param before the progress so far
     * @param job id of the job whose run it is
     * @param part of the run's history
     */
    public GoalProgress after(GoalProgress before, String job, History part) {
        GoalProgress progress = before;
        for (int i = 0; i < part.size() && progress.reached() < targets.size(); i++) {
            long epoch = part.fromEpoch() + i;
            boolean counts = epoch >= progress.nextEpoch(job, part.run())
                    && (limits.epochs() == null || epoch <= limits.epochs());
            if (counts && targets.get(progress.reached()).isMet(part, i)) {
                progress = new GoalProgress(progress.reached() + 1, job, part.run(), epoch);
            }
        }
        return progress;
    }
}
