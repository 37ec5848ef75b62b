package org.nnplayground.goal;

/**
 * How many targets of a goal are reached, and where the last one was.
 *
 * @param reached number of targets
 * @param job id; empty if none is reached
 * @param epoch of the last target: only later epochs of its run count for the next one
 */
public record GoalProgress(int reached, String job, int run, long epoch) {

    public static final GoalProgress NONE = new GoalProgress(0, "", 0, 0);

    /** The first epoch of a run that counts for the next target. An untrained network, epoch 0, never counts. */
    long nextEpoch(String inJob, int inRun) {
        return job.equals(inJob) && run == inRun ? epoch + 1 : 1;
    }
}
