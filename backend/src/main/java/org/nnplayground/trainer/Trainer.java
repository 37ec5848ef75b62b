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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.nnplayground.job.Control;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.JobStore.Opened;
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
 * Claims jobs from the queue and trains them on its threads: all live jobs, as many solo batch jobs as there are
 * threads, and up to {@value #MAX_SHARED_BATCH} batch jobs of shared arithmetic. A batch job leaves its place if its
 * next epoch is not due soon, and yields it to other callers' jobs after a while. When the trainer stops, it saves all
 * jobs and returns them to the queue, for other trainers to continue.
 */
public final class Trainer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Trainer.class);

    /** Stops after the web server, so that requests that wait for a training are still answered. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    /** A job is claimed at most this many times without progress. */
    private static final int MAX_CLAIMS = 3;

    /** Maximum number of open batch jobs that train together: the width of one program. */
    private static final int MAX_SHARED_BATCH = 256;

    /** Maximum number of jobs in one claim, a transaction. */
    private static final int MAX_CLAIMED = 32;

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REQUEUE_TIMEOUT = Duration.ofSeconds(10);

    private final JobQueue queue;
    private final OpenJobs open;
    private final TrainerSessions sessions;
    private final JobStore store;
    private final EventLog events;
    private final TrainingRecorder recorder;
    private final JobSettings settings;
    private final AtomicInteger freeBatchSlots;

    /** Runs claims, which block on the store, apart from the trainer threads. */
    private final ExecutorService claims = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("claims").factory());

    private final AtomicBoolean claiming = new AtomicBoolean();
    private final PeriodicTask leaseChecks = new PeriodicTask();
    private final PeriodicTask yields = new PeriodicTask();

    /** Jobs that have left and are not yet back in the queue. */
    private final Map<OpenJob, Mono<Void>> leaving = new ConcurrentHashMap<>();

    /** Whether the last claims ended because too little memory was free for a batch job. */
    private volatile boolean lacksMemory;

    /** The jobs of the present claim; some of them are not open yet. */
    private volatile Set<String> beginning = Set.of();

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
        this.freeBatchSlots = new AtomicInteger(settings.threads());
    }

    @Override
    public void start() {
        running = true;
        subscription.update(store.announcements()
                .filter(announcement -> announcement.state() == JobState.QUEUED)
                .subscribe(added -> lookForWork()));
        lookForWork();
    }

    // Claiming.

    /** Claims waiting jobs soon; called whenever there may be one. */
    public void lookForWork() {
        if (claiming.compareAndSet(false, true)) {
            try {
                claims.execute(this::claimAll);
            } catch (RejectedExecutionException stopped) {
                log.debug("Trainer: stopped, so it claims no more jobs");
            }
        }
    }

    private void claimAll() {
        claiming.set(false);
        lacksMemory = false;
        try {
            claimLiveJobs();
            for (QueueName queueName : QueueName.of(Mode.BATCH, sessions.devices())) {
                claimBatchJobs(queueName);
            }
        } catch (PlaygroundException unavailable) {
            log.debug("Trainer: claiming jobs failed; trying again within a second: {}", unavailable.toString());
        }
    }

    private void claimLiveJobs() {
        for (QueueName queueName : QueueName.of(Mode.LIVE, sessions.devices())) {
            while (running && claim(queueName, 1)) {}
        }
    }

    /**
     * While only jobs of shared arithmetic are found, each claim takes twice as many. New live jobs come in between.
     */
    private void claimBatchJobs(QueueName queueName) {
        long limit = 1;
        while (running) {
            int free = freeBatchSlots.get();
            limit = Math.min(limit, MAX_SHARED_BATCH - sharedBatchJobs());
            if (free <= 0 || limit <= 0 || !claim(queueName, (int) limit)) {
                return;
            }
            limit = freeBatchSlots.get() < free ? 1 : Math.min(2 * limit, MAX_CLAIMED);
            claimLiveJobs();
        }
    }

    private long sharedBatchJobs() {
        return open.all().stream()
                .map(OpenJob::job)
                .filter(job -> job.mode() == Mode.BATCH && job.arithmetic() == Arithmetic.SHARED)
                .count();
    }

    /**
     * Claims jobs and begins them. If one cannot be opened now, it returns to the queue with those after it.
     *
     * @return whether another job may wait in this queue
     */
    private boolean claim(QueueName queueName, int limit) {
        List<Lease> leases =
                queue.claim(queueName, limit).collectList().blockOptional().orElseThrow();
        beginning = leases.stream().map(Lease::job).collect(Collectors.toSet());
        try {
            boolean canBegin = true;
            for (Lease lease : leases) {
                if (canBegin) {
                    canBegin = begin(lease);
                } else {
                    queue.unclaim(lease).block();
                }
            }
            return canBegin && !leases.isEmpty();
        } finally {
            beginning = Set.of();
        }
    }

    /** @return false if the job cannot be opened now and is the first of its queue again */
    private boolean begin(Lease lease) {
        Opened opened;
        try {
            Job job = store.find(lease.job()).block();
            open.find(lease.job()).ifPresent(this::abandonNow);
            if (job != null && failIfHopeless(lease, job)) {
                return true;
            }
            if (job != null && takesSlot(job) && freeBatchSlots.get() <= 0) {
                queue.unclaim(lease).block();
                return false;
            }
            if (job != null && (isTooBusyFor(job) || !sessions.admission().admit(job))) {
                queue.unclaim(lease).block();
                lacksMemory |= job.mode() == Mode.BATCH;
                return false;
            }
            opened = store.open(lease.job(), lease.number()).block();
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("job", lease.job())
                    .log("Trainer: a claimed job cannot be read; it returns to the queue: {}", e.toString());
            sessions.admission().release(lease.job());
            queue.unclaim(lease).block();
            return false;
        }
        if (opened == null) {
            sessions.admission().release(lease.job()); // deleted or claimed by another process meanwhile
        } else {
            begin(lease, opened);
        }
        return true;
    }

    /** Whether this is a new live job, and the open live jobs are too slow already. */
    private boolean isTooBusyFor(Job job) {
        return job.mode() == Mode.LIVE && job.progress().run() == 0 && sessions.isBusy(settings.maxDelay());
    }

    private void abandonNow(OpenJob lost) {
        lost.abandon().join();
        store.abandon(lost.job().id(), lost.lease().number()).block();
    }

    /**
     * Ends a job that this process must not train, before its checkpoint is read, which may be too large.
     *
     * @return whether it has ended
     */
    private boolean failIfHopeless(Lease lease, Job job) {
        if (lease.claims() > MAX_CLAIMS) {
            failCrashing(lease, job);
        } else if (!sessions.admission().canEverAdmit(job)) {
            failTooLarge(lease, job);
        } else {
            return false;
        }
        sessions.admission().release(job.id());
        return true;
    }

    private void begin(Lease lease, Opened opened) {
        if (takesSlot(opened.job())) {
            freeBatchSlots.decrementAndGet();
        }
        recorder.listener().claimed(opened.job(), opened.checkpoint() != null);
        var job = new OpenJob(lease, requeued(opened), sessions, recorder, settings, this::released);
        events.open(lease.job(), lease.number());
        open.add(job);
        sessions.wake(job);
    }

    /** Whether a job takes one of the places of batch jobs. Those of shared arithmetic train together. */
    private static boolean takesSlot(Job job) {
        return job.mode() == Mode.BATCH && job.arithmetic() == Arithmetic.SOLO;
    }

    /** Ends a job that was accepted with more memory: it would wait forever, and all jobs behind it. */
    private void failTooLarge(Lease lease, Job job) {
        fail(lease, job, new Failure(ProblemType.INVALID_REQUEST, Message.of("job.too-large-here")));
        log.atError()
                .addKeyValue("job", job.id())
                .log("Trainer: a job ends as failed, because it needs more memory than this process has");
    }

    private Job fail(Lease lease, Job job, Failure failure) {
        Instant now = Instant.now();
        Job failed = job.become(JobState.FAILED, null, failure, now).withExpiry(now.plus(settings.retention()));
        store.writeClosed(failed, lease.number()).block();
        return failed;
    }

    /** Ends a job whose earlier trainers ended without any progress: it would end this process, too. */
    private void failCrashing(Lease lease, Job job) {
        var failure = new Failure(ProblemType.JOB_CRASHED_TRAINER, Message.of("job.crashed", MAX_CLAIMS));
        recorder.listener().crashed(fail(lease, job, failure));
        log.atError()
                .addKeyValue("job", job.id())
                .log("Trainer: a job ends as failed, because {} trainers ended while they trained it", MAX_CLAIMS);
    }

    /** A running batch job whose trainer has died or stopped has been waiting since then. */
    private static Opened requeued(Opened opened) {
        Job job = opened.job();
        return job.mode() == Mode.BATCH && job.state() == JobState.RUNNING
                ? new Opened(
                        job.become(JobState.QUEUED, null, null, Instant.now()), opened.checkpoint(), opened.journal())
                : opened;
    }

    private void released(OpenJob job) {
        events.close(job.job().id());
        sessions.admission().release(job.job().id());
        recorder.listener().released(job.job());
        if (open.remove(job) && takesSlot(job.job())) {
            freeBatchSlots.incrementAndGet();
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
        if (freeBatchSlots.get() <= 0 || lacksMemory || sharedBatchJobs() >= MAX_SHARED_BATCH) {
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
                        && !beginning.contains(lease.job())
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
        claims.shutdown();
        try {
            if (!claims.awaitTermination(CLAIM_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Trainer: a claim did not end within {}; stopping without it", CLAIM_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
