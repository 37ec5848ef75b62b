package org.nnplayground.lti.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps keys in this process. */
final class InMemoryToolKeyStore implements ToolKeyStore {

    private final List<ToolKey> keys = new CopyOnWriteArrayList<>();

    @Override
    public Flux<ToolKey> findAll() {
        return Flux.defer(() -> Flux.fromIterable(keys));
    }

    @Override
    public Mono<Void> insert(ToolKey key) {
        return Mono.fromRunnable(() -> keys.add(key));
    }

    @Override
    public Mono<Void> delete(String id) {
        return Mono.fromRunnable(() -> keys.removeIf(key -> key.id().equals(id)));
    }
}
