package org.nnplayground.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.store.Beginning;
import org.nnplayground.store.JobAnnouncement;
import org.nnplayground.store.JobStore;
import org.nnplayground.trainer.TrainerSessions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores and queues new jobs, within the limits of the service and of its memory. */
final class JobSubmitter {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final JobQueue queue;
    private final JobStore store;
    private final TrainerSessions sessions;
    private final JobSettings settings;
    private final DatasetUse datasets;
    private final boolean standalone;

    /** @param standalone whether this process trains all jobs that it accepts */
    JobSubmitter(
            JobQueue queue,
            JobStore store,
            TrainerSessions sessions,
            JobSettings settings,
            DatasetUse datasets,
            boolean standalone) {
        this.queue = queue;
        this.store = store;
        this.sessions = sessions;
        this.settings = settings;
        this.datasets = datasets;
        this.standalone = standalone;
    }

    /** As {@link JobService#submit}. */
    Mono<Job> submit(String id, JobRequest request, @Nullable Beginning beginning, @Nullable String owner, int limit) {
        return Mono.defer(() -> {
            Job job = queued(id, request, owner, beginning);
            sessions.admission().requireFit(job.spec(), job.arithmetic(), job.stop(), "/spec");
            return requireQueueSpace(job.mode(), 1)
                    .then(Mono.defer(() -> datasets.use(job.spec(), id, "/spec")))
                    .then(Mono.defer(() -> store(job, limit, beginning)))
                    .then(job.mode() == Mode.LIVE ? opened(job) : store.find(job.id()));
        });
    }

    /** As {@link JobService#submitAll}. */
    Mono<Void> submitAll(List<JobService.NewBatchJob> submitted, @Nullable String owner, int limit) {
        return Mono.defer(() -> {
            List<Job> jobs = submitted.stream()
                    .map(one -> {
                        Job job = queued(one.id(), one.request(), owner, null);
                        sessions.admission().requireFit(job.spec(), job.arithmetic(), job.stop(), one.pointer());
                        return job;
                    })
                    .toList();
            Mono<Void> uses = Flux.fromIterable(submitted)
                    .concatMap(one -> datasets.use(one.request().spec(), one.id(), one.pointer()))
                    .then();
            return requireQueueSpace(Mode.BATCH, jobs.size())
                    .then(uses)
                    .then(Mono.defer(() -> store.insertAll(jobs, limit)).onErrorResume(failed -> {
                        // The insertion may have been made.
                        Flux.fromIterable(jobs)
                                .concatMap(job -> store.delete(job.id()).onErrorComplete())
                                .subscribe();
                        return Mono.error(failed);
                    }));
        });
    }

    private Mono<Void> requireQueueSpace(Mode mode, int added) {
        return switch (mode) {
            case LIVE ->
                requireRoom(
                        settings.maxLive(), added, Message.of("things.live-jobs"), QueueName.of(mode), queue::countAll);
            case BATCH ->
                requireRoom(
                        settings.maxQueued(),
                        added,
                        Message.of("things.batch-jobs"),
                        QueueName.of(mode),
                        queue::countWaiting);
        };
    }

    private static Mono<Void> requireRoom(
            int limit, int added, Message what, List<QueueName> queues, Function<QueueName, Mono<Integer>> count) {
        return Flux.fromIterable(queues)
                .concatMap(count)
                .reduce(Integer::sum)
                .flatMap(jobs -> jobs > limit - added ? Mono.error(JobProblems.queueFull(what)) : Mono.empty());
    }

    /** Stores a job, which makes it wait for a trainer. */
    private Mono<Void> store(Job job, int limit, @Nullable Beginning beginning) {
        if (standalone && job.mode() == Mode.LIVE) {
            if (sessions.isBusy(settings.maxDelay())) {
                throw JobProblems.busy();
            }
            sessions.admission().requireMemory(job);
        }
        return store.insert(job, limit, beginning).onErrorResume(failed -> {
            sessions.admission().release(job.id());
            // The insertion may have been made. Not awaited: if the database hangs, the client would wait twice.
            store.delete(job.id()).onErrorComplete().subscribe();
            return Mono.error(failed);
        });
    }

    private static Job queued(String id, JobRequest request, @Nullable String owner, @Nullable Beginning beginning) {
        return new Job(
                id,
                owner,
                request.mode(),
                request.description(),
                request.spec(),
                request.description().arithmeticOf(request.mode(), request.spec()),
                request.stop(),
                request.pace(),
                new Job.Life(JobState.QUEUED, null, null, Instant.now(), null, null, null),
                new Job.Progress(
                        beginning == null ? 0 : beginning.checkpoint().run(),
                        beginning == null
                                ? 0
                                : beginning.checkpoint().checkpoint().epoch(),
                        0,
                        0,
                        null,
                        request.spec().training().optimizer().learningRate(),
                        0,
                        null,
                        null,
                        null,
                        false));
    }

    /**
     * The job once it has opened. After a while the job as it is, if a trainer is still opening it; if none has claimed
     * it, the job is deleted and refused.
     */
    private Mono<Job> opened(Job job) {
        Mono<Job> opened = states(job.id())
                .filter(now -> now.state() != JobState.QUEUED)
                .next()
                .switchIfEmpty(Mono.error(() -> JobProblems.unknownJob(job.id())));
        return opened.timeout(
                settings.changeTimeout(),
                queue.claim(job.id())
                        .doOnNext(waits -> sessions.admission().release(job.id()))
                        .flatMap(waits -> store.delete(job.id()).then(Mono.<Job>error(this::notOpened)))
                        .switchIfEmpty(store.find(job.id())));
    }

    private PlaygroundException notOpened() {
        return sessions.isBusy(settings.maxDelay()) ? JobProblems.busy() : JobProblems.noTrainer();
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
