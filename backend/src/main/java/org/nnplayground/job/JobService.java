package org.nnplayground.job;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Mode;
import org.nnplayground.store.PathEntry;
import org.nnplayground.store.StopReason;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Submits jobs, controls them and looks into them. Every method answers once what it says is true; it fails with a
 * {@link org.nnplayground.problem.PlaygroundException} where the job is unknown ({@code NOT_FOUND}) or in no state for
 * it ({@code ILLEGAL_STATE}).
 */
public final class JobService {

    private static final int ID_BYTES = 16;
    /** A trainer that claims a job reads it from the store first: for a moment it neither waits nor is open. */
    private static final Retry ONCE_IT_IS_OPEN = Retry.fixedDelay(200, Duration.ofMillis(25))
            .filter(NotOpenYet.class::isInstance)
            .onRetryExhaustedThrow((retry, last) -> Refusal.opening());

    private static final long SEEDS = 1L << 53;

    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final Controls controls;
    private final OpenJobs open;
    private final Sessions sessions;
    private final Looks looks;
    private final StartEstimate starts;
    private final JobSettings settings;
    private final SecureRandom random = new SecureRandom();

    JobService(
            JobQueue queue,
            JobStore store,
            EventLog events,
            Controls controls,
            OpenJobs open,
            Sessions sessions,
            Looks looks,
            StartEstimate starts,
            JobSettings settings) {
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.controls = controls;
        this.open = open;
        this.sessions = sessions;
        this.looks = looks;
        this.starts = starts;
        this.settings = settings;
    }

    /** An id for a new job. */
    public String newId() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * Stores a job, then queues it. A live job has opened when this answers.
     *
     * @param id a new one
     * @param owner the client of the API key that it was made with
     */
    public Mono<Job> submit(String id, JobRequest request, @Nullable String owner) {
        return Mono.defer(() -> {
            sessions.admission().requireFit(request.spec(), "/spec");
            requireRoom(request.mode());
            Job job = queued(id, request, owner);
            if (job.mode() == Mode.LIVE) {
                sessions.admission().requireRoom(job);
            }
            return store.insert(job)
                    .doOnError(failed -> sessions.admission().dismiss(job.id()))
                    .then(Mono.fromRunnable(() -> {
                        events.append(new JobEvent.StateChanged(job));
                        queue.add(job.id(), job.mode());
                    }))
                    .then(job.mode() == Mode.LIVE ? opened(job) : store.find(job.id()));
        });
    }

    private void requireRoom(Mode mode) {
        switch (mode) {
            case LIVE -> {
                if (open.count(Mode.LIVE) + queue.length(Mode.LIVE) >= settings.maxLive()) {
                    throw Refusal.full(Message.of("things.live-jobs"));
                }
            }
            case BATCH -> {
                if (queue.length(Mode.BATCH) >= settings.maxQueued()) {
                    throw Refusal.full(Message.of("things.batch-jobs"));
                }
            }
        }
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
        return states(job.id(), 0)
                .filter(now -> now.state() != JobState.QUEUED)
                .next()
                .switchIfEmpty(Mono.error(() -> Refusal.unknownJob(job.id())));
    }

    private Flux<Job> states(String id, long sequence) {
        return events.follow(id, sequence, new Interest(View.NOTHING, settings.idlePause()))
                .mapNotNull(entry -> entry.event() instanceof JobEvent.StateChanged change ? change.now() : null);
    }

    /** The job as it stands. */
    public Mono<Job> find(String id) {
        return store.find(id)
                .switchIfEmpty(Mono.error(() -> Refusal.unknownJob(id)))
                .doOnNext(job -> controls.touch(id));
    }

    /** When a waiting job may start; empty where it does not wait, or where no job has shown yet how long they take. */
    public Optional<Instant> estimatedStart(String id) {
        OptionalInt position = queue.position(id);
        return position.isPresent() ? starts.of(position.getAsInt(), Instant.now()) : Optional.empty();
    }

    /** The job once it has ended. */
    public Mono<Job> whenEnded(String id) {
        return states(id, 0).filter(job -> job.state().isTerminal()).next().switchIfEmpty(find(id));
    }

