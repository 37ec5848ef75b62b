package org.nnplayground.webhook;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores undelivered webhooks by job. */
public interface WebhookStore {

    Mono<Void> insert(Webhook webhook);

    Mono<Webhook> find(String job);

    /** Replaces the webhook of the same job; has no effect if there is none. */
    Mono<Void> update(Webhook webhook);

    Mono<Void> delete(String job);

    Mono<Long> count();

    /** Number of webhooks of an API key. */
    Mono<Long> count(String key);

    /** Webhooks without a due time, that is, whose job has not ended as far as is known; oldest first. */
    Flux<Webhook> waiting();

    /**
     * Due webhooks, the longest due first.
     *
     * @param perKey maximum number per API key
     * @param limit maximum number in total
     */
    Flux<Webhook> due(Instant now, int perKey, int limit);

    /**
     * Postpones a due webhook, so that only one process makes the attempt; if that process dies, another one makes it
     * at the postponed time.
     *
     * @param due as returned by {@link #due}
     * @return false if another process has claimed it, or it was deleted
     */
    Mono<Boolean> claim(Webhook due, Instant until);
}
