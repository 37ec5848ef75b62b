package org.nnplayground.webhook;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps webhooks in this process. */
public final class InMemoryWebhookStore implements WebhookStore {

    private final Map<String, Webhook> kept = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> insert(Webhook webhook) {
        return Mono.fromRunnable(() -> kept.put(webhook.job(), webhook));
    }

    @Override
    public Mono<Webhook> find(String job) {
        return Mono.fromSupplier(() -> kept.get(job));
    }

    @Override
    public Mono<Void> update(Webhook webhook) {
        return Mono.fromRunnable(() -> kept.replace(webhook.job(), webhook));
    }

    @Override
    public Mono<Void> delete(String job) {
        return Mono.fromRunnable(() -> kept.remove(job));
    }

    @Override
    public Mono<Long> count() {
        return Mono.fromSupplier(() -> kept.values().stream()
                .filter(webhook -> webhook.outcome() == null)
                .count());
    }

    @Override
    public Mono<Long> count(String key) {
        return Mono.fromSupplier(() -> kept.values().stream()
                .filter(webhook -> webhook.outcome() == null && webhook.key().equals(key))
                .count());
    }

    @Override
    public Mono<Void> deleteFinished(Instant before) {
        return Mono.fromRunnable(() -> kept.values()
                .removeIf(webhook -> webhook.outcome() != null
                        && webhook.lastAttempt() != null
                        && webhook.lastAttempt().at().isBefore(before)));
    }

    @Override
    public Flux<Webhook> waiting() {
        return Flux.defer(() -> Flux.fromStream(
                kept.values().stream().filter(Webhook::isWaiting).sorted(Comparator.comparing(Webhook::createdAt))));
    }

    @Override
    public Flux<Webhook> due(Instant now, int perKey, int limit) {
        return Flux.defer(() -> {
            var ofKeys = new HashMap<String, Integer>();
            return Flux.fromStream(kept.values().stream()
                    .filter(webhook ->
                            webhook.dueAt() != null && !webhook.dueAt().isAfter(now))
                    .sorted(Comparator.comparing(webhook -> Objects.requireNonNull(webhook.dueAt())))
                    .filter(webhook -> ofKeys.merge(webhook.key(), 1, Integer::sum) <= perKey)
                    .limit(limit));
        });
    }

    @Override
    public Mono<Boolean> claim(Webhook due, Instant until) {
        return Mono.fromSupplier(() -> kept.replace(due.job(), due, due.postponed(until)));
    }
}
