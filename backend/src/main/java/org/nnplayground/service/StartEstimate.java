package org.nnplayground.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nnplayground.job.Job;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Estimates when a waiting batch job will start, from the duration of recent trainings in all processes: with a mean of
 * {@code m} seconds and {@code p} jobs in training, a job ends every {@code m / p} seconds. The mean is exponentially
 * weighted: each new job counts one fifth.
 */
final class StartEstimate implements AutoCloseable {

    private static final double WEIGHT = 0.2;

    private final Disposable endings;
    private double seconds = Double.NaN;

    /** @param endings jobs as they end, multicast */
    StartEstimate(Flux<Job> endings) {
        this.endings = endings.filter(
                        job -> job.mode() == Mode.BATCH && job.pace().equals(Pace.FULL))
                .subscribe(job -> learn(job.life()));
    }

    private synchronized void learn(Job.Life life) {
        if (life.startedAt() == null || life.finishedAt() == null) {
            return;
        }
        double took = Duration.between(life.startedAt(), life.finishedAt()).toMillis() / 1000.0;
        seconds = Double.isNaN(seconds) ? took : seconds + WEIGHT * (took - seconds);
    }

    /**
     * The estimated start of a waiting job.
     *
     * @param position number of jobs that wait in front of it
     * @param training number of jobs of its queue that are being trained
     * @return empty before the first job has ended
     */
    synchronized Optional<Instant> of(int position, int training, Instant now) {
        return Double.isNaN(seconds)
                ? Optional.empty()
                : Optional.of(now.plusMillis(Math.round(1000 * seconds * (position + 1) / Math.max(1, training))));
    }

    @Override
    public void close() {
        endings.dispose();
    }
}
