package org.nnplayground.sweep;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps sweeps in this process. */
public final class InMemorySweepStore implements SweepStore {

    private final Map<String, Sweep> sweeps = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> insert(Sweep sweep) {
        return Mono.fromRunnable(() -> sweeps.put(sweep.id(), sweep));
    }

    @Override
    public Mono<Sweep> find(String id) {
        return Mono.fromSupplier(() -> sweeps.get(id));
    }

    @Override
    public Flux<Members> unfinished() {
        return Flux.defer(() -> Flux.fromStream(sweeps.values().stream()
                .filter(sweep -> sweep.finishedAt() == null)
                .sorted(Comparator.comparing(Sweep::createdAt))
                .map(sweep -> new Members(sweep.id(), sweep.jobs(), sweep.createdAt()))));
    }

    @Override
    public Mono<Boolean> finish(String id, Instant finishedAt, Instant expiresAt) {
        return Mono.fromSupplier(() -> {
            var finishes = new AtomicBoolean();
            sweeps.computeIfPresent(id, (same, sweep) -> {
                finishes.set(sweep.finishedAt() == null);
                return finishes.get() ? sweep.finished(finishedAt, expiresAt) : sweep;
            });
            return finishes.get();
        });
    }

    @Override
    public Flux<String> expired(Instant now) {
        return Flux.defer(() -> Flux.fromStream(sweeps.values().stream()
                .filter(sweep -> sweep.expiresAt() != null && !sweep.expiresAt().isAfter(now))
                .map(Sweep::id)));
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.fromSupplier(() -> sweeps.remove(id) != null);
    }
}
