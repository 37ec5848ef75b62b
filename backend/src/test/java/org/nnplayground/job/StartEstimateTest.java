package org.nnplayground.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;

class StartEstimateTest {

    private static final Instant NOW = Instant.EPOCH;

    private final StartEstimate estimate = new StartEstimate(2);

    private static Job.Life took(long seconds) {
        return new Job.Life(JobState.SUCCEEDED, null, null, NOW, NOW, NOW.plusSeconds(seconds), null);
    }

    @Test
    void knowsNothingBeforeTheFirstJobHasEnded() {
        assertThat(estimate.of(0, NOW)).isEmpty();
    }

    @Test
    void twoPlacesFallFreeTwiceAsOftenAsOne() {
        estimate.learn(took(10));

        assertThat(estimate.of(0, NOW)).contains(NOW.plusSeconds(5));
        assertThat(estimate.of(3, NOW)).contains(NOW.plusSeconds(20));
    }

    @Test
    void aNewJobCountsAFifth() {
        estimate.learn(took(10));
        estimate.learn(took(20));

        assertThat(estimate.of(1, NOW)).contains(NOW.plusSeconds(12));
    }

    @Test
    void aJobThatNeverStartedTeachesNothing() {
        estimate.learn(new Job.Life(JobState.CANCELLED, null, null, NOW, null, NOW, null));

        assertThat(estimate.of(0, NOW)).isEmpty();
    }
}
