package org.nnplayground.telemetry;

import java.time.Duration;
import java.util.function.Supplier;
import org.nnplayground.store.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * The checks behind readiness and liveness. A process is ready while its store answers and accepts writes. It is alive
 * while its trainer threads make progress and an embedded store can be read; if not, only a restart helps. A full disk
 * or a database server that is down is no reason to restart.
 */
final class HealthChecks {

    private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);

    /** Shorter than the timeout of a Kubernetes probe. */
    static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Far longer than any task of a trainer thread. */
    static final Duration STUCK_AFTER = Duration.ofMinutes(2);

    /** An id that no job has. */
    private static final String UNKNOWN_JOB = "health";

    private HealthChecks() {}

    static ReactiveHealthIndicator ofStore(JobStore store) {
        return of(
                "store",
                read(store)
                        .flatMap(answered -> store.isWritable()
                                ? Mono.just(answered)
                                : Mono.error(new IllegalStateException("the last write failed"))));
    }

    /** Completes if the store can be read. */
    static Mono<Boolean> read(JobStore store) {
        return store.find(UNKNOWN_JOB).hasElement();
    }

    /**
     * The check of a store in this process.
     *
     * @param unavailable how long it cannot be read
     */
    static ReactiveHealthIndicator ofEmbeddedStore(Supplier<Duration> unavailable, Duration limit) {
        return () -> {
            Duration time = unavailable.get();
            boolean broken = time.compareTo(limit) > 0;
            if (broken) {
                log.error("Liveness check failed: the embedded store cannot be read for {}", time);
            }
            return Mono.just((broken ? Health.down() : Health.up()).build());
        };
    }

    /** @param question completes in time if the component is healthy */
    static ReactiveHealthIndicator of(String what, Mono<?> question) {
        return () -> question.timeout(TIMEOUT)
                .map(answered -> Health.up().build())
                .onErrorResume(e -> {
                    log.warn("Health check failed: {}: {}", what, e.toString());
                    return Mono.just(Health.down().build());
                });
    }

    /** @param overdue how long the task that is due first has been waiting for a thread */
    static ReactiveHealthIndicator ofTrainer(Supplier<Duration> overdue) {
        return () -> {
            Duration wait = overdue.get();
            boolean stuck = wait.compareTo(STUCK_AFTER) > 0;
            if (stuck) {
                log.error("Liveness check failed: no trainer thread has made progress for {}", wait);
            }
            return Mono.just((stuck ? Health.down() : Health.up()).build());
        };
    }
}
