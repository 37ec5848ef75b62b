package org.nnplayground.sweep;

import java.util.concurrent.TimeUnit;
import org.nnplayground.job.PeriodicTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Finishes the sweeps whose jobs have ended, and deletes expired ones. */
final class SweepMonitor {

    private static final Logger log = LoggerFactory.getLogger(SweepMonitor.class);

    private final Sweeps sweeps;
    private final PeriodicTask endings = new PeriodicTask();
    private final PeriodicTask deletions = new PeriodicTask();

    SweepMonitor(Sweeps sweeps) {
        this.sweeps = sweeps;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void finishEnded() {
        endings.start(
                sweeps::finishEnded,
                e -> log.warn("Sweeps: looking for ended ones failed; trying again in a second: {}", e.toString()));
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void deleteExpired() {
        deletions.start(
                sweeps::deleteExpired,
                e -> log.warn("Sweeps: deleting expired ones failed; trying again later: {}", e.toString()));
    }
}
