package org.nnplayground.access;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps API keys, those that were revoked included. */
public interface ApiKeyStore {

    Mono<Void> insert(ApiKey key);

    /** The key of an id; empty where there never was one. */
    Mono<ApiKey> find(String id);

    /** All keys, the newest first. */
    Flux<ApiKey> list();

    /** Ends a key for good, unless it has ended; false where there never was one. */
    Mono<Boolean> revoke(String id, Instant at);
}
