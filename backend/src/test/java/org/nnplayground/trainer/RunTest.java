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

            Run.Outcome outcome = run.train(10, 1);

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
}
