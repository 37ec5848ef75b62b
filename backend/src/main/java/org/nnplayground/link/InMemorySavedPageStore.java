package org.nnplayground.link;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Keeps saved pages in this process. */
final class InMemorySavedPageStore implements SavedPageStore {

    private final Map<String, SavedPage> pages = new ConcurrentHashMap<>();
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> insertIfAbsent(SavedPage page) {
        return Mono.fromRunnable(() -> pages.putIfAbsent(page.code(), page));
    }

    @Override
    public Mono<SavedPage> find(String code) {
        return Mono.fromSupplier(() -> pages.get(code));
    }

    @Override
    public Mono<Void> use(String code, Instant at) {
        return Mono.fromRunnable(() -> pages.computeIfPresent(
                code, (same, page) -> new SavedPage(page.code(), page.address(), page.spec(), page.savedAt(), at)));
    }

    @Override
    public Mono<byte[]> picture(String code) {
        return Mono.fromSupplier(() -> pictures.get(code));
    }

    @Override
    public Mono<Void> setPicture(String code, byte[] png) {
        return Mono.fromRunnable(() -> {
            if (pages.containsKey(code)) {
                pictures.put(code, png);
            }
        });
    }

    @Override
    public Mono<Long> count() {
        return Mono.fromSupplier(() -> (long) pages.size());
    }

    @Override
    public Mono<Void> deleteUnusedSince(Instant time) {
        return Mono.fromRunnable(() -> {
            pages.values().removeIf(page -> page.usedAt().isBefore(time));
            pictures.keySet().retainAll(pages.keySet());
        });
    }

    @Override
    public Mono<Void> deleteLeastRecentlyUsed(int count) {
        return Mono.fromRunnable(() -> {
            pages.values().stream()
                    .sorted(Comparator.comparing(SavedPage::usedAt))
                    .limit(count)
                    .map(SavedPage::code)
                    .toList()
                    .forEach(pages::remove);
            pictures.keySet().retainAll(pages.keySet());
        });
    }
}
