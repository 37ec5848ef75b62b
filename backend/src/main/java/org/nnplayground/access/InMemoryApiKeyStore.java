package org.nnplayground.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps API keys in this process. */
public final class InMemoryApiKeyStore implements ApiKeyStore {

    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> insert(ApiKey key) {
        return Mono.fromRunnable(() -> keys.put(key.id(), key));
    }

    @Override
    public Mono<ApiKey> find(String id) {
        return Mono.fromSupplier(() -> keys.get(id));
    }

    @Override
    public Flux<ApiKey> list() {
        return Flux.defer(() -> Flux.fromStream(keys.values().stream()
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed())));
    }

    @Override
    public Mono<Boolean> revoke(String id, Instant at) {
        return Mono.fromSupplier(() ->
                keys.computeIfPresent(id, (same, key) -> key.revokedAt() == null ? key.revoked(at) : key) != null);
    }
}
