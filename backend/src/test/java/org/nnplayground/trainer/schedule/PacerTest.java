package org.nnplayground.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.Pace;

class PacerTest {

    private static final long START = 1_000;

    @Test
    void anEpochIsDueAfterEachFractionOfASecond() {
        var pacer = new Pacer(new Pace(10), START);

        assertThat(pacer.due(START + millis(99))).isZero();
        assertThat(pacer.due(START + millis(100))).isEqualTo(1);
        pacer.completed(1);
        assertThat(pacer.due(START + millis(150))).isZero();
        assertThat(pacer.nextDueAt(START + millis(150))).isEqualTo(START + millis(200));
    }

    @Test
    void keepsThePaceOverAMinuteOfIrregularTurns() {
        var pacer = new Pacer(new Pace(60), START);
        long done = 0;
        long now = START;
        for (int turn = 0; now - START < TimeUnit.MINUTES.toNanos(1); turn++) {
            now += millis(5 + turn * 7 % 30);
            long owed = pacer.due(now);
            pacer.completed(owed);
            done += owed;
        }

        assertThat(done).isBetween(3599L, 3602L);
    }

    @Test
    void catchesUpOnAQuarterOfASecondAfterAnInterruption() {
        var pacer = new Pacer(new Pace(60), START);
        long later = START + TimeUnit.MINUTES.toNanos(1);

        assertThat(pacer.due(later)).isEqualTo(15);
        pacer.completed(15);

        assertThat(pacer.due(later)).isZero();
        assertThat(pacer.due(later + millis(17))).isEqualTo(1);
    }

    @Test
    void aSlowPaceHasOneEpochDueAfterAnInterruption() {
        var pacer = new Pacer(new Pace(0.1), START);

        assertThat(pacer.due(START + TimeUnit.MINUTES.toNanos(1))).isEqualTo(1);
    }

    @Test
    void anEpochIsDueAtOnceAfterAHold() {
        var pace = new Pace(0.0001);
        var controller = new PaceController(pace);
        controller.hold(pace);

        controller.resume(pace);

        assertThat(controller.isHeld()).isFalse();
        assertThat(controller.due()).isEqualTo(1);
    }

    @Test
    void atPaceZeroEpochsAreAlwaysDue() {
        var pacer = new Pacer(Pace.FULL, START);

        assertThat(pacer.due(START)).isEqualTo(Long.MAX_VALUE);
        assertThat(pacer.nextDueAt(START + 5)).isEqualTo(START + 5);
    }

    @Test
    void afterASkippedWaitOneEpochIsDueAndThenThePaceIsKept() {
        var pacer = new Pacer(new Pace(0.5), START);

        pacer.skipWait(START);

        assertThat(pacer.due(START)).isEqualTo(1);
        pacer.completed(1);
        assertThat(pacer.nextDueAt(START + 1)).isEqualTo(START + TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void atTheSlowestPaceTimesDoNotOverflow() {
        var pacer = new Pacer(new Pace(Double.MIN_VALUE), START);

        assertThat(pacer.nextDueAt(START) - START).isGreaterThan(TimeUnit.DAYS.toNanos(36_000));
        pacer.skipWait(START);
        assertThat(pacer.due(START)).isEqualTo(1);
    }

    @Test
    void keepsAHighPaceByFewTurnsOfManyEpochs() {
        var pacer = new Pacer(new Pace(1000), START);
        pacer.completed(pacer.due(START + millis(16)));

        long next = pacer.nextDueAt(START + millis(16));

        assertThat(next - START).isGreaterThanOrEqualTo(millis(24));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
