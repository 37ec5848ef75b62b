package org.nnplayground.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates, verifies and revokes API keys: {@code nnp1_}, the id, {@code _}, and 32 random bytes in base64url. The
 * secret that signs a key's webhooks is derived from the server's secret and the key's id, so it is not stored either.
 */
public final class ApiKeys {

    private static final Pattern KEY = Pattern.compile("nnp1_([0-9a-f]{16})_[A-Za-z0-9_-]{43}");
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;
    private static final int MAX_CACHED = 10_000;
    private static final Duration CACHE_TIME = Duration.ofMinutes(10);

    private final ApiKeyStore store;
    private final ServerSecrets secrets;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** Owners by the hash of a recently verified key. */
    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(CACHE_TIME)
            .build();

    ApiKeys(ApiKeyStore store, ServerSecrets secrets, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A new key. Its text cannot be shown again.
     *
     * @param text the key itself
     * @param webhookSecret the secret that signs its webhooks: {@code whsec_} and 32 bytes in base64
     */
    public record Created(ApiKey key, String text, String webhookSecret) {

        @Override
        public String toString() {
            return "Created[" + key.id() + "]";
        }
    }

    /**
     * Creates a key for a client.
     *
     * @param owner 1 to 64 letters, digits, dots, underscores and hyphens
     */
    public Mono<Created> create(String owner) {
        if (!OWNER.matcher(owner).matches()) {
            return Mono.error(PlaygroundException.invalid("/owner", Message.of("key.owner")));
        }
        return Mono.defer(() -> {
            String id = HexFormat.of().formatHex(bytes(ID_BYTES));
            String text =
                    "nnp1_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
            var key = new ApiKey(id, owner, hash(text), clock.instant(), null);
            String webhookSecret = "whsec_" + Base64.getEncoder().encodeToString(secrets.hmac(webhookPurpose(id)));
            return store.insert(key).thenReturn(new Created(key, text, webhookSecret));
        });
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** All keys, the newest first. */
    public Flux<ApiKey> list() {
        return store.list();
    }

    /** Revokes a key; fails with {@code NOT_FOUND} if there never was one. */
    public Mono<Void> revoke(String id) {
        return store.revoke(id, clock.instant())
                .filter(found -> found)
                .switchIfEmpty(
                        Mono.error(() -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("key.unknown", id))))
                .then();
    }

    /** Verifies the text of a key; empty if it is not valid. */
    Mono<ApiKey> find(String text) {
        var parts = KEY.matcher(text);
        if (!parts.matches()) {
            return Mono.empty();
        }
        byte[] given = hash(text).getBytes(StandardCharsets.UTF_8);
        return store.find(parts.group(1))
                .filter(key -> MessageDigest.isEqual(key.hash().getBytes(StandardCharsets.UTF_8), given))
                .filter(key -> key.revokedAt() == null)
                .doOnNext(key -> known.put(key.hash(), key.owner()));
    }

    /** Whether a text has the format of a key. */
    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** The owner of a key that was verified at most ten minutes ago, without a store lookup. */
    Optional<String> cachedOwner(String text) {
        return Optional.ofNullable(known.getIfPresent(hash(text)));
    }

    /** The secrets that sign a key's webhooks; that of a previous server secret follows while it is valid. */
    public List<byte[]> webhookSecrets(String id) {
        return secrets.hmacs(webhookPurpose(id));
    }

    private static String webhookPurpose(String id) {
        return "webhook-secret/1:" + id;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
