package org.nnplayground.lti;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nnplayground.access.DerivedKeys;
import org.nnplayground.lti.store.ToolKey;
import org.nnplayground.lti.store.ToolKeyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tool's RSA keys. A key signs from {@link #PUBLISHED_BEFORE} after its creation, so that platforms that cache the
 * public keys know it, until a newer one does; it stays public for {@link #PUBLISHED_AFTER} after that.
 */
public final class ToolKeys {

    static final Duration LIFETIME = Duration.ofDays(90);
    static final Duration PUBLISHED_BEFORE = Duration.ofDays(2);
    static final Duration PUBLISHED_AFTER = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(ToolKeys.class);
    private static final int BITS = 2048;

    /** How long a process keeps the keys that it has read. */
    private static final Duration CACHE = Duration.ofMinutes(1);

    /** @param createdAt when the key became public */
    private record Pair(RSAKey key, Instant createdAt) {}

    private final ToolKeyStore store;
    private final DerivedKeys secrets;
    private final InstantSource clock;
    private final JsonMapper mapper = new JsonMapper();
    private final Mono<List<Pair>> keys;

    ToolKeys(ToolKeyStore store, DerivedKeys secrets, InstantSource clock) {
        this(store, secrets, clock, CACHE);
    }

    ToolKeys(ToolKeyStore store, DerivedKeys secrets, InstantSource clock, Duration cache) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
        Mono<List<Pair>> present = Mono.defer(this::rotated);
        this.keys = cache.isZero()
                ? present
                : present.cacheInvalidateWhen(read -> Mono.delay(cache).then());
    }

    /**
     * Signs claims with RS256.
     *
     * @return a JWT in compact form, with {@code kid} and {@code typ} in its header
     */
    public Mono<String> sign(Map<String, Object> claims) {
        return keys.map(all -> {
            RSAKey key = signing(all);
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .type(JOSEObjectType.JWT)
                    .build();
            var jwt = new JWSObject(header, new Payload(mapper.writeValueAsString(claims)));
            try {
                jwt.sign(new RSASSASigner(key));
            } catch (JOSEException e) {
                throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
            }
            return jwt.serialize();
        });
    }

    /** The public keys, as a JSON Web Key Set. */
    public Mono<String> publicKeys() {
        return keys.map(all -> new JWKSet(all.stream().<JWK>map(Pair::key).toList())
                .toPublicJWKSet()
                .toString());
    }

    /** The newest key that has been public for long enough, else the oldest. */
    private RSAKey signing(List<Pair> all) {
        Instant time = clock.instant().minus(PUBLISHED_BEFORE);
        return all.stream()
                .filter(pair -> !pair.createdAt().isAfter(time))
                .reduce((older, newer) -> newer)
                .orElse(all.getFirst())
                .key();
    }

    /** The stored keys, after creating one if the newest is too old and deleting those that are no longer needed. */
    private Mono<List<Pair>> rotated() {
        Instant now = clock.instant();
        return store.findAll().collectList().flatMap(stored -> {
            var readable = new ArrayList<Pair>();
            Mono<Void> deletions = Mono.empty();
            for (int i = 0; i < stored.size(); i++) {
                boolean replaced = i + 1 < stored.size()
                        && stored.get(i + 1)
                                .createdAt()
                                .plus(PUBLISHED_BEFORE)
                                .plus(PUBLISHED_AFTER)
                                .isBefore(now);
                if (replaced) {
                    deletions = deletions.then(store.delete(stored.get(i).id()));
                } else {
                    readable.addAll(read(stored.get(i)));
                }
            }
            boolean isCurrent = !readable.isEmpty()
                    && readable.getLast().createdAt().plus(LIFETIME).isAfter(now);
            return deletions.then(isCurrent ? Mono.just(readable) : withNew(readable, now));
        });
    }

    private Mono<List<Pair>> withNew(List<Pair> older, Instant now) {
        return Mono.fromCallable(() -> new RSAKeyGenerator(BITS)
                        .keyID(UUID.randomUUID().toString())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .generate())
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(key -> {
                    older.add(new Pair(key, now));
                    log.info("LTI: created key {}", key.getKeyID());
                    return store.insert(new ToolKey(key.getKeyID(), encrypted(key), now))
                            .thenReturn(older);
                });
    }

    private String encrypted(RSAKey key) {
        var encrypted = new JWEObject(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(key.toJSONString()));
        try {
            encrypted.encrypt(new DirectEncrypter(secrets.of("lti-keys/1").getFirst()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot encrypt key " + key.getKeyID(), e);
        }
        return encrypted.serialize();
    }

    /** The key; nothing if it was encrypted under a secret that is no longer valid. */
    private List<Pair> read(ToolKey stored) {
        for (byte[] secret : secrets.of("lti-keys/1")) {
            try {
                JWEObject encrypted = JWEObject.parse(stored.encrypted());
                encrypted.decrypt(new DirectDecrypter(secret));
                return List.of(new Pair(RSAKey.parse(encrypted.getPayload().toString()), stored.createdAt()));
            } catch (JOSEException | ParseException e) {
                log.debug("LTI: key {} cannot be read with this secret", stored.id());
            }
        }
        log.warn("LTI: key {} was encrypted under another secret and is not used", stored.id());
        return List.of();
    }
}
