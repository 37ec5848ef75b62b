package org.nnplayground.upload;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.nnplayground.spec.data.DatasetId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps datasets in memory. */
final class InMemoryDatasetStore implements DatasetStore {

    private final Map<DatasetId, Entry> entries = new ConcurrentHashMap<>();
    private final Predicate<String> jobExists;

    /** @param jobExists whether there is a job of this id */
    InMemoryDatasetStore(Predicate<String> jobExists) {
        this.jobExists = jobExists;
    }

    private record Entry(Dataset dataset, List<byte[]> content, Set<String> jobs, Instant usedAt, boolean withdrawn) {

        long bytes() {
            return content.stream().mapToLong(part -> part.length).sum();
        }

        Entry usedBy(String job, Instant now, Instant expiresAt) {
            Set<String> all = new HashSet<>(jobs);
            all.add(job);
            return new Entry(until(dataset, expiresAt), content, Set.copyOf(all), now, withdrawn);
        }

        private static Dataset until(Dataset dataset, Instant expiresAt) {
            return expiresAt.isAfter(dataset.expiresAt())
                    ? new Dataset(
                            dataset.id(),
                            dataset.owner(),
                            dataset.columns(),
                            dataset.label(),
                            dataset.classes(),
                            dataset.createdAt(),
                            expiresAt)
                    : dataset;
        }
    }

    @Override
    public Mono<Void> save(Dataset dataset, List<byte[]> content, Instant now) {
        return Mono.fromRunnable(() -> entries.merge(
                dataset.id(),
                new Entry(dataset, List.copyOf(content), Set.of(), now, false),
                (old, same) ->
                        new Entry(Entry.until(old.dataset, dataset.expiresAt()), old.content, old.jobs, now, false)));
    }

    @Override
    public Mono<Dataset> find(DatasetId id) {
        return entry(id).filter(entry -> !entry.withdrawn).map(Entry::dataset);
    }

    @Override
    public Mono<List<byte[]>> content(DatasetId id) {
        return entry(id).map(Entry::content);
    }

    private Mono<Entry> entry(DatasetId id) {
        return Mono.fromSupplier(() -> entries.get(id));
    }

    @Override
    public Mono<Boolean> use(DatasetId id, String job, Instant now, Instant expiresAt) {
        return Mono.fromSupplier(() -> {
            Entry used = entries.computeIfPresent(
                    id, (same, entry) -> entry.withdrawn ? entry : entry.usedBy(job, now, expiresAt));
            return used != null && !used.withdrawn;
        });
    }

    @Override
    public Mono<Void> withdraw(DatasetId id) {
        return Mono.fromRunnable(() -> entries.computeIfPresent(
                id, (same, entry) -> new Entry(entry.dataset, entry.content, entry.jobs, entry.usedAt, true)));
    }

    @Override
    public Mono<Void> deleteExpired(Instant now, Instant usedBefore) {
        return Mono.fromRunnable(() -> entries.values()
                .removeIf(entry ->
                        (entry.withdrawn || entry.dataset.expiresAt().isBefore(now)) && isUnused(entry, usedBefore)));
    }

    @Override
    public Mono<Void> deleteLeastRecentlyUsed(Instant usedBefore, long bytes) {
        return Flux.fromIterable(entries.values())
                .filter(entry -> isUnused(entry, usedBefore))
                .sort(Comparator.comparing(Entry::usedAt))
                .reduce(0L, (freed, entry) -> {
                    if (freed < bytes && entries.remove(entry.dataset.id(), entry)) {
                        return freed + entry.bytes();
                    }
                    return freed;
                })
                .then();
    }

    private boolean isUnused(Entry entry, Instant usedBefore) {
        return entry.usedAt.isBefore(usedBefore) && entry.jobs.stream().noneMatch(jobExists);
    }

    @Override
    public Mono<Long> bytes() {
        return Mono.fromSupplier(
                () -> entries.values().stream().mapToLong(Entry::bytes).sum());
    }
}
