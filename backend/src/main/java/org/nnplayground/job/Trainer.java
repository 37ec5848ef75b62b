package org.nnplayground.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.Workplace;
import org.nnplayground.job.MemoryBudget.Reservation;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Mode;
import org.nnplayground.store.RequestedDevice;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.StopReason;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Claims jobs from the queue and trains them on its threads, as many live ones as come and few batch ones at a time.
 */
final class Trainer implements TrainerStatus, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Trainer.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int WARM_UP_RESOLUTION = 50;
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration SHORTEST_SLICE = Duration.ofMillis(2);
    private static final Duration LONGEST_SLICE = Duration.ofMillis(20);

    /** Numbers. */
    private static final double LARGE_DRAW = 200_000;

    private final TrainingEngine engine;
    private final Function<TrainingSpec, Samples> samples;
    private final JobQueue queue;
    private final JobStore store;
    private final EventLog events;
    private final JobSettings settings;
    private final Recorder recorder;
    private final TrainerThreads threads;
    private final Map<String, OpenJob> open = new ConcurrentHashMap<>();
    private final AtomicInteger batchPlaces;
    private final Admission admission;
    private final StartEstimate starts;

    /** Claims what waits; apart from the trainer threads, since claiming waits for the store. */
    private final ExecutorService claims = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("claims").factory());

    private final AtomicBoolean claiming = new AtomicBoolean();

    Trainer(
            TrainingEngine engine,
            Function<TrainingSpec, Samples> samples,
            JobQueue queue,
            JobStore store,
            EventLog events,
            Recorder recorder,
            JobSettings settings,
            Limits limits) {
        this.engine = engine;
        this.samples = samples;
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.settings = settings;
        this.recorder = recorder;
        this.admission = new Admission(engine::estimate, limits);
        this.batchPlaces = new AtomicInteger(settings.threads());
        this.starts = new StartEstimate(settings.threads());
        this.threads = new TrainerThreads(settings.threads());
    }

    /** Trains a little of a spec and forgets it, so that the first visitor need not wait for the engine to load. */
    void warmUp(TrainingSpec spec) {
        threads.wake(() -> {
            try (TrainingSession session = openSession(spec, RequestedDevice.AUTO, null)) {
                session.advance(new TrainingSession.Slice(1, 1));
                session.boundary(WARM_UP_RESOLUTION, 0, 1);
            }
            return Turn.NEVER;
        });
    }

    /** There may be a job in the queue. */
    void lookForWork() {
        if (claiming.compareAndSet(false, true)) {
            try {
                claims.execute(this::claimAll);
            } catch (RejectedExecutionException closed) {
                log.debug("No work is looked for any more");
            }
        }
    }

    private void claimAll() {
        claiming.set(false);
        boolean more = true;
        while (more) {
            more = queue.claim(Mode.LIVE, LEASE).map(this::begin).orElse(false);
        }
        more = true;
        while (more && batchPlaces.get() > 0) {
            more = queue.claim(Mode.BATCH, LEASE).map(this::begin).orElse(false);
        }
    }

    /** @return false where there is no room for the job, which stays the first of its line */
    private boolean begin(Lease lease) {
        JobStore.Opened opened;
        try {
            opened = store.open(lease.job()).block();
        } catch (RuntimeException e) {
            log.warn("Job {} cannot be read and waits: {}", lease.job(), e.toString());
            queue.putBack(lease);
            return false;
        }
        if (opened == null || opened.job().state().isTerminal()) {
            queue.release(lease);
            admission.dismiss(lease.job());
            return true;
        }
        Job job = opened.job();
        if (!admission.admit(job)) {
            queue.putBack(lease);
            return false;
        }
        if (job.mode() == Mode.BATCH) {
            batchPlaces.decrementAndGet();
        }
        recorder.watch().claimed(job, opened.checkpoint() != null);
        var training = new OpenJob(this, recorder, lease, job, opened.checkpoint());
        open.put(job.id(), training);
        threads.wake(training);
        return true;
    }

    /** Parameters that were kept, layer by layer. */
    Parameters parameters(TrainingSpec spec, float[] flat) {
        return engine.parameters(spec, flat);
    }

    /** The training of a job that is open here. */
    Optional<OpenJob> find(String job) {
        return Optional.ofNullable(open.get(job));
    }

    int count(Mode mode) {
        return (int) open.values().stream()
                .filter(training -> training.job().mode() == mode)
                .count();
    }

    @Override
    public Map<Kind, Integer> open() {
        return open.values().stream()
                .collect(Collectors.toMap(
                        training -> new Kind(training.job().mode(), training.job().state()),
                        training -> 1,
                        Integer::sum));
    }

    @Override
    public long grantedBytes() {
        return admission.granted();
    }

    @Override
    public Duration overdue() {
        return threads.overdue();
    }

    /** When the batch job that waits in this position may start. */
    Optional<Instant> estimatedStart(int position) {
        return starts.of(position, Instant.now());
    }

    /** Looks at a job that is not being trained: opens it where its checkpoint stands, and closes it again. */
    <T> Mono<T> look(Job job, BiFunction<Job, TrainingSession, T> look) {
        return store.checkpoint(job.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(at -> Mono.fromFuture(
                        look(job, at.map(RunCheckpoint::checkpoint).orElse(null), look)));
    }

    private <T> CompletableFuture<T> look(
            Job job, @Nullable Checkpoint checkpoint, BiFunction<Job, TrainingSession, T> look) {
        var answer = new CompletableFuture<T>();
        threads.wake(() -> {
            try (Reservation room = admission.reserve(job.spec(), 0);
                    TrainingSession session =
                            openSession(job.spec(), job.description().requestedDevice(), checkpoint)) {
                answer.complete(look.apply(job, session));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
            return Turn.NEVER;
        });
        return answer;
    }

    /** Pauses and ends what nobody cares for, and holds on to the rest. */
    void sweep() {
        for (OpenJob training : open.values()) {
            if (!queue.renew(training.lease(), LEASE)) {
                log.warn("Lost the lease of job {}", training.job().id());
                recorder.watch().lost(training.job());
                training.ask(OpenJob::abandon);
                continue;
            }
            if (events.interest(training.job().id()).isPresent()) {
                training.touch();
            }
            if (training.job().mode() == Mode.LIVE) {
                Duration untouched = training.untouched();
                switch (training.job().state()) {
                    case RUNNING -> {
                        if (untouched.compareTo(settings.idlePause()) > 0) {
                            training.ask(now -> now.controls().pause(StopReason.IDLE));
                        }
                    }
                    case PAUSED -> {
                        if (untouched.compareTo(settings.idleExpiry()) > 0) {
                            training.ask(now -> now.controls().cancel(StopReason.EXPIRED));
                        }
                    }
                    case QUEUED, SUCCEEDED, FAILED, CANCELLED -> {}
                }
            }
        }
        lookForWork();
    }

    // For open jobs.

    /**
     * Nanoseconds that a turn may train: as many as let everybody have a turn within {@link #ROUND}, but no more than a
     * native call's and no fewer than are worth one.
     */
    long slice() {
        return Math.clamp(
                ROUND.toNanos() * settings.threads() / Math.max(1, threads.turns()),
                SHORTEST_SLICE.toNanos(),
                LONGEST_SLICE.toNanos());
    }

    void wake(OpenJob training) {
        threads.wake(training);
    }

    Admission admission() {
        return admission;
    }

    /** A session whose long looks let others go first. */
    TrainingSession openSession(TrainingSpec spec, RequestedDevice device, @Nullable Checkpoint checkpoint) {
        var workplace = new Workplace(engine.device(spec, device.device()), threads::giveWay);
        return isLarge(spec)
                ? threads.aside(() -> engine.open(spec, samples.apply(spec), checkpoint, workplace))
                : engine.open(spec, samples.apply(spec), checkpoint, workplace);
    }

    /** Whether to draw its samples or parameters takes longer than a slice, about. */
    private static boolean isLarge(TrainingSpec spec) {
        return spec.parameters()
                        + (double) spec.data().samplesInAll() * spec.features().size()
                > LARGE_DRAW;
    }

    JobSettings settings() {
        return settings;
    }

    void left(OpenJob training) {
        queue.release(training.lease());
        admission.dismiss(training.job().id());
        recorder.watch().left(training.job());
        if (open.remove(training.job().id(), training) && training.job().mode() == Mode.BATCH) {
            starts.learn(training.job().life());
            batchPlaces.incrementAndGet();
        }
        lookForWork();
    }

    @Override
    public void close() {
        claims.shutdown();
        threads.close();
        open.values().forEach(OpenJob::leaveOff);
    }
}
