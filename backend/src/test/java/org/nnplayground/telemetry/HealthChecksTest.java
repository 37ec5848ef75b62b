package org.nnplayground.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;
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

    private static JobStore unwritable() {
        var store = new InMemoryJobStore(1000);
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isWritable") ? false : method.invoke(store, arguments));
    }

    @Test
    void aStoreThatRefusedTheLastWriteIsDown() {
        assertThat(status(HealthChecks.ofStore(unwritable()))).isEqualTo(Status.DOWN);
    }

    @Test
    void anEmbeddedStoreIsAliveUntilItCannotBeReadForTooLong() {
        var clock = new AtomicReference<>(Instant.EPOCH);
        var working = new AtomicBoolean();
        var watch = new StoreWatch(
                Mono.defer(() -> working.get() ? Mono.just(true) : Mono.error(new IllegalStateException("closed"))),
                clock::get);
        ReactiveHealthIndicator check = HealthChecks.ofEmbeddedStore(watch::unavailableFor, Duration.ofMinutes(2));

        watch.check();
        clock.set(Instant.EPOCH.plusSeconds(120));
        watch.check();
        assertThat(status(check)).isEqualTo(Status.UP);
        clock.set(Instant.EPOCH.plusSeconds(121));
        assertThat(status(check)).isEqualTo(Status.DOWN);

        working.set(true);
        watch.check();
        assertThat(status(check)).isEqualTo(Status.UP);
        clock.set(Instant.EPOCH.plusSeconds(500));
        assertThat(status(check)).isEqualTo(Status.UP);
    }
}
