package org.nnplayground.service;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Prepares the jobs of an earlier process and deletes expired jobs. */
final class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final JobStore store;
    private final JobService jobs;
    private final boolean standalone;
    private final PeriodicTask deletions = new PeriodicTask();

    /** @param standalone whether this is the only process that trains these jobs */
    Housekeeping(JobStore store, JobService jobs, boolean standalone) {
        this.store = store;
        this.jobs = jobs;
        this.standalone = standalone;
    }

    /**
     * Changes the states of unfinished jobs at the start of a standalone process. Running live jobs become paused,
     * because their page has lost its connection, too; batch jobs are queued and continue from their last checkpoints.
     * If there are other processes, these train the jobs, and nothing is done.
     */
    void resetUnfinished() {
        if (standalone) {
            store.unfinished()
                    .filter(job -> job.state() == JobState.RUNNING)
                    .concatMap(job ->
                            store.write(Moment.of(job.become(restartState(job.mode()), null, null, Instant.now()))))
                    .then()
                    .block();
        }
    }

    private static JobState restartState(Mode mode) {
        return switch (mode) {
            case LIVE -> JobState.PAUSED;
            case BATCH -> JobState.QUEUED;
        };
    }

    /** Deletes expired jobs. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deleteExpired() {
        deletions.start(
                () -> store.expired(Instant.now())
                        .filter(job -> job.state().isTerminal())
                        .concatMap(job -> jobs.delete(job.id())),
                e -> log.warn(
                        "Housekeeping: deleting expired jobs failed; trying again in a second: {}", e.toString()));
    }
}
