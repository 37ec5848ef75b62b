package org.nnplayground.lti.store;

import java.time.Instant;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiSession;
import reactor.core.publisher.Mono;

/** Stores verified launches, and the sessions that their browsers open. */
public interface SessionStore {

    /**
     * A verified launch whose browser has not proved yet that it began the launch.
     *
     * @param stateHash SHA-256 of the login's state, in hexadecimal
     * @param secretHash SHA-256 of the browser's secret, in hexadecimal
     */
    record PendingLaunch(String stateHash, String secretHash, Launch launch, Instant expiresAt) {}

    /** Stores a launch; false if there was one with the same state. */
    Mono<Boolean> insert(PendingLaunch launch);

    /** A launch for which there is no session yet. */
    Mono<PendingLaunch> findPending(String stateHash);

    /** Makes a pending launch a session; false if it is one already. */
    Mono<Boolean> open(String stateHash, String sessionId, Instant expiresAt);

    /** A session that has not expired. */
    Mono<LtiSession> find(String sessionId, Instant now);

    Mono<Void> deleteExpired(Instant now);

    Mono<Void> deletePlatform(String platformId);
}
