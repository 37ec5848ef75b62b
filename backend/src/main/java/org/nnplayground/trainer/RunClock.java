package org.nnplayground.trainer;

import org.jspecify.annotations.Nullable;

/** Measures how long a run has been running, without its pauses. Not thread-safe. */
final class RunClock {

    /** Nanoseconds before {@link #startedAt}. */
    private long elapsed;

    /** The {@link System#nanoTime} of the last start, null while the clock is stopped. */
    private @Nullable Long startedAt;

    /** Adds the time of earlier sessions of the same run, in nanoseconds. */
    void add(long nanoseconds) {
        elapsed += nanoseconds;
    }

    /** Starts the clock, unless it is running. */
    void start() {
        if (startedAt == null) {
            startedAt = System.nanoTime();
        }
    }

    /** Stops the clock, until it is started again. */
    void stop() {
        elapsed = nanoseconds();
        startedAt = null;
    }

    /** Total time in nanoseconds. */
    long nanoseconds() {
        return elapsed + (startedAt == null ? 0 : System.nanoTime() - startedAt);
    }
}
