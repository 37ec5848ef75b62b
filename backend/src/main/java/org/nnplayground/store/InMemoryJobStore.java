package org.nnplayground.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps everything in this process, until it ends. */
public final class InMemoryJobStore implements JobStore {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong arrivals = new AtomicLong();

    private static final class Entry {
        final long arrival;
        volatile Job job;
        final LossTable losses = new LossTable();
        volatile @Nullable Checkpoint checkpoint;

        Entry(long arrival, Job job) {
            this.arrival = arrival;
            this.job = job;
        }
    }

    @Override
    public Mono<Void> insert(Job job) {
        return Mono.fromRunnable(() -> entries.put(job.id(), new Entry(arrivals.incrementAndGet(), job)));
    }

    @Override
    public Mono<Void> update(Job job) {
        return change(job.id(), entry -> entry.job = job);
    }

    @Override
    public Mono<Job> find(String id) {
        return Mono.fromSupplier(() -> entries.get(id)).map(entry -> entry.job);
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.fromSupplier(() -> entries.remove(id) != null);
    }

    @Override
    public Flux<Job> list(Query query) {
        return Flux.defer(() -> {
            Entry last = query.after() == null ? null : entries.get(query.after());
            long before = query.after() == null ? Long.MAX_VALUE : last == null ? 0 : last.arrival;
            return Flux.fromStream(entries.values().stream()
                    .filter(entry -> entry.arrival < before && matches(entry.job, query))
                    .sorted(Comparator.comparingLong((Entry entry) -> entry.arrival)
                            .reversed())
                    .limit(query.limit())
                    .map(entry -> entry.job));
        });
    }

    private static boolean matches(Job job, Query query) {
        return query.owner().equals(job.owner())
                && (query.state() == null || query.state() == job.state())
                && job.description()
                        .labels()
                        .entrySet()
                        .containsAll(query.labels().entrySet());
    }

    @Override
    public Flux<Job> expired(Instant now) {
        return Flux.defer(() -> Flux.fromStream(entries.values().stream().map(entry -> entry.job)))
                .filter(job -> {
                    Instant at = job.life().expiresAt();
                    return at != null && !at.isAfter(now);
                });
    }

    @Override
    public Mono<Void> append(String id, int run, long fromEpoch, Losses[] losses) {
        return change(id, entry -> entry.losses.append(run, fromEpoch, losses));
    }

    @Override
    public Mono<History> history(String id, long after, int limit) {
        return Mono.fromSupplier(() -> entries.get(id)).map(entry -> entry.losses.after(after, limit));
    }

    @Override
    public Mono<Void> keep(String id, Checkpoint checkpoint) {
        return change(id, entry -> entry.checkpoint = checkpoint);
    }

    @Override
    public Mono<Checkpoint> checkpoint(String id) {
        return Mono.fromSupplier(() -> entries.get(id)).mapNotNull(entry -> entry.checkpoint);
    }

    private Mono<Void> change(String id, Consumer<Entry> change) {
        return Mono.fromRunnable(() -> {
            Entry entry = entries.get(id);
            if (entry != null) {
                change.accept(entry);
            }
        });
    }
}
