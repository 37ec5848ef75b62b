package org.nnplayground.webhook;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores webhooks by job: until they are delivered or given up, and their outcome for a time afterwards. */
public interface WebhookStore {

    Mono<Void> insert(Webhook webhook);

    Mono<Webhook> find(String job);

    /** Replaces the webhook of the same job; has no effect if there is none. */
    Mono<Void> update(Webhook webhook);

    Mono<Void> delete(String job);

    /** Number of webhooks without an outcome. */
    Mono<Long> count();

    /** Number of webhooks of an API key without an outcome. */
    Mono<Long> count(String key);

    /** Deletes webhooks that have an outcome and whose last attempt was before this time. */
    Mono<Void> deleteFinished(Instant before);

    /** Webhooks without a body, that is, whose job has not ended as far as is known; oldest first. */
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
