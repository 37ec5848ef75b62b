package org.nnplayground.stream;

import java.time.Duration;

/**
 * Keeps what comes to one in each interval, on average. What comes a little late does not put off what comes after it:
 * frames are made when an epoch ends, and counting each interval from the frame before would miss every other one.
 *
 * @param at the {@link System#nanoTime} from which the interval counts
 */
public record Throttle(long at) {

    /** Whether an interval has passed. */
    public boolean isDue(long now, Duration interval) {
        return now - dueAt(interval) >= 0;
    }

    /** When an interval will have passed, as a {@link System#nanoTime}. */
    public long dueAt(Duration interval) {
        return at + interval.toNanos();
    }

    /**
     * After something has come, due or not: the next is due in half an interval at the earliest, in a whole one at the
     * latest.
     */
    public Throttle after(long now, Duration interval) {
        long sinceDue = Math.clamp(now - dueAt(interval), 0, interval.toNanos() / 2);
        return new Throttle(now - sinceDue);
    }
}
