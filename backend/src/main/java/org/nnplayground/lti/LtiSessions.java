package org.nnplayground.lti;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.lti.store.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/**
 * Sessions of launched pages. A page gets its session's bearer token only with the secret that the login page stored in
 * the same browser; otherwise an attacker could make another person's browser use the attacker's launch.
 */
public final class LtiSessions {

    private static final Logger log = LoggerFactory.getLogger(LtiSessions.class);

    private static final Duration LIFETIME = Duration.ofHours(8);

    private final SessionStore store;
    private final InstantSource clock;
    private final PeriodicTask deletions = new PeriodicTask();

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
                .filter(pending ->
                        pending.expiresAt().isAfter(now) && Tokens.equal(pending.secretHash(), Tokens.hash(secret)))
                .flatMap(pending -> {
                    Instant end = now.plus(LIFETIME);
                    return store.open(pending.stateHash(), id, end)
                            .filter(Boolean::booleanValue)
                            .map(done -> new OpenedSession(bearer, new LtiSession(id, pending.launch(), end)));
                });
    }

    /** @param bearer the token, which is not stored */
    public record OpenedSession(String bearer, LtiSession session) {}

    /** Deletes expired launches and sessions. */
    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void deleteExpired() {
        deletions.start(
                () -> store.deleteExpired(clock.instant()),
                e -> log.warn("LTI: expired sessions could not be deleted, trying again: {}", e.toString()));
    }

    /** The session of a bearer token; empty if there is none or it has expired. */
    public Mono<LtiSession> find(String bearer) {
        return store.find(Tokens.hash(bearer), clock.instant());
    }
}
