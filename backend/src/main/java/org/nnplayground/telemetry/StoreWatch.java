package org.nnplayground.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.PeriodicTask;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Measures how long the store cannot be read, by reading it every few seconds. Thread-safe. */
final class StoreWatch {

    private final Mono<?> read;
    private final InstantSource clock;
    private final PeriodicTask reads = new PeriodicTask();

    /** The first failure since the last success; null if the last read succeeded. */
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

    /** @param read completes in time if the store can be read */
    StoreWatch(Mono<?> read, InstantSource clock) {
        this.read = read.timeout(HealthChecks.TIMEOUT);
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void check() {
        reads.start(
                () -> read.doOnSuccess(done -> failingSince.set(null)),
                e -> failingSince.compareAndSet(null, clock.instant()));
    }

    /** Zero if the last read succeeded. */
    Duration unavailableFor() {
        Instant since = failingSince.get();
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }
}
