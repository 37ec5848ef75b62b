package org.nnplayground.trainer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
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

/**
 * Claims waiting jobs, on a thread of its own because claims block on the store, and opens them: all live jobs, as many
 * solo batch jobs as there are trainer threads, and up to {@value #MAX_SHARED_BATCH} batch jobs of shared arithmetic. A
 * job that cannot be opened now returns to the queue; one that can never be trained here ends as failed.
 */
final class JobClaimer {

    private static final Logger log = LoggerFactory.getLogger(JobClaimer.class);

    /** A job is claimed at most this many times without progress. */
    private static final int MAX_CLAIMS = 3;

    /** Maximum number of open batch jobs that train together: the width of one program. */
    private static final int MAX_SHARED_BATCH = 256;

    /** Maximum number of jobs in one claim, a transaction. */
    private static final int MAX_CLAIMED = 32;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final JobQueue queue;
    private final OpenJobs open;
    private final TrainerSessions sessions;
    private final JobStore store;
    private final EventLog events;
    private final TrainingRecorder recorder;
    private final JobSettings settings;
    private final Consumer<OpenJob> released;
    private final AtomicInteger freeBatchSlots;
    private final ExecutorService claims = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("claims").factory());

    private final AtomicBoolean claiming = new AtomicBoolean();

    /** Whether the last claims ended because too little memory was free for a batch job. */
    private volatile boolean lacksMemory;

    /** The jobs of the present claim; some of them are not open yet. */
    private volatile Set<String> beginning = Set.of();

    private volatile boolean running;

    /** @param released called when a job that was opened has left this trainer */
    JobClaimer(
            JobQueue queue,
            OpenJobs open,
            TrainerSessions sessions,
            JobStore store,
            EventLog events,
            TrainingRecorder recorder,
            JobSettings settings,
            Consumer<OpenJob> released) {
        this.queue = queue;
        this.open = open;
        this.sessions = sessions;
        this.store = store;
        this.events = events;
        this.recorder = recorder;
        this.settings = settings;
        this.released = released;
        this.freeBatchSlots = new AtomicInteger(settings.threads());
    }

    void start() {
        running = true;
    }

    /** Ends the present claim and claims no more jobs. */
    void stop() {
        running = false;
        claims.shutdown();
        try {
            if (!claims.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Trainer: a claim did not end within {}; stopping without it", STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether waiting batch jobs cannot be opened before others leave. */
    boolean isFull() {
        return freeBatchSlots.get() <= 0 || lacksMemory || sharedBatchJobs() >= MAX_SHARED_BATCH;
    }

    /** Whether a job is claimed but perhaps not open yet. */
    boolean isBeginning(String job) {
        return beginning.contains(job);
    }

    /** Frees the place of a job that was open. */
    void release(Job job) {
        if (takesSlot(job)) {
            freeBatchSlots.incrementAndGet();
        }
    }

    /** Claims waiting jobs soon; called whenever there may be one. */
    void lookForWork() {
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
        var job = new OpenJob(lease, requeued(opened), sessions, recorder, settings, released);
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
}
