package org.nnplayground.past;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobState;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.store.Beginning;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry;
import org.nnplayground.store.JournalEntry.RunBegun;
import org.nnplayground.store.JournalEntry.RunEnded;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.TrainerSessions;
import reactor.core.publisher.Mono;

/**
 * Answers for every epoch that a job has trained, with the bits that the network had then: a session begins at the
 * nearest state that is kept and trains again from there, in slices beside the jobs. The job's own training goes on
 * meanwhile.
 */
public final class PastEpochs implements AutoCloseable {

    /** Epochs of one read of a history. */
    private static final int HISTORY_PIECE = 10_000;

    private final JobService jobs;
    private final JobStore store;
    private final JobInspector inspector;
    private final TrainerSessions trainer;
    private final PastSettings settings;
    private final PastSessions sessions;
    private final PastStates states = new PastStates();
    private final Semaphore running;

    PastEpochs(
            JobService jobs, JobStore store, JobInspector inspector, TrainerSessions trainer, PastSettings settings) {
        this.jobs = jobs;
        this.store = store;
        this.inspector = inspector;
        this.trainer = trainer;
        this.settings = settings;
        this.sessions = new PastSessions(trainer, settings);
        this.running = new Semaphore(settings.maxRunning());
    }

    /** What was changed in a run, in order; fails with {@code NOT_FOUND} if nothing is known of the run. */
    public Mono<List<JournalEntry>> changes(String id, @Nullable Integer run) {
        return jobs.find(id).flatMap(job -> store.journal(id).map(journal -> entries(job, journal, run)));
    }

    /**
     * The result of a function of a job and its session at an epoch. The function must not change the session. Fails
     * with {@code NOT_FOUND} if the epoch was not trained or is not known any more, and with {@code INVALID_REQUEST} if
     * it takes too long; then the next request goes on where this one has ended.
     *
     * @param look of the job as it was then: with its spec, its run, and no metrics
     */
    public <T> Mono<T> at(String id, PastEpoch when, BiFunction<Job, TrainingSession, T> look) {
        return Mono.deferContextual(context -> {
            ComputingTime meter = context.getOrDefault(ComputingTime.class, ComputingTime.NOT_COUNTED);
            Mono<T> result = jobs.find(id)
                    .flatMap(job -> store.journal(id)
                            .flatMap(journal -> replay(job, entries(job, journal, when.run()), when)
                                    .flatMap(replay -> result(job, replay, look, Objects.requireNonNull(meter)))));
            // Completed even if the client no longer waits: the memory is in use until then.
            return Mono.fromFuture(result::toFuture, true);
        });
    }

    /**
     * An epoch from which another job can go on. Fails as {@link #at}, and with {@code INVALID_REQUEST} for an earlier
     * run, whose losses are not stored.
     */
    public Mono<Origin> origin(String id, PastEpoch when) {
        return at(
                        id,
                        when,
                        (job, session) -> new Origin(job, session.checkpoint().withoutBest(), History.EMPTY))
                .flatMap(origin -> history(origin.job(), origin.state().epoch())
                        .map(history -> new Origin(origin.job(), origin.state(), history)));
    }

    private Mono<History> history(Job past, long epoch) {
        return piece(past.id(), -1, epoch)
                .expand(piece -> piece.lastEpoch() < epoch && piece.size() > 0
                        ? piece(past.id(), piece.lastEpoch(), epoch)
                        : Mono.empty())
                .collectList()
                .map(History::concat)
                .map(history -> {
                    if (history.run() != past.progress().run() || history.lastEpoch() < epoch) {
                        throw PlaygroundException.invalid("/from/run", Message.of("branch.other-run", history.run()));
                    }
                    return history;
                });
    }

    private Mono<History> piece(String id, long after, long last) {
        return store.history(id, after, (int) Math.min(HISTORY_PIECE, last - after));
    }

