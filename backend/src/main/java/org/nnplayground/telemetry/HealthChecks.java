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
 * The checks behind readiness and liveness. A process is ready while its store answers. It is alive while its trainer
 * threads make progress; if they do not, only a restart helps.
 */
final class HealthChecks {

    private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);

    /** Shorter than the timeout of a Kubernetes probe. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Far longer than any task of a trainer thread. */
    static final Duration STUCK_AFTER = Duration.ofMinutes(2);

    /** An id that no job has. */
    private static final String UNKNOWN_JOB = "health";

    private HealthChecks() {}

    static ReactiveHealthIndicator ofStore(JobStore store) {
        return of("store", store.find(UNKNOWN_JOB).hasElement());
    }

    /** @param question completes in time if the component is healthy */
    static ReactiveHealthIndicator of(String what, Mono<?> question) {
        return () -> question.timeout(TIMEOUT)
                .map(answered -> Health.up().build())
                .onErrorResume(e -> {
                    log.warn("Health check failed: the {} does not respond: {}", what, e.toString());
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
