package org.nnplayground.telemetry;

import java.time.Duration;

/**
 * Counts the frames that one follower did not get: the gap between the sequence numbers of two entries, since state
 * changes are never skipped. The numbers of another lease are far greater; there are fewer frames than milliseconds, so
 * such a jump is recognised by its size.
 */
final class SkippedFrames {

    private long lastSequence = -1;

    /** @param sinceLast time since the previous entry */
    long before(long sequence, Duration sinceLast) {
        long between = lastSequence < 0 ? 0 : sequence - lastSequence - 1;
        lastSequence = sequence;
        return between > sinceLast.toMillis() ? 0 : Math.max(0, between);
    }
}
