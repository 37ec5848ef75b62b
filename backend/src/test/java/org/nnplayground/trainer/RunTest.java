package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.Job;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.spec.Limits;
import org.nnplayground.store.RunCheckpoint;

class RunTest {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final Job JOB = Jobs.queued("a", Mode.LIVE);

    private final TrainerSessions sessions =
            new TrainerSessions(new CountingEngine(), SampleSource::samples, Limits.STANDARD, 1);

    @AfterEach
    void close() {
        sessions.close();
    }

    private Run open(@Nullable Checkpoint checkpoint, double maxSeconds) {
        return Run.open(
                sessions, JOB, 1, JOB.spec(), checkpoint, new StopConditions(null, null, null, maxSeconds), () -> {});
    }

    @Test
    void aLaterSessionContinuesTheClock() {
        RunCheckpoint kept;
        try (Run run = open(null, 3600)) {
            run.clock().add(HOUR - 1);
            assertThat(run.isTimeLimitReached()).as("during a pause").isFalse();
            run.clock().start();
            run.clock().stop();
            kept = run.checkpoint();
        }
        assertThat(kept.nanosecondsRun()).isGreaterThanOrEqualTo(HOUR);

        try (Run run = open(kept.checkpoint(), 3600)) {
            run.clock().add(kept.nanosecondsRun());

            Run.Plan plan = run.plan(10, 1);
            Run.Outcome outcome = run.complete(plan, plan.advance(run.session()));

            assertThat(outcome.advance().losses()).isEmpty();
            assertThat(outcome.stop()).isNotNull();
            assertThat(outcome.stop().reason()).isEqualTo(StopReason.TIME);
        }
    }

    @Test
    void theClockStopsDuringAPause() {
        try (Run run = open(null, 1)) {
            run.clock().start();
            run.clock().stop();
            long ran = run.checkpoint().nanosecondsRun();

            assertThat(run.checkpoint().nanosecondsRun()).isEqualTo(ran);
        }
    }

    @Test
    void theBytesThatARunWritesGrowWithTheLogarithmOfItsDuration() {
        long hour = TimeUnit.HOURS.toNanos(1);

        assertThat(checkpoints(15_000_000, hour)).as("of 60 MB, in an hour").isBetween(50, 65);
        assertThat(checkpoints(15_000_000, 24 * hour) - checkpoints(15_000_000, 12 * hour))
                .as("from 12 to 24 hours")
                .isBetween(30, 40);
        assertThat(checkpoints(1000, hour / 60)).as("of 4 kB, in a minute").isEqualTo(1200);
    }

    private static int checkpoints(long floats, long duration) {
        int count = 0;
        for (long at = 0; at < duration; at += Run.pauseAfterCheckpoint(floats, 1000, at)) {
            count++;
        }
        return count;
    }
}
