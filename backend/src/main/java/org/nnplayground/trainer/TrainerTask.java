package org.nnplayground.trainer;

/** Something that trainer threads do a little of at a time. */
interface TrainerTask {

    /** No further turn, unless somebody wakes it. */
    long NEVER = Long.MAX_VALUE;

    /** Whether nobody waits for it: one thread is kept free of such turns. */
    default boolean patient() {
        return false;
    }

    /** @return the {@link System#nanoTime} from which the next turn is due, or {@link #NEVER} */
    long take();
}
