package org.nnplayground.telemetry;

import java.time.Duration;

/**
 * How many frames one follower was spared: what lies between the numbers of two entries that it gets, as no state
 * change is missed. Numbers that begin anew, as after a restart of Redis, go on with the time in milliseconds; since
 * there are fewer frames than milliseconds, such a leap is told from frames by its size.
 */
final class SkippedFrames {

    private long lastSequence = -1;

    /** @param sinceLast from the entry before */
    long before(long sequence, Duration sinceLast) {
        long between = lastSequence < 0 ? 0 : sequence - lastSequence - 1;
        lastSequence = sequence;
        return between > sinceLast.toMillis() ? 0 : Math.max(0, between);
    }
}
