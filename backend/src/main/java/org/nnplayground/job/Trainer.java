package org.nnplayground.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Mode;
import org.nnplayground.store.StopReason;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Disposable;

/**
 * Claims jobs from the queue and trains them on its threads, as many live ones as come and few batch ones at a time.
 */
final class Trainer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Trainer.class);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JobQueue queue;
    private final OpenJobs open;
    private final Sessions sessions;
    private final JobStore store;
    private final EventLog events;
    private final Recorder recorder;
    private final StartEstimate starts;
    private final JobSettings settings;
    private final AtomicInteger batchPlaces;
    private final Disposable arrivals;

    /** Claims what waits; apart from the trainer threads, since claiming waits for the store. */
    private final ExecutorService claims = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("claims").factory());

    private final AtomicBoolean claiming = new AtomicBoolean();

    Trainer(
            JobQueue queue,
            OpenJobs open,
            Sessions sessions,
            JobStore store,
            EventLog events,
            Recorder recorder,
            StartEstimate starts,
            JobSettings settings) {
        this.queue = queue;
        this.open = open;
        this.sessions = sessions;
        this.store = store;
        this.events = events;
        this.recorder = recorder;
        this.starts = starts;
        this.settings = settings;
        this.batchPlaces = new AtomicInteger(settings.threads());
        this.arrivals = queue.arrivals().subscribe(mode -> lookForWork());
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
            sessions.admission().dismiss(lease.job());
            return true;
        }
        if (!sessions.admission().admit(opened.job())) {
            queue.putBack(lease);
            return false;
        }
        if (opened.job().mode() == Mode.BATCH) {
            batchPlaces.decrementAndGet();
        }
        recorder.watch().claimed(opened.job(), opened.checkpoint() != null);
        var job = new OpenJob(lease, opened, sessions, recorder, settings, this::left);
        open.add(job);
        sessions.wake(job);
        return true;
    }

    /** Pauses and ends what nobody cares for, and holds on to the rest. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void sweep() {
        for (OpenJob job : open.all()) {
            if (!queue.renew(job.lease(), LEASE)) {
                log.warn("Lost the lease of job {}", job.job().id());
                recorder.watch().lost(job.job());
                job.abandon();
                continue;
            }
            if (events.interest(job.job().id()).isPresent()) {
                job.touch();
            }
            if (job.job().mode() == Mode.LIVE) {
                sweepLive(job);
            }
        }
        lookForWork();
    }

    private void sweepLive(OpenJob job) {
        Duration untouched = job.untouched();
        switch (job.job().state()) {
            case RUNNING -> {
                if (untouched.compareTo(settings.idlePause()) > 0) {
                    job.ask(new Control.Pause(StopReason.IDLE));
                }
            }
            case PAUSED -> {
                // Not before the time that clients were told when it paused.
                Instant told = job.job().life().expiresAt();
                boolean early = told != null && Instant.now().isBefore(told);
                if (untouched.compareTo(settings.idleExpiry()) > 0 && !early) {
                    job.ask(new Control.Cancel(StopReason.EXPIRED));
                }
            }
            case QUEUED, SUCCEEDED, FAILED, CANCELLED -> {}
        }
    }

    private void left(OpenJob job) {
        queue.release(job.lease());
        sessions.admission().dismiss(job.job().id());
        recorder.watch().left(job.job());
        if (open.remove(job) && job.job().mode() == Mode.BATCH) {
            starts.learn(job.job().life());
            batchPlaces.incrementAndGet();
        }
        lookForWork();
    }

    @Override
    public void close() {
        arrivals.dispose();
        claims.shutdown();
        sessions.close();
        open.all().forEach(OpenJob::leaveOff);
    }
}
