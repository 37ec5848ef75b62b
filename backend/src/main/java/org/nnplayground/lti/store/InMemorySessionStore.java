package org.nnplayground.lti.store;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nnplayground.lti.LtiSession;
import reactor.core.publisher.Mono;

/** Keeps sessions in this process. */
final class InMemorySessionStore implements SessionStore {

    /** @param sessionId empty while the launch is pending */
    private record Entry(PendingLaunch launch, String sessionId, Instant expiresAt) {}

    private final Map<String, Entry> byState = new ConcurrentHashMap<>();
    private final Map<String, String> stateOfSession = new ConcurrentHashMap<>();

    @Override
    public Mono<Boolean> insert(PendingLaunch launch) {
        return Mono.fromSupplier(
                () -> byState.putIfAbsent(launch.stateHash(), new Entry(launch, "", launch.expiresAt())) == null);
    }

    @Override
    public Mono<PendingLaunch> findPending(String stateHash) {
        return Mono.justOrEmpty(byState.get(stateHash))
                .filter(entry -> entry.sessionId().isEmpty())
                .map(Entry::launch);
    }

    @Override
    public Mono<Boolean> open(String stateHash, String sessionId, Instant expiresAt) {
        return Mono.fromSupplier(() -> {
            Entry opened = byState.computeIfPresent(
                    stateHash,
                    (state, entry) ->
                            entry.sessionId().isEmpty() ? new Entry(entry.launch(), sessionId, expiresAt) : entry);
            boolean isOpened = opened != null && opened.sessionId().equals(sessionId);
            if (isOpened) {
                stateOfSession.put(sessionId, stateHash);
            }
            return isOpened;
        });
    }

    @Override
    public Mono<LtiSession> find(String sessionId, Instant now) {
        return Mono.justOrEmpty(stateOfSession.get(sessionId))
                .mapNotNull(byState::get)
                .filter(entry -> entry.expiresAt().isAfter(now))
                .map(entry -> new LtiSession(sessionId, entry.launch().launch(), entry.expiresAt()));
    }

    @Override
    public Mono<Void> deleteExpired(Instant now) {
        return Mono.fromRunnable(() -> {
            byState.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
            stateOfSession.values().retainAll(byState.keySet());
        });
    }

    @Override
    public Mono<Void> deletePlatform(String platformId) {
        return Mono.fromRunnable(() -> {
            byState.values()
                    .removeIf(entry -> entry.launch().launch().platformId().equals(platformId));
            stateOfSession.values().retainAll(byState.keySet());
        });
    }
}
