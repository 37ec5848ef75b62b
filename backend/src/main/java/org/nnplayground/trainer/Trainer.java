package org.nnplayground.trainer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.nnplayground.job.Control;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.job.StopReason;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Trains the jobs that its {@link JobClaimer} opens. A batch job leaves its place if its next epoch is not due soon,
 * and yields it to other callers' jobs after a while. When the trainer stops, it saves all jobs and returns them to the
 * queue, for other trainers to continue.
 */
public final class Trainer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Trainer.class);

    /** Stops after the web server, so that requests that wait for a training are still answered. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REQUEUE_TIMEOUT = Duration.ofSeconds(10);

    private final JobQueue queue;
    private final OpenJobs open;
    private final TrainerSessions sessions;
    private final JobStore store;
    private final EventLog events;
    private final TrainingRecorder recorder;
    private final JobSettings settings;
    private final JobClaimer claimer;
    private final PeriodicTask leaseChecks = new PeriodicTask();
    private final PeriodicTask yields = new PeriodicTask();

    /** Jobs that have left and are not yet back in the queue. */
    private final Map<OpenJob, Mono<Void>> leaving = new ConcurrentHashMap<>();

    /** Leases of jobs that were not open at the last check. */
    private volatile Set<Lease> unusedLeases = Set.of();

    private volatile long leasesCheckedAt = System.nanoTime();
    private final Disposable.Swap subscription = Disposables.swap();
    private volatile boolean running;

    public Trainer(
            JobQueue queue,
            OpenJobs open,
            TrainerSessions sessions,
            JobStore store,
            EventLog events,
            TrainingRecorder recorder,
            JobSettings settings) {
        this.queue = queue;
        this.open = open;
        this.sessions = sessions;
        this.store = store;
        this.events = events;
        this.recorder = recorder;
        this.settings = settings;
        this.claimer = new JobClaimer(queue, open, sessions, store, events, recorder, settings, this::released);
    }

    @Override
    public void start() {
        running = true;
        claimer.start();
        subscription.update(store.announcements()
                .filter(announcement -> announcement.state() == JobState.QUEUED)
                .subscribe(added -> lookForWork()));
        lookForWork();
    }

    /** Claims waiting jobs soon; called whenever there may be one. */
    public void lookForWork() {
        claimer.lookForWork();
    }

    private void released(OpenJob job) {
        events.close(job.job().id());
        sessions.admission().release(job.job().id());
        recorder.listener().released(job.job());
        if (open.remove(job)) {
            claimer.release(job.job());
        }
        Duration absence = job.absence();
        if (absence != null) {
            leave(job, absence);
        }
        lookForWork();
    }

    /** Returns a job that has left its place to the queue, once the store has all of it. */
    private void leave(OpenJob job, Duration absence) {
        String id = job.job().id();
        Lease lease = job.lease();
        long readyAt = System.nanoTime() + absence.toNanos();
        Mono<Void> returned = absence.isZero()
                ? queue.yield(lease)
                : Mono.defer(() -> queue.postpone(lease, Duration.ofNanos(Math.max(0, readyAt - System.nanoTime()))));
        Mono<Void> left = store.flush(id)
                // Without an open job, its lease is lost and another trainer has it.
                .retryWhen(whileRunning(id).filter(e -> running && store.isOpen(id)))
                // From now on a cancellation, which may claim the job at any time, is written to the database.
                .then(store.abandon(id, lease.number()))
                .then(returned.retryWhen(whileRunning(id)))
                .onErrorComplete()
                .doFinally(end -> {
                    leaving.remove(job);
                    lookForWork();
                    Mono.delay(Duration.ofNanos(Math.max(0, readyAt - System.nanoTime())))
                            .subscribe(over -> lookForWork());
                })
                .cache();
        leaving.put(job, left);
        left.subscribe();
    }

    private RetryBackoffSpec whileRunning(String job) {
        return Retry.fixedDelay(Long.MAX_VALUE, RETRY_INTERVAL)
                .filter(e -> running)
                .doBeforeRetry(retry -> log.atWarn()
                        .addKeyValue("job", job)
                        .log(
                                "Trainer: a job cannot be returned to the queue; trying again: {}",
                                retry.failure().toString()));
    }

    // Every second.

    /** Abandons jobs whose lease is lost, lets jobs yield, pauses and ends idle live jobs, and looks for work. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    public void sweep() {
        if (!running) {
            return;
        }
        if (System.nanoTime() - leasesCheckedAt >= settings.lease().toNanos() / 3) {
            leasesCheckedAt = System.nanoTime();
            abandonLost();
        }
        if (claimer.isFull()) {
            yieldToOthers();
        }
        for (OpenJob job : open.all()) {
            if (events.interest(job.job().id()).isPresent()) {
                job.touch();
            }
            if (job.job().mode() == Mode.LIVE) {
                pauseOrEndIfIdle(job);
            }
        }
        lookForWork();
    }

    private void abandonLost() {
        Collection<OpenJob> before = open.all();
        leaseChecks.start(
                () -> queue.leases().flatMap(leases -> {
                    before.stream()
                            .filter(job -> {
                                Lease lease = leases.get(job.job().id());
                                return lease == null
                                        || lease.number() != job.lease().number();
                            })
                            .filter(open::contains)
                            .forEach(this::abandon);
                    return returnUnused(leases);
                }),
                e -> log.debug("Trainer: reading the leases failed; trying again later: {}", e.toString()));
    }

    /**
     * Returns jobs to the queue that this node holds but has not open: a claim or its return has failed half. Only at
     * the second check, because a request may be cancelling the job meanwhile.
     */
    private Mono<Void> returnUnused(Map<String, Lease> leases) {
        Set<Lease> unused = leases.values().stream()
                .filter(lease -> open.find(lease.job()).isEmpty()
                        && !claimer.isBeginning(lease.job())
                        && leaving.keySet().stream()
                                .noneMatch(job -> job.job().id().equals(lease.job())))
                .collect(Collectors.toSet());
        List<Lease> stillUnused = unused.stream().filter(unusedLeases::contains).toList();
        unusedLeases = unused;
        return Flux.fromIterable(stillUnused)
                .doOnNext(lease -> log.atWarn()
                        .addKeyValue("job", lease.job())
                        .log("Trainer: a job is held but not open; it returns to the queue"))
                .concatMap(queue::unclaim)
                .then();
    }

    /** Abandons the job after its present turn, without delaying the leases of other jobs. */
    private void abandon(OpenJob job) {
        if (job.markLost()) {
            log.atWarn()
                    .addKeyValue("job", job.job().id())
                    .log("Trainer: the lease of a job is lost; its session closes, another trainer continues it");
            recorder.listener().lost(job.job());
            Mono.fromFuture(job.abandon())
                    .then(store.abandon(job.job().id(), job.lease().number()))
                    .subscribe();
        }
    }

    /** For each caller whose jobs wait, lets one job of another caller yield that has had its time. */
    private void yieldToOthers() {
        long now = System.nanoTime();
        Predicate<OpenJob> hadItsTime =
                job -> now - job.claimedAt() > settings.turn().toNanos();
        Map<QueueName, List<OpenJob>> batch = open.all().stream()
                .filter(job -> job.job().mode() == Mode.BATCH)
                .collect(Collectors.groupingBy(job -> job.lease().queue()));
        batch.values().removeIf(jobs -> jobs.stream().noneMatch(hadItsTime));
        if (!batch.isEmpty()) {
            yields.start(
                    () -> Flux.fromIterable(batch.entrySet())
                            .concatMap(jobs -> queue.waitingCallers(jobs.getKey())
                                    .doOnNext(callers -> requestYields(jobs.getValue(), hadItsTime, callers))),
                    e -> log.debug("Trainer: reading the waiting jobs failed; trying again later: {}", e.toString()));
        }
    }

    /**
     * Requests a yield for each waiting caller, those with the fewest places first. A job yields only if its caller has
     * more places here than the waiting one: callers with equal numbers of places would only exchange them.
     *
     * @param jobs all open batch jobs of one queue
     */
    private static void requestYields(List<OpenJob> jobs, Predicate<OpenJob> hadItsTime, Set<String> waitingCallers) {
        Map<String, Long> places = jobs.stream().collect(Collectors.groupingBy(Trainer::caller, Collectors.counting()));
        var kept = new HashMap<>(places);
        var candidates = new ArrayList<>(jobs.stream().filter(hadItsTime).toList());
        ToLongFunction<OpenJob> keptByCaller = job -> kept.getOrDefault(caller(job), 0L);
        // First those that are about to yield already, then those of the callers with the most places.
        var order = Comparator.comparing((OpenJob job) -> !job.isYieldRequested())
                .thenComparing(Comparator.comparingLong(keptByCaller).reversed())
                .thenComparingLong(OpenJob::claimedAt);
        waitingCallers.stream()
                .sorted(Comparator.comparingLong(caller -> places.getOrDefault(caller, 0L)))
                .forEach(waiting -> candidates.stream()
                        .filter(job -> !caller(job).equals(waiting))
                        .filter(job -> keptByCaller.applyAsLong(job) > places.getOrDefault(waiting, 0L))
                        .min(order)
                        .ifPresent(job -> {
                            job.requestYield();
                            candidates.remove(job);
                            kept.merge(caller(job), -1L, Long::sum);
                        }));
    }

    private static String caller(OpenJob job) {
        return Objects.requireNonNullElse(job.job().description().caller(), "");
    }

    private void pauseOrEndIfIdle(OpenJob job) {
        Duration untouched = job.idleTime();
        switch (job.job().state()) {
            case RUNNING -> {
                if (untouched.compareTo(settings.idlePause()) > 0) {
                    job.ask(new Control.Pause(StopReason.IDLE));
                }
            }
            case PAUSED -> {
                // Not before the expiry that clients were told when the job paused.
                Instant expiry = job.job().life().expiresAt();
                boolean early = expiry != null && Instant.now().isBefore(expiry);
                if (untouched.compareTo(settings.idleExpiry()) > 0 && !early) {
                    job.ask(new Control.Cancel(StopReason.EXPIRED));
                }
            }
            case QUEUED, SUCCEEDED, FAILED, CANCELLED -> {}
        }
    }

    // The end.

    @Override
    public void stop() {
        running = false;
        subscription.dispose();
        claimer.stop();
        sessions.close();
        open.all().forEach(Trainer::suspend);
        Flux.fromIterable(open.all())
                .flatMap(this::requeue)
                .mergeWith(Flux.fromIterable(leaving.values()).flatMap(left -> left))
                .then()
                .timeout(REQUEUE_TIMEOUT, Mono.empty())
                .block();
    }

    private static void suspend(OpenJob job) {
        try {
            job.suspend();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("job", job.job().id())
                    .setCause(e)
                    .log("Trainer: a job cannot be saved; it continues from its last checkpoint");
        }
    }

    /** Returns a job to the queue after the store has everything that the next trainer needs. */
    private Mono<Void> requeue(OpenJob job) {
        return store.flush(job.job().id())
                .then(queue.requeue(job.lease()))
                .doOnError(e -> log.atWarn()
                        .addKeyValue("job", job.job().id())
                        .log(
                                "Trainer: a job cannot be returned to the queue; it returns when its lease expires: {}",
                                e.toString()))
                .onErrorComplete();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The trainer does not restart. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
