package org.nnplayground.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.Admission;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.Message;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores and queues new jobs, within the limits of the service and of its memory. */
final class JobSubmitter {

    /** A live job that no trainer has opened after this time is rejected. */
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final Admission admission;
    private final JobSettings settings;
    private final boolean standalone;

    /** @param standalone whether this process trains all jobs that it accepts */
    JobSubmitter(
            JobQueue queue,
            JobStore store,
            EventLog events,
            Admission admission,
            JobSettings settings,
            boolean standalone) {
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.admission = admission;
        this.settings = settings;
        this.standalone = standalone;
    }

    /** As {@link JobService#submit}. */
    Mono<Job> submit(String id, JobRequest request, @Nullable String owner) {
        return Mono.defer(() -> {
            admission.requireFit(request.spec(), "/spec");
            Job job = queued(id, request, owner);
            return requireQueueSpace(job.mode())
                    .then(Mono.defer(() -> storeAndQueue(job)))
                    .then(job.mode() == Mode.LIVE ? opened(job) : store.find(job.id()));
        });
    }

    private Mono<Void> requireQueueSpace(Mode mode) {
        return switch (mode) {
            case LIVE ->
                requireFewer(settings.maxLive(), Message.of("things.live-jobs"), QueueName.of(mode), queue::countAll);
            case BATCH ->
                requireFewer(
                        settings.maxQueued(), Message.of("things.batch-jobs"), QueueName.of(mode), queue::countWaiting);
        };
    }

    private static Mono<Void> requireFewer(
            int limit, Message what, List<QueueName> queues, Function<QueueName, Mono<Integer>> count) {
        return Flux.fromIterable(queues)
                .concatMap(count)
                .reduce(Integer::sum)
                .flatMap(jobs -> jobs >= limit ? Mono.error(JobProblems.queueFull(what)) : Mono.empty());
    }

    /** Stores and queues a job; deletes it if that fails. */
    private Mono<Void> storeAndQueue(Job job) {
        if (standalone && job.mode() == Mode.LIVE) {
            admission.requireMemory(job);
        }
        return store.insert(job)
                .then(Mono.fromRunnable(() -> events.append(new JobEvent.StateChanged(job))))
                // Before the events of its trainer.
                .then(events.flush(job.id()))
                .then(queue.add(job.id(), QueueName.of(job)))
                .then()
                .onErrorResume(failed -> {
                    admission.release(job.id());
                    // Not awaited: if the database hangs, the client would wait for a second timeout.
                    delete(job.id()).onErrorComplete().subscribe();
                    return Mono.error(failed);
                });
    }

    private static Job queued(String id, JobRequest request, @Nullable String owner) {
        return new Job(
                id,
                owner,
                request.mode(),
                request.description(),
                request.spec(),
                request.stop(),
                request.pace(),
                new Job.Life(JobState.QUEUED, null, null, Instant.now(), null, null, null),
                new Job.Progress(
                        0, 0, 0, 0, null, request.spec().training().optimizer().learningRate(), 0, null, null, null));
    }

    private Mono<Job> opened(Job job) {
        Mono<Job> opened = states(job.id())
                .filter(now -> now.state() != JobState.QUEUED)
                .next()
                .switchIfEmpty(Mono.error(() -> JobProblems.unknownJob(job.id())));
        return opened.timeout(
                OPEN_TIMEOUT,
                queue.remove(job.id())
                        .flatMap(waits -> waits ? delete(job.id()).then(Mono.error(JobProblems.noTrainer())) : opened));
    }

    /** The job at each change of its state, from the first one that the event log has. */
    Flux<Job> states(String id) {
        return events.follow(id, 0, new Interest(View.NOTHING, settings.idlePause()))
                .mapNotNull(entry -> entry.event() instanceof JobEvent.StateChanged change ? change.now() : null);
    }

    /** Deletes a job and its events. */
    Mono<Void> delete(String id) {
        return store.delete(id).then(events.delete(id));
    }
}
