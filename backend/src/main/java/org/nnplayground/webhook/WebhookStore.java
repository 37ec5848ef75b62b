package org.nnplayground.webhook;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the webhooks that have not been delivered, by job. */
public interface WebhookStore {

    Mono<Void> insert(Webhook webhook);

    Mono<Webhook> find(String job);

    /** Replaces what is kept of the same job; nothing happens where nothing is. */
    Mono<Void> update(Webhook webhook);

    Mono<Void> delete(String job);

    Mono<Long> count();

    /** How many of an API key there are. */
    Mono<Long> count(String key);

    /** Those whose job has not ended as far as is known, the oldest first. */
    Flux<Webhook> waiting();

    /**
     * Some of those that are due, the longest due first.
     *
     * @param perKey at most so many of one API key
     * @param limit at most so many in all
     */
    Flux<Webhook> due(Instant now, int perKey, int limit);

    /**
     * Puts a hook off, so that one process alone makes the attempt that is due; if that one dies, another makes it
     * then.
     *
     * @param due as {@link #due} told it
     * @return false where another process has it, or it is gone
     */
    Mono<Boolean> take(Webhook due, Instant until);
}
