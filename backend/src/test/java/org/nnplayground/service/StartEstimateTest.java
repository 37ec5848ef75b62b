package org.nnplayground.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import reactor.core.publisher.Sinks;

class StartEstimateTest {

    private static final Instant NOW = Instant.EPOCH;

    private final Sinks.Many<Job> endings = Sinks.many().multicast().directBestEffort();
    private final StartEstimate estimate = new StartEstimate(endings.asFlux());

    private void ended(Mode mode, Job.Life life) {
        Job job = Jobs.queued("a", mode);
        endings.tryEmitNext(new Job(
                job.id(),
                job.owner(),
                job.mode(),
                job.description(),
                job.spec(),
                job.arithmetic(),
                job.stop(),
                job.pace(),
                life,
                job.progress()));
    }

    private static Job.Life took(long seconds) {
        return new Job.Life(JobState.SUCCEEDED, null, null, NOW, NOW, NOW.plusSeconds(seconds), null);
    }

    @Test
    void isEmptyBeforeTheFirstJobHasEnded() {
        assertThat(estimate.of(0, 2, NOW)).isEmpty();
    }

    @Test
    void twoJobsInTrainingHalveTheWait() {
        ended(Mode.BATCH, took(10));

        assertThat(estimate.of(0, 2, NOW)).contains(NOW.plusSeconds(5));
        assertThat(estimate.of(3, 2, NOW)).contains(NOW.plusSeconds(20));
    }

    @Test
    void aNewJobCountsOneFifth() {
        ended(Mode.BATCH, took(10));
        ended(Mode.BATCH, took(20));

        assertThat(estimate.of(1, 2, NOW)).contains(NOW.plusSeconds(12));
    }

    @Test
    void withoutAJobInTrainingOneIsAssumed() {
        ended(Mode.BATCH, took(10));

        assertThat(estimate.of(0, 0, NOW)).contains(NOW.plusSeconds(10));
    }

    @Test
    void ignoresLiveJobs() {
        ended(Mode.LIVE, took(10));

        assertThat(estimate.of(0, 2, NOW)).isEmpty();
    }

    @Test
    void ignoresJobsThatNeverStarted() {
        ended(Mode.BATCH, new Job.Life(JobState.CANCELLED, null, null, NOW, null, NOW, null));

        assertThat(estimate.of(0, 2, NOW)).isEmpty();
    }
}
