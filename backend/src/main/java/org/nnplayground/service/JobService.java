package org.nnplayground.service;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobControls;
import org.nnplayground.job.JobNotOpenException;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.Moment;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.TrainerSessions;
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
    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * ID_BYTES + "}");
    /** A trainer that claims a job reads it from the store first: for a moment it neither waits nor is open. */
    private static final Retry ONCE_IT_IS_OPEN = Retry.fixedDelay(200, Duration.ofMillis(25))
            .filter(JobNotOpenException.class::isInstance)
            .onRetryExhaustedThrow((retry, last) -> JobProblems.opening());

    /** Where no trainer has room for a live job by then, it is not taken. */
    private static final Duration OPENING = Duration.ofSeconds(10);

    private static final long SEEDS = 1L << 53;

    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final JobControls controls;
    private final TrainerSessions sessions;
    private final JobInspector looks;
    private final StartEstimate starts;
    private final JobSettings settings;
    private final boolean alone;
    private final SecureRandom random = new SecureRandom();

    /** @param alone whether this process trains every job that it takes */
    JobService(
            JobQueue queue,
            JobStore store,
            EventLog events,
            JobControls controls,
            TrainerSessions sessions,
            JobInspector looks,
            StartEstimate starts,
            JobSettings settings,
            boolean alone) {
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.controls = controls;
        this.sessions = sessions;
        this.looks = looks;
        this.starts = starts;
        this.settings = settings;
        this.alone = alone;
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
            Job job = queued(id, request, owner);
            return requireRoom(job.mode())
                    .then(Mono.defer(() -> enter(job)))
                    .then(job.mode() == Mode.LIVE ? opened(job) : store.find(job.id()));
        });
    }

    private Mono<Void> requireRoom(Mode mode) {
        return switch (mode) {
            case LIVE ->
                requireFewer(settings.maxLive(), Message.of("things.live-jobs"), QueueName.of(mode), queue::size);
            case BATCH ->
                requireFewer(settings.maxQueued(), Message.of("things.batch-jobs"), QueueName.of(mode), queue::length);
        };
    }

    private static Mono<Void> requireFewer(
            int most, Message what, List<QueueName> lines, Function<QueueName, Mono<Integer>> count) {
        return Flux.fromIterable(lines)
                .concatMap(count)
                .reduce(Integer::sum)
                .flatMap(jobs -> jobs >= most ? Mono.error(JobProblems.full(what)) : Mono.empty());
    }

    /** Stores and queues a job; where that fails, nothing of it is left. */
    private Mono<Void> enter(Job job) {
        if (alone && job.mode() == Mode.LIVE) {
            sessions.admission().requireRoom(job);
        }
        return store.insert(job)
                .then(Mono.fromRunnable(() -> events.append(new JobEvent.StateChanged(job))))
                // Before its trainer tells of it.
                .then(events.flush(job.id()))
                .then(queue.add(job.id(), QueueName.of(job)))
                .then()
                .onErrorResume(failed -> {
                    sessions.admission().dismiss(job.id());
                    // The client need not wait for a database that hangs to hang once more.
                    remove(job.id()).onErrorComplete().subscribe();
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
        Mono<Job> opened = states(job.id(), 0)
                .filter(now -> now.state() != JobState.QUEUED)
                .next()
                .switchIfEmpty(Mono.error(() -> JobProblems.unknownJob(job.id())));
        return opened.timeout(
                OPENING,
                queue.withdraw(job.id())
                        .flatMap(waits -> waits ? remove(job.id()).then(Mono.error(JobProblems.noTrainer())) : opened));
    }

    private Flux<Job> states(String id, long sequence) {
        return events.follow(id, sequence, new Interest(View.NOTHING, settings.idlePause()))
                .mapNotNull(entry -> entry.event() instanceof JobEvent.StateChanged change ? change.now() : null);
    }

    /** The job as it stands. */
    public Mono<Job> find(String id) {
        // Whatever is no id is asked of nobody: it may be more than a database takes.
        Mono<Job> found = ID.matcher(id).matches() ? store.find(id) : Mono.empty();
        return found.switchIfEmpty(Mono.error(() -> JobProblems.unknownJob(id))).doOnNext(job -> controls.touch(id));
    }

    /** The job of this moment: where another process trains it, what the store knows may be half a second old. */
    public Mono<Job> present(String id) {
        return find(id).flatMap(looks::present).map(this::expiring);
    }

    /** A job that stands still waits from this moment on, in which somebody has asked for it. */
    private Job expiring(Job job) {
        if (job.mode() == Mode.BATCH || job.state() != JobState.PAUSED) {
            return job;
        }
        Instant told = job.life().expiresAt();
        Instant later = Instant.now().plus(settings.idleExpiry());
        return told != null && told.isAfter(later) ? job : job.expiring(later);
    }

    /** When a waiting job may start; empty where it does not wait, or where no job has shown yet how long they take. */
    public Mono<Instant> estimatedStart(Job job) {
        QueueName line = QueueName.of(job);
        Mono<Integer> training = Mono.zip(queue.size(line), queue.length(line), (size, waiting) -> size - waiting);
        return Mono.zip(queue.position(job.id()), training)
                .flatMap(both -> Mono.justOrEmpty(starts.of(both.getT1(), both.getT2(), Instant.now())));
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

    /**
     * Takes other parameters, of the same shape; history and what the optimizer keeps stay.
     *
     * @param run that they are for; null for whichever there is
     */
    public Mono<Job> replace(String id, Parameters parameters, @Nullable Integer run) {
        return control(id, new Control.Replace(parameters, run));
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
                        ? Mono.error(JobProblems.batchJob())
                        : send(job, control))
                .retryWhen(ONCE_IT_IS_OPEN);
    }

    private Mono<Job> send(Job job, Control control) {
        return controls.send(job.id(), control)
                .switchIfEmpty(Mono.error(
                        () -> job.state().isTerminal() ? JobProblems.ended(job.state()) : new JobNotOpenException()));
    }

    /** Ends a job; nothing changes where it has been cancelled before. */
    public Mono<Job> cancel(String id) {
        return Mono.defer(() -> cancelNow(id)).retryWhen(ONCE_IT_IS_OPEN);
    }

    private Mono<Job> cancelNow(String id) {
        return find(id).flatMap(job -> job.state() == JobState.CANCELLED
                ? Mono.just(job)
                : queue.withdraw(id)
                        .flatMap(waited ->
                                waited ? cancelWaiting(job) : send(job, new Control.Cancel(StopReason.CANCELLED))));
    }

    private Mono<Job> cancelWaiting(Job job) {
        Instant now = Instant.now();
        Job cancelled = job.become(JobState.CANCELLED, StopReason.CANCELLED, null, now)
                .expiring(now.plus(settings.retention()));
        return store.write(Moment.of(cancelled))
                .then(store.flush(job.id()))
                // It waits on, so that it can be cancelled once the store is back.
                .onErrorResume(failed -> queue.add(job.id(), QueueName.of(job)).then(Mono.error(failed)))
                .then(Mono.fromRunnable(() -> {
                    sessions.admission().dismiss(job.id());
                    events.append(new JobEvent.StateChanged(cancelled));
                }))
                .thenReturn(cancelled);
    }

    /** Removes a job and all that is kept of it; cancels it before where needed. */
    public Mono<Void> delete(String id) {
        return find(id).flatMap(job ->
                        job.state().isTerminal() ? Mono.just(job) : cancel(id).onErrorResume(ended -> Mono.just(job)))
                .then(remove(id));
    }

    private Mono<Void> remove(String id) {
        return store.delete(id).then(events.forget(id));
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
    public Flux<KeptEpoch> path(String id) {
        return find(id).flatMapMany(job -> store.path(id));
    }

    /** Parameters that are kept of an epoch of the present run; empty where none are. */
    public Mono<Parameters> parameters(String id, long epoch) {
        return find(id).flatMap(job -> store.parameters(id, epoch).map(flat -> sessions.parameters(job.spec(), flat)));
    }
}
