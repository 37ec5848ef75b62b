package org.nnplayground.stream;

import java.time.Duration;

/**
 * Limits events to one per interval, on average. A slightly late event does not delay the next one: frames are made
 * when an epoch ends, so counting each interval from the previous frame would skip every second one.
 *
 * @param at the {@link System#nanoTime} from which the interval counts
 */
public record Throttle(long at) {

    /** Whether the interval has passed. */
    public boolean isDue(long now, Duration interval) {
        return now - dueAt(interval) >= 0;
    }

    /** The {@link System#nanoTime} at which the interval has passed. */
    public long dueAt(Duration interval) {
        return at + interval.toNanos();
    }

    /** The state after an event, due or not: the next event is due after half an interval to one interval. */
    public Throttle after(long now, Duration interval) {
        long sinceDue = Math.clamp(now - dueAt(interval), 0, interval.toNanos() / 2);
        return new Throttle(now - sinceDue);
    }
}
