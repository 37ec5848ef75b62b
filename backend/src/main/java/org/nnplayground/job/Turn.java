package org.nnplayground.job;

/** Something that trainer threads do a little of at a time. */
interface Turn {

    /** No further turn, unless somebody wakes it. */
    long NEVER = Long.MAX_VALUE;

    /** @return the {@link System#nanoTime} from which the next turn is due, or {@link #NEVER} */
    long take();
}
