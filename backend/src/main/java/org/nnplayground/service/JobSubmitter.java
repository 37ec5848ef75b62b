package org.nnplayground.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.Admission;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.Message;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.store.JobAnnouncement;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores and queues new jobs, within the limits of the service and of its memory. */
final class JobSubmitter {

    /** A live job that no trainer has opened after this time is rejected. */
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final JobQueue queue;
    private final JobStore store;
    private final Admission admission;
    private final JobSettings settings;
    private final boolean standalone;

    /** @param standalone whether this process trains all jobs that it accepts */
    JobSubmitter(JobQueue queue, JobStore store, Admission admission, JobSettings settings, boolean standalone) {
        this.queue = queue;
        this.store = store;
        this.admission = admission;
        this.settings = settings;
        this.standalone = standalone;
    }

    /** As {@link JobService#submit}. */
    Mono<Job> submit(String id, JobRequest request, @Nullable String owner, int limit) {
        return Mono.defer(() -> {
            admission.requireFit(request.spec(), request.stop(), "/spec");
            Job job = queued(id, request, owner);
            return requireQueueSpace(job.mode())
                    .then(Mono.defer(() -> store(job, limit)))
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

    /** Stores a job, which makes it wait for a trainer. */
    private Mono<Void> store(Job job, int limit) {
        if (standalone && job.mode() == Mode.LIVE) {
            admission.requireMemory(job);
        }
        return store.insert(job, limit).onErrorResume(failed -> {
            admission.release(job.id());
            // The insertion may have been made. Not awaited: if the database hangs, the client would wait twice.
            store.delete(job.id()).onErrorComplete().subscribe();
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
                queue.claim(job.id())
                        .flatMap(waits -> store.delete(job.id()).then(Mono.<Job>error(JobProblems.noTrainer())))
                        .switchIfEmpty(opened));
    }

    /** The job now, when a change of its state is announced, and every half second. Ends when the job is deleted. */
    Flux<Job> states(String id) {
        Flux<JobAnnouncement> changes =
                store.announcements().filter(announcement -> announcement.id().equals(id));
        return Flux.merge(Flux.interval(Duration.ZERO, POLL_INTERVAL), changes)
                .onBackpressureLatest()
                .concatMap(change -> store.find(id).map(Optional::of).defaultIfEmpty(Optional.empty()), 1)
                .takeWhile(Optional::isPresent)
                .map(Optional::get);
    }
}
