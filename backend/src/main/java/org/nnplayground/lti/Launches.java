package org.nnplayground.lti;

import java.time.Instant;
import java.time.InstantSource;
import org.nnplayground.lti.store.RegistrationStore;
import org.nnplayground.lti.store.SessionStore;
import org.nnplayground.lti.store.SessionStore.PendingLaunch;
import reactor.core.publisher.Mono;

/** Accepts the launches that follow a login. */
public final class Launches {

    /** Platforms make a deployment for each course or school, without asking this server's operator. */
    private static final int MAX_DEPLOYMENTS = 10_000;

    private final Logins logins;
    private final IdTokens tokens;
    private final RegistrationStore registrations;
    private final SessionStore sessions;
    private final InstantSource clock;

    Launches(
            Logins logins,
            IdTokens tokens,
            RegistrationStore registrations,
            SessionStore sessions,
            InstantSource clock) {
        this.logins = logins;
        this.tokens = tokens;
        this.registrations = registrations;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * An accepted launch.
     *
     * @param platform whose page may store data for the tool
     * @param storageTarget name of the frame that does; empty if the platform names none
     */
    public record Accepted(Platform platform, String storageTarget) {}

    /**
     * Accepts a launch, which stays pending until its browser opens a session.
     *
     * @return fails with {@link LaunchRefusedException}
     */
    public Mono<Accepted> accept(String token, String state) {
        return Mono.defer(() -> {
            Logins.State known = logins.read(state);
            return registrations
                    .find(known.platformId())
                    .switchIfEmpty(refusal("the registration was removed"))
                    .flatMap(platform -> tokens.verify(token, platform, known.nonce())
                            .delayUntil(launch -> admitDeployment(platform, launch.deploymentId()))
                            .flatMap(launch -> sessions.insert(new PendingLaunch(
                                    Tokens.hash(state), known.secretHash(), launch, known.expiresAt())))
                            .filter(Boolean::booleanValue)
                            .switchIfEmpty(refusal("this login was used before"))
                            .thenReturn(new Accepted(platform, known.storageTarget())));
        });
    }

    /** A deployment may be new, but not one of another registration at the same issuer. */
    private Mono<Void> admitDeployment(Platform platform, String deployment) {
        Instant now = clock.instant();
        return registrations
                .findByDeployment(platform.issuer(), deployment)
                .collectList()
                .flatMap(owners -> {
                    if (owners.contains(platform.id())) {
                        return Mono.empty();
                    }
                    return owners.isEmpty()
                            ? registrations
                                    .countDeployments(platform.id())
                                    .filter(count -> count < MAX_DEPLOYMENTS)
                                    .switchIfEmpty(refusal("this registration has too many deployments"))
                                    .flatMap(count -> registrations.insertDeployment(platform.id(), deployment, now))
                            : refusal("deployment_id belongs to another registration");
                });
    }

    private static <T> Mono<T> refusal(String reason) {
        return Mono.error(() -> new LaunchRefusedException(reason));
    }
}
