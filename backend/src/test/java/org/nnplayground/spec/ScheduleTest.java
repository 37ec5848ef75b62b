package org.nnplayground.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nnplayground.spec.Schedule.Progress;

class ScheduleTest {

    private static double rate(Schedule schedule, long epoch) {
        return schedule.rate(0.8, epoch, Progress.START);
    }

    @Test
    void aStepScheduleReducesTheRateAtFixedIntervals() {
        var step = new Schedule.Step(3, 0.5, 0);

        assertThat(rate(step, 2)).isEqualTo(0.8);
        assertThat(rate(step, 3)).isEqualTo(0.4);
        assertThat(rate(step, 8)).isEqualTo(0.2);
    }

    @Test
    void anExponentialScheduleMultipliesEveryEpoch() {
        assertThat(rate(new Schedule.Exponential(0.5, 0), 3)).isEqualTo(0.1);
    }

    @Test
    void aCosineScheduleFallsToItsMinimumAndStaysThere() {
        var cosine = new Schedule.Cosine(10, 0.2, 0);

        assertThat(rate(cosine, 0)).isEqualTo(0.8);
        assertThat(rate(cosine, 5)).isCloseTo(0.5, within(1e-12));
        assertThat(rate(cosine, 10)).isCloseTo(0.2, within(1e-12));
        assertThat(rate(cosine, 1000)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aPlateauScheduleReducesTheRateAfterItsPatience() {
        var plateau = new Schedule.Plateau(1, 0.5, 0);
        Progress progress = Progress.START;
        var rates = new double[7];
        double[] losses = {3, 3, 2, 2, 5, 2, 2};
        for (int e = 0; e < losses.length; e++) {
            rates[e] = plateau.rate(0.8, e, progress);
            progress = plateau.after(progress, losses[e]);
        }

        assertThat(rates).containsExactly(0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4);
        assertThat(progress).isEqualTo(new Progress(2, 0, 0.25));
        assertThat(progress.afresh()).isEqualTo(new Progress(2, 0, 1));
    }

    @Test
    void warmUpScalesAnyScheduleWithoutShiftingIt() {
        assertThat(rate(new Schedule.Exponential(0.5, 4), 1)).isEqualTo(0.8 * 0.5 * 0.5);
        assertThat(rate(new Schedule.Cosine(10, 0.2, 10), 4))
                .isCloseTo(0.5 * rate(new Schedule.Cosine(10, 0.2, 0), 4), within(1e-12));
        assertThat(rate(new Schedule.Constant(4), 100)).isEqualTo(0.8);
    }
}
