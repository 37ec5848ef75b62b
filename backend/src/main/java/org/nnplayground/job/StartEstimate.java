package org.nnplayground.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nnplayground.store.Job;

/**
 * When a waiting batch job may start, judged by how long the latest ones trained: with a mean of {@code m} seconds and
 * {@code p} places, a place falls free every {@code m / p} seconds. The mean forgets: each new job counts a fifth.
 */
final class StartEstimate {

    private static final double WEIGHT = 0.2;

    private final int places;
    private double seconds = Double.NaN;

    /** @param places batch jobs that train at a time */
    StartEstimate(int places) {
        this.places = places;
    }

    /** A batch job has left its place. */
    synchronized void learn(Job.Life life) {
        if (life.startedAt() == null || life.finishedAt() == null) {
            return;
        }
        double took = Duration.between(life.startedAt(), life.finishedAt()).toMillis() / 1000.0;
        seconds = Double.isNaN(seconds) ? took : seconds + WEIGHT * (took - seconds);
    }

    /**
     * @param position jobs that wait in front of this one
     * @return empty before the first job has ended
     */
    synchronized Optional<Instant> of(int position, Instant now) {
        return Double.isNaN(seconds)
                ? Optional.empty()
                : Optional.of(now.plusMillis(Math.round(1000 * seconds * (position + 1) / places)));
    }
}
