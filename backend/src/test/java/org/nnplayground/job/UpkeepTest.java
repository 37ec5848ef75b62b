package org.nnplayground.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.spec.Limits;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobState;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Jobs;
import org.nnplayground.store.Mode;
import org.nnplayground.stream.InMemoryEventLog;

class UpkeepTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void aLostJobWaitsAgainAndNoOther() {
        JobStore store = new InMemoryJobStore(Long.MAX_VALUE);
        JobQueue queue = new InMemoryJobQueue(Node.random(), LEASE);
        for (String id : new String[] {"held", "waiting", "lost"}) {
            store.insert(Jobs.queued(id, Mode.BATCH)).block();
        }
        store.insert(Jobs.in(Jobs.queued("ended", Mode.BATCH), JobState.CANCELLED))
                .block();
        queue.add("held", Line.BATCH).block();
        queue.claim(Line.BATCH).block();
        queue.add("waiting", Line.BATCH).block();

        upkeep(store, queue).queueLost();

        assertThat(queue.position("waiting").block()).isZero();
        assertThat(queue.position("lost").block()).isEqualTo(1);
        assertThat(queue.size(Line.BATCH).block()).isEqualTo(3);
    }

    private static Upkeep upkeep(JobStore store, JobQueue queue) {
        var settings = new JobSettings(2, 3, 3, LEASE, LEASE, Duration.ofHours(1), LEASE);
        var events = new InMemoryEventLog();
        var open = new OpenJobs();
        var controls = new LocalControls(open, store);
        var recorder = new Recorder(store, events, Limits.STANDARD, TrainingWatch.NONE);
        var sessions = new Sessions(new CountingEngine(), SampleSource::samples, Limits.STANDARD, settings.threads());
        var looks = new Looks(open, controls, sessions, store, recorder);
        var starts = new StartEstimate(events.endings());
        var jobs = new JobService(queue, store, events, controls, sessions, looks, starts, settings, false);
        return new Upkeep(queue, store, events, jobs, false);
    }
}
