package org.nnplayground.trainer;

import java.util.concurrent.TimeUnit;
import org.nnplayground.job.Pace;

/**
 * How many epochs are due by a moment. Times are {@link System#nanoTime} values. A training that falls behind by more
 * than {@link #PATIENCE} does not rush to catch up afterwards.
 */
final class Pacer {

    /** Ticks come no more often than this: beyond it each tick does several epochs. */
    private static final long SHORTEST_TICK = TimeUnit.SECONDS.toNanos(1) / 120;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final double epochsPerSecond;
    private long since;
    private long done;

    Pacer(Pace pace, long now) {
        this.epochsPerSecond = pace.epochsPerSecond();
        this.since = now;
    }

    /** Epochs that may be done now, at least 0. */
    long owed(long now) {
        if (epochsPerSecond == 0) {
            return Long.MAX_VALUE;
        }
        long owed = (long) ((now - since) / NANOSECONDS * epochsPerSecond) - done;
        if (owed > Math.max(1, epochsPerSecond * PATIENCE / NANOSECONDS)) {
            since = now - Math.round(NANOSECONDS / epochsPerSecond);
            done = 0;
            return 1;
        }
        return owed;
    }

    void did(long epochs) {
        done += epochs;
    }

    /** When the next epoch is due, never sooner than a tick from now; at once where one is owed or there is no pace. */
    long next(long now) {
        if (owed(now) > 0) {
            return now;
        }
        long due = since + (long) Math.ceil((done + 1) * NANOSECONDS / epochsPerSecond);
        return Math.max(due, now + SHORTEST_TICK);
    }
}
