package org.nnplayground.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.InMemoryJobQueue;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Node;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.Limits;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.trainer.CountingEngine;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.LocalJobControls;
import org.nnplayground.trainer.OpenJobs;
import org.nnplayground.trainer.TrainerSessions;
import org.nnplayground.trainer.TrainingListener;
import org.nnplayground.trainer.TrainingRecorder;

class HousekeepingTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void requeuesOnlyLostJobs() {
        JobStore store = new InMemoryJobStore(Long.MAX_VALUE);
        JobQueue queue = new InMemoryJobQueue(Node.random(), LEASE);
        for (String id : new String[] {"held", "waiting", "lost"}) {
            store.insert(Jobs.queued(id, Mode.BATCH)).block();
        }
        store.insert(Jobs.in(Jobs.queued("ended", Mode.BATCH), JobState.CANCELLED))
                .block();
        queue.add("held", QueueName.BATCH).block();
        queue.claim(QueueName.BATCH).block();
        queue.add("waiting", QueueName.BATCH).block();

        upkeep(store, queue).requeueLost();

        assertThat(queue.position("waiting").block()).isZero();
        assertThat(queue.position("lost").block()).isEqualTo(1);
        assertThat(queue.countAll(QueueName.BATCH).block()).isEqualTo(3);
    }

    private static Housekeeping upkeep(JobStore store, JobQueue queue) {
        var settings = new JobSettings(2, 3, 3, LEASE, LEASE, Duration.ofHours(1), LEASE, LEASE);
        var events = new InMemoryEventLog();
        var open = new OpenJobs();
        var controls = new LocalJobControls(open, store);
        var recorder = new TrainingRecorder(store, events, Limits.STANDARD, TrainingListener.NONE);
        var sessions =
                new TrainerSessions(new CountingEngine(), SampleSource::samples, Limits.STANDARD, settings.threads());
        var looks = new JobInspector(open, controls, sessions, store, recorder);
        var starts = new StartEstimate(events.endedJobs());
        var jobs = new JobService(queue, store, events, controls, sessions, looks, starts, settings, false);
        return new Housekeeping(queue, store, events, jobs, false);
    }
}
