package org.nnplayground.telemetry;

import java.time.Duration;
import java.util.function.Supplier;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.QueueName;
import org.nnplayground.store.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * What readiness and liveness mean. A process is ready while its store and its queue answer, whatever stands behind
 * them; it is alive while its trainer threads take turns, and only a restart helps where they do not.
 */
final class HealthChecks {

    private static final Logger log = LoggerFactory.getLogger(HealthChecks.class);

    /** Less than a probe waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Many times the longest turn there is. */
    static final Duration STUCK = Duration.ofMinutes(2);

    /** No job has it. */
    private static final String NOBODY = "health";

    private HealthChecks() {}

    static ReactiveHealthIndicator ofStore(JobStore store) {
        return of("store", store.find(NOBODY).hasElement());
    }

    static ReactiveHealthIndicator ofQueue(JobQueue queue) {
        return of("queue", queue.length(QueueName.BATCH));
    }

    /** @param question answered by anything, and in time, where all is well */
    static ReactiveHealthIndicator of(String what, Mono<?> question) {
        return () -> question.timeout(PATIENCE)
                .map(answered -> Health.up().build())
                .onErrorResume(e -> {
                    log.warn("The {} does not answer: {}", what, e.toString());
                    return Mono.just(Health.down().build());
                });
    }

    /** @param overdue how long the turn that is due first has been waiting for a thread */
    static ReactiveHealthIndicator ofTrainer(Supplier<Duration> overdue) {
        return () -> {
            Duration wait = overdue.get();
            boolean stuck = wait.compareTo(STUCK) > 0;
            if (stuck) {
                log.error("No trainer thread has taken a turn for {}", wait);
            }
            return Mono.just((stuck ? Health.down() : Health.up()).build());
        };
    }
}
