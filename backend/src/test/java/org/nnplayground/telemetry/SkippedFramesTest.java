package org.nnplayground.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SkippedFramesTest {

    private final SkippedFrames spared = new SkippedFrames();

    @Test
    void skipsFramesOlderThanTheFirstEntry() {
        assertThat(spared.before(100, Duration.ZERO)).isZero();
        assertThat(spared.before(101, Duration.ofMillis(20))).isZero();
        assertThat(spared.before(105, Duration.ofMillis(200))).isEqualTo(3);
    }

    @Test
    void aSequenceJumpAtTheNextHolderIsNotCounted() {
        long before = 1_764_000_000_000L;
        spared.before(before, Duration.ZERO);

        assertThat(spared.before(before + 3_600_000, Duration.ofSeconds(20))).isZero();
        assertThat(spared.before(before + 3_600_003, Duration.ofSeconds(1))).isEqualTo(2);
    }
}
