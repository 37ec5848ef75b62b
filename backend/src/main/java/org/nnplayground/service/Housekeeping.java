package org.nnplayground.service;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requeues the jobs of an earlier process and deletes expired jobs. */
final class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final JobService jobs;
    private final boolean standalone;
    private final PeriodicTask searches = new PeriodicTask();
    private final PeriodicTask deletions = new PeriodicTask();

    /** @param alone whether this is the only process that trains these jobs */
    Housekeeping(JobQueue queue, JobStore store, EventLog events, JobService jobs, boolean alone) {
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.jobs = jobs;
        this.standalone = alone;
    }

    /**
     * Requeues all unfinished jobs at the start of a standalone process. Running live jobs become paused, because their
     * page has lost its connection, too; batch jobs continue from their last checkpoints. If there are other processes,
     * these train the jobs, and nothing is done.
     */
    void requeueUnfinished() {
        if (standalone) {
            store.unfinished().concatMap(this::requeueUnfinished).then().block();
        }
    }

    private Mono<Void> requeueUnfinished(Job stored) {
        Job job = stored.state() == JobState.RUNNING
                ? stored.become(restartState(stored.mode()), null, null, Instant.now())
                : stored;
        return (job == stored ? Mono.<Void>empty() : store.write(Moment.of(job)))
                .then(Mono.fromRunnable(() -> events.append(new JobEvent.StateChanged(job))))
                .then(events.flush(job.id()))
                .then(queue.add(job.id(), QueueName.of(job)))
                .then();
    }

    private static JobState restartState(Mode mode) {
        return switch (mode) {
            case LIVE -> JobState.PAUSED;
            case BATCH -> JobState.QUEUED;
        };
    }

    /**
     * Requeues jobs that neither wait nor are held: the process that stored them died before it queued them, or the
     * queue has lost its data.
     */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void requeueLost() {
        if (!standalone) {
            searches.start(
                    this::requeueAllLost,
                    e -> log.warn(
                            "Housekeeping: searching for lost jobs failed; trying again in a minute: {}",
                            e.toString()));
        }
    }

    private Flux<Boolean> requeueAllLost() {
        return store.unfinishedIds()
                .collectList() // all ids first, so that no connection is held meanwhile
                .flatMapIterable(ids -> ids)
                .filterWhen(this::isLost)
                .concatMap(store::find)
                .filter(job -> !job.state().isTerminal())
                .concatMap(job -> queue.add(job.id(), QueueName.of(job))
                        .filter(added -> added)
                        .doOnNext(added -> log.atInfo()
                                .addKeyValue("job", job.id())
                                .log("Housekeeping: a lost job is queued again")));
    }

    /** Whether the job neither waits nor is held. */
    private Mono<Boolean> isLost(String job) {
        return queue.position(job)
                .hasElement()
                .flatMap(waits -> waits
                        ? Mono.just(false)
                        : queue.holder(job).hasElement().map(held -> !held));
    }

    /** Deletes expired jobs. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deleteExpired() {
        deletions.start(
                () -> store.expired(Instant.now())
                        .filter(job -> job.state().isTerminal())
                        .concatMap(job -> jobs.delete(job.id())),
                e -> log.warn(
                        "Housekeeping: deleting expired jobs failed; trying again in a second: {}", e.toString()));
    }
}
