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

/** Takes up what an earlier process has left, and removes what nobody needs any more. */
final class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final JobService jobs;
    private final boolean alone;
    private final PeriodicTask looks = new PeriodicTask();
    private final PeriodicTask sweeps = new PeriodicTask();

    /** @param alone whether no other process has a part in these jobs */
    Housekeeping(JobQueue queue, JobStore store, EventLog events, JobService jobs, boolean alone) {
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.jobs = jobs;
        this.alone = alone;
    }

    /**
     * Has every job that an earlier process has left wait once more: live jobs will stand still where they stood, since
     * who played them has lost the page, too; batch jobs go on from their last checkpoints. Where other processes
     * train, the jobs are theirs, and go on.
     */
    void takeUp() {
        if (alone) {
            store.unfinished().concatMap(this::takeUp).then().block();
        }
    }

    private Mono<Void> takeUp(Job left) {
        Job job = left.state() == JobState.RUNNING ? left.become(atRest(left.mode()), null, null, Instant.now()) : left;
        return (job == left ? Mono.<Void>empty() : store.write(Moment.of(job)))
                .then(Mono.fromRunnable(() -> events.append(new JobEvent.StateChanged(job))))
                .then(events.flush(job.id()))
                .then(queue.add(job.id(), QueueName.of(job)))
                .then();
    }

    private static JobState atRest(Mode mode) {
        return switch (mode) {
            case LIVE -> JobState.PAUSED;
            case BATCH -> JobState.QUEUED;
        };
    }

    /**
     * Puts jobs back into their lines that are in none: the process that made them died before it could, or the queue
     * has lost what it knew. Does nothing to jobs that others hold.
     */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void queueLost() {
        if (!alone) {
            looks.begin(this::lostQueued, e -> log.warn("Lost jobs cannot be looked for: {}", e.toString()));
        }
    }

    private Flux<Boolean> lostQueued() {
        return store.unfinishedIds()
                .collectList() // no connection is held meanwhile
                .flatMapIterable(ids -> ids)
                .filterWhen(this::isLost)
                .concatMap(store::find)
                .filter(job -> !job.state().isTerminal())
                .concatMap(job -> queue.add(job.id(), QueueName.of(job))
                        .filter(added -> added)
                        .doOnNext(added ->
                                log.atInfo().addKeyValue("job", job.id()).log("A lost job waits again")));
    }

    /** Whether it neither waits nor is held. */
    private Mono<Boolean> isLost(String job) {
        return queue.position(job)
                .hasElement()
                .flatMap(waits -> waits
                        ? Mono.just(false)
                        : queue.holder(job).hasElement().map(held -> !held));
    }

    /** Removes what has expired. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void sweep() {
        sweeps.begin(
                () -> store.expired(Instant.now())
                        .filter(job -> job.state().isTerminal())
                        .concatMap(job -> jobs.delete(job.id())),
                e -> log.warn("Expired jobs cannot be removed: {}", e.toString()));
    }
}
