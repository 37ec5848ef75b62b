package org.nnplayground.lti.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nnplayground.lti.Platform;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps registrations in this process. */
final class InMemoryRegistrationStore implements RegistrationStore {

    private final Map<String, Platform> platforms = new LinkedHashMap<>();
    private final Map<String, Set<String>> deployments = new HashMap<>();
    private final Map<String, Instant> invites = new HashMap<>();

    private synchronized <T> T locked(Supplier<T> action) {
        return action.get();
    }

    @Override
    public Mono<Boolean> insert(Platform platform) {
        return Mono.fromSupplier(() -> locked(() -> {
            boolean isKnown = platforms.values().stream()
                    .anyMatch(other -> other.issuer().equals(platform.issuer())
                            && other.clientId().equals(platform.clientId()));
            if (!isKnown) {
                platforms.put(platform.id(), platform);
            }
            return !isKnown;
        }));
    }

    @Override
    public Mono<Platform> find(String id) {
        return Mono.fromSupplier(() -> locked(() -> platforms.get(id)));
    }

    @Override
    public Flux<Platform> findAll() {
        return Flux.defer(() -> Flux.fromIterable(locked(() -> List.copyOf(platforms.values()))));
    }

    @Override
    public Flux<Platform> findByIssuer(String issuer) {
        return findAll().filter(platform -> platform.issuer().equals(issuer));
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.fromSupplier(() -> locked(() -> {
            deployments.remove(id);
            return platforms.remove(id) != null;
        }));
    }

    @Override
    public Flux<String> findByDeployment(String issuer, String deploymentId) {
        return Flux.defer(() -> Flux.fromIterable(locked(() -> {
            var ids = new ArrayList<String>();
            for (Platform platform : platforms.values()) {
                if (platform.issuer().equals(issuer)
                        && deployments.getOrDefault(platform.id(), Set.of()).contains(deploymentId)) {
                    ids.add(platform.id());
                }
            }
            return ids;
        })));
    }

    @Override
    public Mono<Long> countDeployments(String platformId) {
        return Mono.fromSupplier(() -> locked(
                () -> (long) deployments.getOrDefault(platformId, Set.of()).size()));
    }

    @Override
    public Mono<Void> insertDeployment(String platformId, String deploymentId, Instant at) {
        return Mono.fromSupplier(() -> locked(() -> deployments
                        .computeIfAbsent(platformId, id -> new LinkedHashSet<>())
                        .add(deploymentId)))
                .then();
    }

    @Override
    public Mono<Void> insertInvite(String hash, Instant expiresAt) {
        return Mono.fromRunnable(() -> locked(() -> invites.put(hash, expiresAt)));
    }

    @Override
    public Mono<Boolean> hasInvite(String hash, Instant now) {
        return Mono.fromSupplier(
                () -> locked(() -> invites.getOrDefault(hash, Instant.MIN).isAfter(now)));
    }

    @Override
    public Mono<Boolean> deleteInvite(String hash) {
        return Mono.fromSupplier(() -> locked(() -> invites.remove(hash) != null));
    }

    @Override
    public Mono<Void> deleteExpiredInvites(Instant now) {
        return Mono.fromRunnable(() -> locked(() -> invites.values().removeIf(end -> !end.isAfter(now))));
    }
}
