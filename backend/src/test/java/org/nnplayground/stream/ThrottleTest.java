package org.nnplayground.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Duration TENTH = Duration.ofMillis(100);

    @Test
    void aSlightlyLateEventDoesNotDelayTheNextOne() {
        // Epochs end 30 times per second, some a millisecond early: one in three is due.
        long[] ends = LongStream.range(1, 301)
                .map(epoch -> milliseconds(epoch * 100 / 3 - epoch % 2))
                .toArray();

        assertThat(passed(ends)).isBetween(99, 100);
    }

    @Test
    void nothingIsDueBeforeTheIntervalAndALongPauseIsNotMadeUpFor() {
        assertThat(passed(milliseconds(99))).isZero();
        assertThat(passed(milliseconds(100), milliseconds(199))).isEqualTo(1);
        assertThat(passed(milliseconds(5000), milliseconds(5049), milliseconds(5050), milliseconds(5149)))
                .isEqualTo(2);
    }

    @Test
    void anEarlyEventDelaysTheNextOneByAWholeInterval() {
        Throttle beat = new Throttle(0).after(milliseconds(60), TENTH);

        assertThat(beat.isDue(milliseconds(159), TENTH)).isFalse();
        assertThat(beat.isDue(milliseconds(160), TENTH)).isTrue();
    }

    /** Number of events at these times that are due. */
    private static int passed(long... times) {
        Throttle beat = new Throttle(0);
        int passed = 0;
        for (long now : times) {
            if (beat.isDue(now, TENTH)) {
                beat = beat.after(now, TENTH);
                passed++;
            }
        }
        return passed;
    }

    private static long milliseconds(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