    /**
     * Where a job begins that goes on from an epoch of another one. The optimizer keeps its state if its type is the
     * same. Fails with {@code INVALID_REQUEST} if the parameters do not fit the spec.
     */
    public Mono<Beginning> beginning(Origin origin, JobRequest request) {
        TrainingSpec spec = request.spec();
        Checkpoint state = origin.state();
        if (!isOfSameShape(origin.job().spec(), spec)) {
            return Mono.error(PlaygroundException.invalid("/changes", Message.of("branch.other-shape", state.epoch())));
        }
        if (isOfSameOptimizer(origin.job().spec(), spec)) {
            return Mono.just(beginning(origin, request, state.optimizerState(), state.updates()));
        }
        Job fresh = origin.job().with(spec);
        return Mono.defer(() -> {
            Reservation memory = trainer.admission().reserve(fresh);
            return Mono.fromFuture(trainer.inTurn(() -> {
                        try (TrainingSession session = trainer.openTemporary(fresh, null)) {
                            return session.checkpoint().optimizerState();
                        }
                    }))
                    .map(optimizerState -> beginning(origin, request, optimizerState, 0))
                    .doFinally(end -> memory.close());
        });
    }

    private static boolean isOfSameShape(TrainingSpec before, TrainingSpec spec) {
        List<PlacedLayer> layers = before.placedLayers();
        List<PlacedLayer> others = spec.placedLayers();
        return before.model() == spec.model()
                && before.parameters() == spec.parameters()
                && layers.size() == others.size()
                && IntStream.range(0, layers.size())
                        .allMatch(l ->
                                layers.get(l).weights().equals(others.get(l).weights())
                                        && layers.get(l).hasSlope()
                                                == others.get(l).hasSlope());
    }

    /** Plain gradient descent has no state, with momentum it has one. */
    private static boolean isOfSameOptimizer(TrainingSpec before, TrainingSpec spec) {
        Optimizer optimizer = before.training().optimizer();
        Optimizer other = spec.training().optimizer();
        boolean changesMomentum = optimizer instanceof Optimizer.Sgd sgd
                && other instanceof Optimizer.Sgd next
                && (sgd.momentum() == 0) != (next.momentum() == 0);
        return optimizer.getClass() == other.getClass() && !changesMomentum;
    }

    private static Beginning beginning(Origin origin, JobRequest request, float[] optimizerState, long updates) {
        Checkpoint state = origin.state();
        var checkpoint = new Checkpoint(
                state.epoch(),
                0,
                state.epoch(),
                state.parameters(),
                optimizerState,
                updates,
                state.schedule(),
                null,
                null,
                null,
                state.pretraining());
        History losses = origin.history();
        return new Beginning(
                new RunCheckpoint(1, checkpoint, request.stop(), 0, Instant.now()),
                new History(1, 0, losses.train(), losses.validation(), losses.test()),
                Journal.branched(
                        request.spec(),
                        request.description().arithmeticOf(request.mode(), request.spec()),
                        checkpoint));
    }

    /**
     * The frame of an epoch, as a stream showed it. The diagnosis is that of the network alone, without its history.
     */
    public Mono<JobEvent.FrameMade> frame(String id, PastEpoch when, View view) {
        return at(id, when, (job, session) -> inspector.frame(job, session, view));
    }

    private static List<JournalEntry> entries(Job job, Journal journal, @Nullable Integer run) {
        int present = Journal.presentRun(job);
        int number = run == null ? present : run;
        List<JournalEntry> entries = journal.of(job, number);
        if (entries.isEmpty()) {
            throw notFound(Message.of("look.other-run", number, present));
        }
        return entries;
    }