    public Mono<Job> play(String id) {
        return control(id, new Control.Play());
    }

    public Mono<Job> pause(String id) {
        return control(id, new Control.Pause(null));
    }

    /**
     * Trains so many epochs, then stands still.
     *
     * @param batches whether it is batches that are counted
     */
    public Mono<Job> step(String id, boolean batches, long count) {
        return control(id, new Control.Advance(batches, count));
    }

    /** Takes other parameters, of the same shape; history and what the optimizer keeps stay. */
    public Mono<Job> replace(String id, Parameters parameters) {
        return control(id, new Control.Replace(parameters));
    }

    /** Begins a new run with the same initial parameters and order, or with newly drawn seeds for them. */
    public Mono<Job> reset(String id, boolean newSeeds) {
        return Mono.defer(() -> control(
                id,
                new Control.Reset(
                        newSeeds ? new Control.Seeds(random.nextLong(SEEDS), random.nextLong(SEEDS)) : null)));
    }

    /** Begins a new run of another spec. */
    public Mono<Job> replaceSpec(String id, TrainingSpec spec, boolean keepParameters) {
        return Mono.defer(() -> {
            sessions.admission().requireFit(spec, "");
            return control(id, new Control.Restart(spec, keepParameters));
        });
    }

    public Mono<Job> patch(String id, JobPatch patch) {
        return control(id, new Control.Patch(patch));
    }

    /** A change of a live job, which is kept for good when this answers. */
    private Mono<Job> control(String id, Control control) {
        return find(id).flatMap(job -> job.mode() == Mode.BATCH && !job.state().isTerminal()
                        ? Mono.error(Refusal.batchJob())
                        : send(job, control))
                .retryWhen(ONCE_IT_IS_OPEN);
    }

    private Mono<Job> send(Job job, Control control) {
        return controls.send(job.id(), control)
                .switchIfEmpty(
                        Mono.error(() -> job.state().isTerminal() ? Refusal.ended(job.state()) : new NotOpenYet()));
    }

    /** Ends a job; nothing changes where it has been cancelled before. */
    public Mono<Job> cancel(String id) {
        return Mono.defer(() -> cancelNow(id)).retryWhen(ONCE_IT_IS_OPEN);
    }

    private Mono<Job> cancelNow(String id) {
        return find(id).flatMap(job -> {
            if (queue.withdraw(id)) {
                sessions.admission().dismiss(id);
                Instant now = Instant.now();
                Job cancelled = job.become(JobState.CANCELLED, StopReason.CANCELLED, null, now)
                        .expiring(now.plus(settings.retention()));
                events.append(new JobEvent.StateChanged(cancelled));
                return store.update(cancelled).thenReturn(cancelled);
            }
            return job.state() == JobState.CANCELLED
                    ? Mono.just(job)
                    : send(job, new Control.Cancel(StopReason.CANCELLED));
        });
    }

    /** Removes a job and all that is kept of it; cancels it before where needed. */
    public Mono<Void> delete(String id) {
        return find(id).flatMap(job ->
                        job.state().isTerminal() ? Mono.just(job) : cancel(id).onErrorResume(ended -> Mono.just(job)))
                .then(store.delete(id))
                .then(Mono.fromRunnable(() -> events.forget(id)));
    }

    /** What {@code look} sees of the job and its network as they stand. */
    public <T> Mono<T> look(String id, BiFunction<Job, TrainingSession, T> look) {
        return looks.look(find(id), look);
    }

    /** A frame of the present. */
    public Mono<JobEvent.FrameMade> frame(String id, View view) {
        return looks.frame(find(id), view);
    }

    /** The epochs of the present run whose parameters are kept. */
    public Flux<PathEntry> path(String id) {
        return find(id).flatMapMany(job -> store.path(id));
    }

    /** Parameters that are kept of an epoch of the present run; empty where none are. */
    public Mono<Parameters> parameters(String id, long epoch) {
        return find(id).flatMap(job -> store.parameters(id, epoch).map(flat -> sessions.parameters(job.spec(), flat)));
    }
}
