package org.nnplayground.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.InMemoryJobQueue;
import org.nnplayground.job.Node;
import org.nnplayground.store.InMemoryJobStore;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ChecksTest {

    private static Status status(ReactiveHealthIndicator check) {
        return Objects.requireNonNull(check.health().block()).getStatus();
    }

    @Test
    void aStoreAndAQueueThatAnswerAreUp() {
        assertThat(status(Checks.ofStore(new InMemoryJobStore(1000)))).isEqualTo(Status.UP);
        assertThat(status(Checks.ofQueue(new InMemoryJobQueue(Node.random(), Duration.ofSeconds(30)))))
                .isEqualTo(Status.UP);
    }

    @Test
    void whatFailsIsDown() {
        assertThat(status(Checks.of("store", Mono.error(new IllegalStateException("away")))))
                .isEqualTo(Status.DOWN);
    }

    @Test
    void whatDoesNotAnswerInTimeIsDown() {
        StepVerifier.withVirtualTime(() -> Checks.of("store", Mono.never()).health())
                .thenAwait(Duration.ofSeconds(3))
                .assertNext(health -> assertThat(health.getStatus()).isEqualTo(Status.DOWN))
                .verifyComplete();
    }

    @Test
    void aTrainerIsAliveUntilItsThreadsTakeNoTurnForLong() {
        assertThat(status(Checks.ofTrainer(() -> Checks.STUCK))).isEqualTo(Status.UP);
        assertThat(status(Checks.ofTrainer(() -> Checks.STUCK.plusMillis(1)))).isEqualTo(Status.DOWN);
    }
}