    private Mono<Replay> replay(Job job, List<JournalEntry> entries, PastEpoch when) {
        long last = entries.getLast() instanceof RunEnded ended
                ? ended.epochs()
                : job.progress().epoch();
        long epoch = when.epoch() == null ? last : when.epoch();
        if (epoch > last) {
            throw notFound(Message.of("past.not-trained", epoch, last));
        }
        Replay replay = Replay.of(entries, epoch).orElseThrow(() -> notFound(Message.of("past.not-kept", epoch)));
        boolean isRetunedThere = entries.stream()
                .anyMatch(entry ->
                        entry instanceof JournalEntry.Retuned change && change.epoch() == epoch && change.batch() == 0);
        return replay.begun().run() == Journal.presentRun(job) && !isRetunedThere
                ? nearest(job, replay)
                : Mono.just(replay);
    }

    /** The replay from the nearest state of the present run. */
    private Mono<Replay> nearest(Job job, Replay replay) {
        boolean isNear = replay.epoch() == job.progress().epoch() || job.state() == JobState.RUNNING;
        Mono<Optional<Checkpoint>> last = (isNear ? store.checkpoint(job.id()) : Mono.<RunCheckpoint>empty())
                .filter(at -> isUsable(replay, at))
                .map(RunCheckpoint::checkpoint)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        return last.flatMap(at -> at.isPresent() || !replay.isStateless()
                ? Mono.just(at.map(replay::from).orElse(replay))
                : kept(job, replay).map(replay::from).defaultIfEmpty(replay));
    }

    private static boolean isUsable(Replay replay, RunCheckpoint stored) {
        Checkpoint at = stored.checkpoint();
        return stored.run() == replay.begun().run()
                && at.batch() == 0
                && at.parametersOf() == at.epoch()
                && at.pretraining() == null
                && at.epoch() > replay.startEpoch()
                && at.epoch() <= replay.epoch();
    }

    private Mono<Checkpoint> kept(Job job, Replay replay) {
        return store.path(job.id())
                .filter(kept -> kept.run() == replay.begun().run()
                        && kept.epoch() > replay.startEpoch()
                        && kept.epoch() <= replay.epoch())
                .map(KeptEpoch::epoch)
                .takeLast(1)
                .next()
                .flatMap(epoch -> store.parameters(job.id(), epoch)
                        .filter(parameters -> parameters.length == replay.spec().parameters())
                        .map(parameters -> new Checkpoint(epoch, 0, parameters, new float[0])));
    }

    private <T> Mono<T> result(Job job, Replay replay, BiFunction<Job, TrainingSession, T> look, ComputingTime meter) {
        return Mono.defer(() -> {
            if (!running.tryAcquire()) {
                return Mono.error(
                        new TryLaterException(ProblemType.QUEUE_FULL, Message.of("past.busy"), Duration.ofSeconds(1)));
            }
            var spent = new AtomicLong();
            return computed(job, replay, look, spent).doOnTerminate(() -> {
                running.release();
                meter.add(Duration.ofNanos(spent.get()));
            });
        });
    }

    /** @param spent nanoseconds of training */
    private <T> Mono<T> computed(Job job, Replay replay, BiFunction<Job, TrainingSession, T> look, AtomicLong spent) {
        PastSession kept = sessions.take(job.id(), replay);
        Mono<PastSession> session =
                kept == null ? Mono.defer(() -> open(job, states.nearest(job.id(), replay))) : Mono.just(kept);
        return session.flatMap(opened -> Mono.fromFuture(advance(opened, replay, spent))
                .flatMap(reached -> reached
                        ? requireSameLosses(job, opened, replay)
                                .then(Mono.fromFuture(
                                        () -> trainer.inTurn(() -> look.apply(past(opened, replay), opened.session()))))
                        : Mono.error(() -> tooFar(opened)))
                .doOnError(e -> !isRequestable(e), e -> {
                    states.forget(job.id());
                    sessions.close(opened);
                })
                .doOnError(PastEpochs::isRequestable, e -> sessions.put(job.id(), opened))
                .doOnSuccess(found -> sessions.put(job.id(), opened)));
    }

    /** Whether the session is as it should be although the request has failed. */
    private static boolean isRequestable(Throwable e) {
        return e instanceof PlaygroundException problem && problem.type() == ProblemType.INVALID_REQUEST;
    }

