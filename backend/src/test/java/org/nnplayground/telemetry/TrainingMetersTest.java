package org.nnplayground.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;

class TrainingMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TrainingMeters meters = new TrainingMeters(registry, JobSpans.NONE);

    @Test
    void countsJobsThatEndedTheirTrainers() {
        meters.crashed(Jobs.queued("a", Mode.BATCH));

        assertThat(count("playground.jobs.crashed")).isEqualTo(1);
        assertThat(count("playground.leases.lost")).isZero();
    }

    @Test
    void countsLostLeasesAndJobsThatAnEarlierTrainerHadBegun() {
        meters.claimed(Jobs.queued("a", Mode.BATCH), false);
        meters.claimed(Jobs.in(Jobs.queued("b", Mode.BATCH), JobState.RUNNING), true);
        meters.claimed(Jobs.queued("yielded", Mode.BATCH), true);
        meters.lost(Jobs.queued("b", Mode.BATCH));

        assertThat(count("playground.leases.reclaimed")).isEqualTo(1);
        assertThat(count("playground.leases.lost")).isEqualTo(1);
        assertThat(count("playground.jobs.crashed")).isZero();
    }

    private double count(String meter) {
        return registry.get(meter).counter().count();
    }
}
