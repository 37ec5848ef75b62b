package org.nnplayground.job;

import java.time.Duration;
import java.util.Map;
import org.nnplayground.store.JobState;
import org.nnplayground.store.Mode;

/** How the trainer of this process is doing. Safe for use by many threads. */
public interface TrainerStatus {

    /** Jobs that are open here. */
    record Kind(Mode mode, JobState state) {}

    Map<Kind, Integer> open();

    /** The estimated memory of all open sessions, in bytes; the bound is {@code playground.limits.memory}. */
    long grantedBytes();

    /**
     * How long the turn that is due first has been waiting for a thread; zero where none waits. No turn takes longer
     * than some hundred milliseconds, so long waits mean that the threads are stuck or gone.
     */
    Duration overdue();
}