    private Mono<PastSession> open(Job job, Replay replay) {
        Job past = withSpec(job, replay);
        return Mono.defer(() -> {
            Reservation memory = trainer.admission().reserve(past);
            return Mono.fromFuture(trainer.inTurn(
                            () -> new PastSession(past, replay, trainer.openTemporary(past, replay.start()), memory)))
                    .doOnError(e -> memory.close());
        });
    }

    /** @return whether the epoch was reached within the time */
    private CompletableFuture<Boolean> advance(PastSession session, Replay replay, AtomicLong spent) {
        long slice = trainer.sliceNanoseconds();
        return trainer.inTurn(() -> {
                    long start = System.nanoTime();
                    boolean reached = session.advance(replay, slice);
                    keepState(session, replay);
                    spent.addAndGet(System.nanoTime() - start);
                    return reached;
                })
                .thenCompose(
                        reached -> reached || spent.get() >= settings.maxTime().toNanos()
                                ? CompletableFuture.completedFuture(reached)
                                : advance(session, replay, spent));
    }

    private void keepState(PastSession session, Replay replay) {
        Checkpoint state = PastStates.areSmall(session.job().spec())
                ? session.stateAfter(settings.stateEvery().toNanos())
                : null;
        if (state != null) {
            states.add(session.job().id(), replay, state);
        }
    }

    /** The history shows whether the same bits came out: not on another kind of device, for example. */
    private Mono<Void> requireSameLosses(Job job, PastSession session, Replay replay) {
        Losses again = session.losses();
        return again == null || replay.begun().run() != Journal.presentRun(job)
                ? Mono.empty()
                : store.history(job.id(), replay.epoch() - 1, 1)
                        .filter(then -> then.run() == replay.begun().run()
                                && then.size() == 1
                                && then.fromEpoch() == replay.epoch()
                                && !isEqual(then, again))
                        .flatMap(other -> Mono.error(differs(replay.epoch())));
    }

    private static boolean isEqual(History then, Losses again) {
        return isEqual(then.train()[0], again.train())
                && isEqual(then.validation()[0], again.validation())
                && isEqual(then.test()[0], again.test());
    }

    private static boolean isEqual(float then, double again) {
        return Float.compare(then, (float) again) == 0;
    }

    private static Job withSpec(Job job, Replay replay) {
        RunBegun begun = replay.begun();
        Job.Progress now = job.progress();
        return new Job(
                job.id(),
                job.owner(),
                job.mode(),
                job.description(),
                replay.spec(),
                begun.arithmetic(),
                job.stop(),
                job.pace(),
                job.life(),
                new Job.Progress(
                        begun.run(),
                        replay.startEpoch(),
                        0,
                        now.batches(),
                        null,
                        replay.spec().training().optimizer().learningRate(),
                        0,
                        null,
                        now.device(),
                        null,
                        false));
    }

    /** The job at the session's moment. */
    private static Job past(PastSession session, Replay replay) {
        TrainingSession at = session.session();
        return session.job()
                .with(new Job.Progress(
                        replay.begun().run(),
                        at.position().epoch(),
                        0,
                        at.position().batches(),
                        at.losses(),
                        at.learningRate(),
                        0,
                        null,
                        at.device(),
                        null,
                        false));
    }

    private static PlaygroundException notFound(Message detail) {
        return new PlaygroundException(ProblemType.NOT_FOUND, detail);
    }

    private PlaygroundException tooFar(PastSession reached) {
        var detail = Message.of("past.too-far", settings.maxTime().toSeconds(), reached.epoch());
        return PlaygroundException.invalid("", Message.of("query.wrong", "epoch", detail));
    }

    /** The problem of an epoch whose numbers do not come out again. */
    static PlaygroundException differs(long epoch) {
        return new PlaygroundException(ProblemType.NOT_FOUND, Message.of("past.differs", epoch));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
