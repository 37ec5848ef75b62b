package org.nnplayground.lti;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Sessions of launched pages. A page gets its session's bearer token only with the secret that the login page stored in
 * the same browser; otherwise an attacker could make another person's browser use the attacker's launch.
 */
public final class LtiSessions {

    private static final Duration LIFETIME = Duration.ofHours(8);

    private final SessionStore store;
    private final InstantSource clock;

    LtiSessions(SessionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Opens the session of a pending launch; empty if there is none, or with another browser's secret. */
    public Mono<OpenedSession> open(String state, String secret) {
        Instant now = clock.instant();
        String bearer = Tokens.random();
        String id = Tokens.hash(bearer);
        return store.findPending(Tokens.hash(state))
                .filter(pending -> pending.expiresAt().isAfter(now)
                        && Tokens.equal(pending.secretHash(), Tokens.hash(secret)))
                .flatMap(pending -> {
                    Instant end = now.plus(LIFETIME);
                    return store.open(pending.stateHash(), id, end)
                            .filter(Boolean::booleanValue)
                            .map(done -> new OpenedSession(bearer, new LtiSession(id, pending.launch(), end)));
                });
    }

    /** @param bearer the token, which is not stored */
    public record OpenedSession(String bearer, LtiSession session) {}

    /** The session of a bearer token; empty if there is none or it has expired. */
    public Mono<LtiSession> find(String bearer) {
        return store.find(Tokens.hash(bearer), clock.instant());
    }
}
