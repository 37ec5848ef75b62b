package org.nnplayground.queue;

import org.jspecify.annotations.Nullable;

/**
 * The order of a queue: start-time fair queueing (Goyal, Vin and Cheng, 1996) over callers. Each job has a number, its
 * turn, and the job with the smallest turn is claimed first; of several, the one that arrived first.
 *
 * <p>The jobs of one caller follow each other at a distance of 1, or of {@code 1 / keyWeight} with an API key. A caller
 * without jobs in the queue starts at the present turn of the queue: behind the jobs that are in training, but before
 * all later jobs of callers who have many.
 *
 * @param keyWeight how many jobs of a caller with an API key are claimed for each one of a caller without, at least 1
 */
public record Turns(int keyWeight) {

    /**
     * The turn of a job that begins to wait.
     *
     * @param lastHeld the greatest turn among the held jobs of the queue; null if there are none
     * @param firstWaiting the smallest turn among the waiting jobs of the queue; null if there are none
     * @param own the greatest turn among the caller's jobs in the queue; null if there are none
     * @param owner the name of the caller's API key; null for none
     */
    public double next(
            @Nullable Double lastHeld, @Nullable Double firstWaiting, @Nullable Double own, @Nullable String owner) {
        double present = present(lastHeld, firstWaiting);
        return own == null ? present : Math.max(present, own + distance(owner));
    }

    /**
     * The next turn of a held job that yields: as {@link #next} after its own turn, but strictly behind at least one
     * waiting job of another caller.
     *
     * @param lastHeld as in {@link #next}; the job itself is held
     * @param firstWaiting as in {@link #next}
     * @param firstOfOthers the smallest turn among the waiting jobs of other callers in the queue; null if there are
     *     none
     * @param own the turn of the job
     * @param owner as in {@link #next}
     */
    public double afterYield(
            @Nullable Double lastHeld,
            @Nullable Double firstWaiting,
            @Nullable Double firstOfOthers,
            double own,
            @Nullable String owner) {
        double next = next(lastHeld, firstWaiting, own, owner);
        return firstOfOthers == null ? next : Math.max(next, firstOfOthers + distance(owner));
    }

    private double distance(@Nullable String owner) {
        return owner == null ? 1 : 1.0 / keyWeight;
    }

    /**
     * The greatest turn of the held jobs, which were claimed in order. A job that was claimed out of order, such as one
     * that is being cancelled, can be ahead of waiting jobs, and does not count.
     */
    private static double present(@Nullable Double lastHeld, @Nullable Double firstWaiting) {
        if (lastHeld == null) {
            return firstWaiting == null ? 0 : firstWaiting;
        }
        return firstWaiting == null ? lastHeld : Math.min(lastHeld, firstWaiting);
    }
}
