package org.nnplayground.trainer.schedule;

/** A task that trainer threads run in short turns. */
public interface TrainerTask {

    /** No further turn until the task is woken. */
    long NEVER = Long.MAX_VALUE;

    /** Whether no user waits for the task: one thread does not run such tasks. */
    default boolean isBackground() {
        return false;
    }

    /**
     * Runs one turn, which should take about 20 ms.
     *
     * @return the {@link System#nanoTime} from which the next turn is due, or {@link #NEVER}
     */
    long runTurn();
}
