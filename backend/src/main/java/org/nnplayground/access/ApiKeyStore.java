package org.nnplayground.access;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores API keys, including revoked ones. */
public interface ApiKeyStore {

    Mono<Void> insert(ApiKey key);

    /** Finds a key by its id; empty if there never was one. */
    Mono<ApiKey> find(String id);

    /** All keys, the newest first. */
    Flux<ApiKey> list();

    /** Revokes a key unless it is already revoked; false if there never was one. */
    Mono<Boolean> revoke(String id, Instant at);
}
