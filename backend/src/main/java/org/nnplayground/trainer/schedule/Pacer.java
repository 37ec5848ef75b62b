package org.nnplayground.trainer.schedule;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.nnplayground.job.Pace;

/**
 * Computes the number of epochs due at a pace. Times are {@link System#nanoTime} values. A training that lags behind
 * catches up on the last {@link #MAX_LAG} only.
 */
public final class Pacer {

    /** Minimum time between two slices; at a higher pace each slice trains several epochs. */
    private static final long MIN_TICK = TimeUnit.SECONDS.toNanos(1) / 120;

    public static final Duration MAX_LAG = Duration.ofMillis(250);

    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    /** One epoch in a hundred years: at slower paces, times would overflow. */
    private static final double MIN_PACE = NANOSECONDS / TimeUnit.DAYS.toNanos(36_500);

    private final double epochsPerSecond;
    private long since;
    private long done;

    Pacer(Pace pace, long now) {
        this.epochsPerSecond = pace.epochsPerSecond() == 0 ? 0 : Math.max(MIN_PACE, pace.epochsPerSecond());
        this.since = now;
    }

    /** Number of epochs due, at least 0; unlimited at full pace. */
    long due(long now) {
        if (epochsPerSecond == 0) {
            return Long.MAX_VALUE;
        }
        long owed = (long) ((now - since) / NANOSECONDS * epochsPerSecond) - done;
        long most = Math.max(1, (long) (epochsPerSecond * MAX_LAG.toNanos() / NANOSECONDS));
        if (owed > most) {
            since = now - Math.round(most * NANOSECONDS / epochsPerSecond);
            done = 0;
            return most;
        }
        return owed;
    }

    /** Makes the next epoch due now. */
    void skipWait(long now) {
        if (epochsPerSecond > 0) {
            since = now - (long) Math.ceil(NANOSECONDS / epochsPerSecond);
            done = 0;
        }
    }

    void completed(long epochs) {
        done += epochs;
    }

    /**
     * When the next epoch is due: now if one is due already or at full pace, else at least {@link #MIN_TICK} from now.
     */
    long nextDueAt(long now) {
        if (due(now) > 0) {
            return now;
        }
        long due = since + (long) Math.ceil((done + 1) * NANOSECONDS / epochsPerSecond);
        return Math.max(due, now + MIN_TICK);
    }
}
