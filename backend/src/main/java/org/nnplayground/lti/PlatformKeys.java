package org.nnplayground.lti;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The public keys of platforms, fetched when needed and cached in this process. */
final class PlatformKeys {

    private static final Logger log = LoggerFactory.getLogger(PlatformKeys.class);

    /** Age at which keys are fetched again, so that a key which the platform has withdrawn is no longer accepted. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    /** Minimum time between two fetches from a platform, also after a failed one and for unknown key ids. */
    private static final Duration MIN_AGE = Duration.ofMinutes(1);

    private static final int MIN_BITS = 2048;
    private static final int MAX_PLATFORMS = 1000;

    /** One fetch. The last good keys are kept when it fails. */
    private record Fetch(Instant at, Mono<JWKSet> keys) {}

    private final PlatformClient client;
    private final InstantSource clock;
    private final Cache<String, Fetch> fetches =
            Caffeine.newBuilder().maximumSize(MAX_PLATFORMS).build();
    private final Cache<String, JWKSet> good =
            Caffeine.newBuilder().maximumSize(MAX_PLATFORMS).build();

    PlatformKeys(PlatformClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The platform's RSA key with this id; empty if it has none. */
    Mono<RSAPublicKey> find(Platform platform, String keyId) {
        return Mono.defer(() -> key(fetchIfOlder(platform, MAX_AGE), keyId))
                .switchIfEmpty(Mono.defer(() -> key(fetchIfOlder(platform, MIN_AGE), keyId)));
    }

    private Fetch fetchIfOlder(Platform platform, Duration age) {
        Instant now = clock.instant();
        return fetches.asMap()
                .compute(
                        platform.id(),
                        (id, last) -> last == null || !last.at().plus(age).isAfter(now)
                                ? new Fetch(now, fetch(platform).cache())
                                : last);
    }

    private Mono<JWKSet> fetch(Platform platform) {
        return client.get(platform.jwksUrl(), "application/json", null)
                .map(response -> {
                    try {
                        return JWKSet.parse(new String(response.body(), StandardCharsets.UTF_8));
                    } catch (ParseException e) {
                        throw new IllegalArgumentException("status " + response.status() + " without a key set", e);
                    }
                })
                .doOnNext(keys -> good.put(platform.id(), keys))
                .onErrorResume(e -> {
                    log.warn(
                            "LTI: the keys of platform {} cannot be fetched from {}, trying again after a minute: {}",
                            platform.id(),
                            platform.jwksUrl(),
                            e.toString());
                    return Mono.just(Optional.ofNullable(good.getIfPresent(platform.id()))
                            .orElseGet(JWKSet::new));
                });
    }

    private static Mono<RSAPublicKey> key(Fetch fetch, String keyId) {
        return fetch.keys().mapNotNull(keys -> publicKey(keys.getKeyByKeyId(keyId)));
    }

    private static @Nullable RSAPublicKey publicKey(@Nullable JWK key) {
        if (!(key instanceof RSAKey rsa)
                || KeyUse.ENCRYPTION.equals(rsa.getKeyUse())
                || rsa.toPublicJWK().size() < MIN_BITS) {
            return null;
        }
        try {
            return rsa.toRSAPublicKey();
        } catch (JOSEException e) {
            return null;
        }
    }
}
