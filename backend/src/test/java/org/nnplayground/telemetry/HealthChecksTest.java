package org.nnplayground.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.store.InMemoryJobStore;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class HealthChecksTest {

    private static Status status(ReactiveHealthIndicator check) {
        return Objects.requireNonNull(check.health().block()).getStatus();
    }

    @Test
    void aRespondingStoreIsUp() {
        assertThat(status(HealthChecks.ofStore(new InMemoryJobStore(1000)))).isEqualTo(Status.UP);
    }

    @Test
    void aFailingComponentIsDown() {
        assertThat(status(HealthChecks.of("store", Mono.error(new IllegalStateException("away")))))
                .isEqualTo(Status.DOWN);
    }

    @Test
    void aComponentThatTimesOutIsDown() {
        StepVerifier.withVirtualTime(
                        () -> HealthChecks.of("store", Mono.never()).health())
                .thenAwait(Duration.ofSeconds(3))
                .assertNext(health -> assertThat(health.getStatus()).isEqualTo(Status.DOWN))
                .verifyComplete();
    }

    @Test
    void aTrainerIsAliveWhileItsThreadsMakeProgress() {
        assertThat(status(HealthChecks.ofTrainer(() -> HealthChecks.STUCK_AFTER)))
                .isEqualTo(Status.UP);
        assertThat(status(HealthChecks.ofTrainer(() -> HealthChecks.STUCK_AFTER.plusMillis(1))))
                .isEqualTo(Status.DOWN);
    }
}
