package org.nnplayground.lti.store;

import java.time.Instant;
import org.nnplayground.lti.Platform;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores registrations with their deployments, and invites to register. */
public interface RegistrationStore {

    /** Stores a registration; false if there is one with its issuer and client id. */
    Mono<Boolean> insert(Platform platform);

    Mono<Platform> find(String id);

    /** All registrations, the oldest first. */
    Flux<Platform> findAll();

    Flux<Platform> findByIssuer(String issuer);

    /** Deletes a registration with its deployments; false if there is none. */
    Mono<Boolean> delete(String id);

    /** Ids of the issuer's registrations that have the deployment. */
    Flux<String> findByDeployment(String issuer, String deploymentId);

    Mono<Long> countDeployments(String platformId);

    /** Stores a deployment; one that is stored already stays. */
    Mono<Void> insertDeployment(String platformId, String deploymentId, Instant at);

    /** @param hash SHA-256 of the invite, in hexadecimal */
    Mono<Void> insertInvite(String hash, Instant expiresAt);

    /** Whether an invite exists and has not expired. */
    Mono<Boolean> hasInvite(String hash, Instant now);

    /** Deletes an invite; false if it did not exist. */
    Mono<Boolean> deleteInvite(String hash);

    Mono<Void> deleteExpiredInvites(Instant now);
}
