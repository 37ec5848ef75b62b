package org.nnplayground.lti.store;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores the tool's keys. */
public interface ToolKeyStore {

    /** All keys, the oldest first. */
    Flux<ToolKey> findAll();

    Mono<Void> insert(ToolKey key);

    Mono<Void> delete(String id);
}
