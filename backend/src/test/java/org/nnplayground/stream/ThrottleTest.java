package org.nnplayground.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Duration TENTH = Duration.ofMillis(100);

    @Test
    void whatComesALittleLateDoesNotPutOffWhatComesAfterIt() {
        // Epochs that end 30 times a second, now and then a millisecond early: one in three is to pass.
        long[] ends = LongStream.range(1, 301)
                .map(epoch -> milliseconds(epoch * 100 / 3 - epoch % 2))
                .toArray();

        assertThat(passed(ends)).isBetween(99, 100);
    }

    @Test
    void nothingPassesBeforeItsIntervalAndALongSilenceIsNotMadeUpFor() {
        assertThat(passed(milliseconds(99))).isZero();
        assertThat(passed(milliseconds(100), milliseconds(199))).isEqualTo(1);
        assertThat(passed(milliseconds(5000), milliseconds(5049), milliseconds(5050), milliseconds(5149)))
                .isEqualTo(2);
    }

    @Test
    void whatPassedBeforeItsTimePutsTheNextOffByAWholeInterval() {
        Throttle beat = new Throttle(0).after(milliseconds(60), TENTH);

        assertThat(beat.isDue(milliseconds(159), TENTH)).isFalse();
        assertThat(beat.isDue(milliseconds(160), TENTH)).isTrue();
    }

    /** How many of those that come at these times pass. */
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
