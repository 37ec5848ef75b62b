package org.nnplayground.service;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Attention;
import org.nnplayground.job.Control;
import org.nnplayground.job.ControlRule;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobNotOpenException;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Beginning;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.Moment;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.trainer.JobControls;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.TrainerSessions;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Submits jobs, controls them and reads their networks. A change is durable when its result completes. Methods fail
 * with a {@link org.nnplayground.problem.PlaygroundException} if the job is unknown ({@code NOT_FOUND}) or its state
 * does not allow the change ({@code ILLEGAL_STATE}).
 */
public final class JobService {

    private static final int ID_BYTES = 16;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * ID_BYTES + "}");
    /** While a trainer reads a claimed job from the store, the job neither waits nor is open. */
    private static final Retry ONCE_IT_IS_OPEN = Retry.fixedDelay(200, Duration.ofMillis(25))
            .filter(JobNotOpenException.class::isInstance)
            .onRetryExhaustedThrow((retry, last) -> JobProblems.stillOpening());

    private static final long SEEDS = 1L << 53;

    /** Numbers in a small response. */
    private static final long UNCOUNTED_NUMBERS = 10_000;

    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final JobControls controls;
    private final TrainerSessions sessions;
    private final JobInspector inspector;
    private final StartEstimate startEstimate;
    private final JobSettings settings;
    private final DatasetUse datasets;
    private final JobSubmitter submitter;
    private final ControlRule rule;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param rule decides about controls
     * @param standalone whether this process trains all jobs that it accepts
     */
    JobService(
            JobQueue queue,
            JobStore store,
            EventLog events,
            JobControls controls,
            TrainerSessions sessions,
            JobInspector inspector,
            StartEstimate startEstimate,
            JobSettings settings,
            ControlRule rule,
            DatasetUse datasets,
            boolean standalone) {
        this.queue = queue;
        this.rule = rule;
        this.store = store;
        this.events = events;
        this.controls = controls;
        this.sessions = sessions;
        this.inspector = inspector;
        this.startEstimate = startEstimate;
        this.settings = settings;
        this.datasets = datasets;
        this.submitter = new JobSubmitter(queue, store, sessions, settings, datasets, standalone);
    }

    /** A new job id: 128 random bits in hexadecimal. */
    public String newId() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * Stores a job and queues it. Completes with the job; a live job has opened by then, unless that takes long.
     *
     * @param id from {@link #newId}
     * @param owner the name of the API key, null for none
     * @param limit maximum number of unfinished jobs of its mode that its caller may have, this one included
     */
    public Mono<Job> submit(String id, JobRequest request, @Nullable String owner, int limit) {
        return submit(id, request, null, owner, limit);
    }

    /** @param beginning where the job begins; null for untrained */
    public Mono<Job> submit(
            String id, JobRequest request, @Nullable Beginning beginning, @Nullable String owner, int limit) {
        return submitter.submit(id, request, beginning, owner, limit);
    }

    /**
     * A batch job that is to be submitted with others.
     *
     * @param id from {@link #newId}
     * @param pointer JSON pointer, in the body of the client's request, of what makes this job differ from the others
     */
    public record NewBatchJob(String id, JobRequest request, String pointer) {}

    /**
     * Stores batch jobs of one caller and queues them: all or none.
     *
     * @param jobs at least one
     * @param owner the name of the API key, null for none
     * @param limit maximum number of unfinished batch jobs that their caller may have, these included
     */
    public Mono<Void> submitAll(List<NewBatchJob> jobs, @Nullable String owner, int limit) {
        return submitter.submitAll(jobs, owner, limit);
    }

    /** The job as stored; it counts as used. */
    public Mono<Job> find(String id) {
        // Anything else is not looked up: a database may not accept it as a value.
        Mono<Job> found = ID.matcher(id).matches() ? store.find(id) : Mono.empty();
        return found.switchIfEmpty(Mono.error(() -> JobProblems.unknownJob(id))).doOnNext(job -> controls.touch(id));
    }

    /** The job at this moment, with metrics. If another process trains it, it can be half a second old. */
    public Mono<Job> current(String id) {
        return find(id).flatMap(inspector::current).map(this::withRenewedExpiry);
    }

    /** A paused job expires later, because it has just been used. */
    private Job withRenewedExpiry(Job job) {
        if (job.mode() == Mode.BATCH || job.state() != JobState.PAUSED) {
            return job;
        }
        Instant expiry = job.life().expiresAt();
        Instant later = Instant.now().plus(settings.idleExpiry());
        return expiry != null && expiry.isAfter(later) ? job : job.withExpiry(later);
    }

    /** The estimated start of a waiting job; empty if it does not wait, or if no batch job has ended yet. */
    public Mono<Instant> estimatedStart(Job job) {
        QueueName name = QueueName.of(job);
        Mono<Integer> training =
                Mono.zip(queue.countAll(name), queue.countWaiting(name), (size, waiting) -> size - waiting);
        return Mono.zip(queue.position(job.id()), training)
                .flatMap(both -> Mono.justOrEmpty(startEstimate.of(both.getT1(), both.getT2(), Instant.now())));
    }

    /** The job once it has ended. */
    public Mono<Job> awaitEnd(String id) {
        return submitter
                .states(id)
                .filter(job -> job.state().isTerminal())
                .next()
                .switchIfEmpty(find(id));
    }

    /**
     * Completes when something may answer for a waiting job: this process has opened it, or it has ended or is held by
     * another process.
     *
     * @param heldElsewhere completes if another process holds the job now
     */
    public Mono<Void> awaitHolder(String id, Mono<?> heldElsewhere) {
        Mono<Boolean> elsewhere = submitter
                .states(id)
                .concatMap(job -> job.state().isTerminal()
                        ? Mono.just(true)
                        : heldElsewhere.hasElement().onErrorReturn(false))
                .filter(done -> done)
                .next();
        return Mono.firstWithSignal(events.opened(id), elsewhere.then());
    }

    public Mono<Job> play(String id) {
        return control(id, new Control.Play());
    }

    public Mono<Job> pause(String id) {
        return control(id, new Control.Pause(null));
    }

    /**
     * Trains a number of epochs or batches, then pauses. Completes when it has paused.
     *
     * @param batches whether {@code count} is in batches
     */
    public Mono<Job> step(String id, boolean batches, long count) {
        return control(id, new Control.Advance(batches, count));
    }

    /**
     * Replaces the parameters by others of the same shape. History and optimizer state stay.
     *
     * @param run the run that they are for; null for the present run
     */
    public Mono<Job> replace(String id, Parameters parameters, @Nullable Integer run) {
        return control(id, new Control.Replace(parameters, run));
    }

    /** Starts a new run with the same seeds, or with new random ones. */
    public Mono<Job> reset(String id, boolean newSeeds) {
        return Mono.defer(() -> control(
                id,
                new Control.Reset(
                        newSeeds ? new Control.Seeds(random.nextLong(SEEDS), random.nextLong(SEEDS)) : null)));
    }

    /** Starts a new run of another spec. */
    public Mono<Job> replaceSpec(String id, TrainingSpec spec, boolean keepParameters) {
        return find(id).flatMap(job -> {
            sessions.admission().requireFit(spec, job.description().arithmeticOf(job.mode(), spec), job.stop(), "");
            return datasets.use(spec, id, "").then(control(id, new Control.Restart(spec, keepParameters)));
        });
    }

    public Mono<Job> patch(String id, JobPatch patch) {
        return control(id, new Control.Patch(patch));
    }

    /** Applies a control to a live job; the change is durable when this completes. */
    private Mono<Job> control(String id, Control control) {
        return find(id).flatMap(job -> job.mode() == Mode.BATCH && !job.state().isTerminal()
                        ? Mono.error(JobProblems.batchJob())
                        : rule.check(job, control).then(Mono.defer(() -> send(job, control))))
                .retryWhen(ONCE_IT_IS_OPEN);
    }

    private Mono<Job> send(Job job, Control control) {
        return controls.send(job.id(), control)
                .switchIfEmpty(Mono.error(
                        () -> job.state().isTerminal() ? JobProblems.ended(job.state()) : new JobNotOpenException()));
    }

    /** Cancels a job; does nothing if it is cancelled already. */
    public Mono<Job> cancel(String id) {
        return Mono.defer(() -> cancelNow(id)).retryWhen(ONCE_IT_IS_OPEN);
    }

    private Mono<Job> cancelNow(String id) {
        return find(id).flatMap(job -> job.state() == JobState.CANCELLED
                ? Mono.just(job)
                : queue.claim(id)
                        .flatMap(lease -> cancelWaiting(job, lease))
                        .switchIfEmpty(Mono.defer(() -> send(job, new Control.Cancel(StopReason.CANCELLED)))));
    }

    /** Cancels a job that this process has claimed instead of a trainer. */
    private Mono<Job> cancelWaiting(Job job, Lease lease) {
        Instant now = Instant.now();
        Job cancelled = job.become(JobState.CANCELLED, StopReason.CANCELLED, null, now)
                .withExpiry(now.plus(settings.retention()));
        return store.writeClosed(cancelled, lease.number())
                // It waits again, so that it can be cancelled when the store is available.
                .onErrorResume(failed -> queue.unclaim(lease).then(Mono.error(failed)))
                .then(Mono.fromRunnable(() -> sessions.admission().release(job.id())))
                .thenReturn(cancelled);
    }

    /** Deletes a job and everything about it; cancels it first if it has not ended. */
    public Mono<Void> delete(String id) {
        return find(id).flatMap(job ->
                        job.state().isTerminal() ? Mono.just(job) : cancel(id).onErrorResume(ended -> Mono.just(job)))
                .then(store.delete(id))
                .then(Mono.fromRunnable(() -> events.close(id)));
    }

    /** Keeps an ended job for this time after its end; fails with {@code ILLEGAL_STATE} if it has not ended. */
    public Mono<Job> retain(String id, Duration time) {
        return find(id).flatMap(job -> {
            Instant end = job.life().finishedAt();
            if (end == null || !job.state().isTerminal()) {
                return Mono.error(new PlaygroundException(
                        ProblemType.ILLEGAL_STATE,
                        Message.of("retention.not-ended", job.state().wireName())));
            }
            Job kept = job.withExpiry(end.plus(time));
            return store.write(Moment.of(kept)).then(store.flush(id)).thenReturn(kept);
        });
    }

    /** Tells the present followers of a job that this process holds what its presenter points at. */
    public void attend(String id, Attention attention) {
        events.append(new JobEvent.AttentionMoved(id, attention));
    }

    /** As {@link JobInspector#inspect}. */
    public <T> Mono<T> inspect(String id, BiFunction<Job, TrainingSession, T> look) {
        return inspector.inspect(find(id), look);
    }

    /** A frame of this moment. */
    public Mono<JobEvent.FrameMade> frame(String id, View view) {
        return inspector.frame(find(id), view);
    }

    /** The epochs of the present run whose parameters are stored. */
    public Flux<KeptEpoch> path(String id) {
        return find(id).flatMapMany(job -> store.path(id));
    }

    /** Stored parameters of an epoch of the present run; empty if there are none. */
    public Mono<Parameters> parameters(String id, long epoch) {
        return find(id).flatMap(job -> store.parameters(id, epoch).map(flat -> sessions.parameters(job.spec(), flat)));
    }

    /**
     * Reserves memory for a response until the result is disposed of; throws if too little is free. A small response is
     * not counted, so that a full service can still be asked.
     *
     * @param numbers that it contains
     */
    public Disposable reserveResponse(long numbers) {
        return numbers <= UNCOUNTED_NUMBERS
                ? Disposables.disposed()
                : sessions.admission().reserveResponse(numbers)::close;
    }

    /** The same for the samples of a job. */
    public Disposable reserveSamples(Job job) {
        long numbers =
                (long) job.spec().data().samplesInAll() * job.spec().data().columns();
        return numbers <= UNCOUNTED_NUMBERS
                ? Disposables.disposed()
                : sessions.admission().reserveSamples(job.spec())::close;
    }
}
