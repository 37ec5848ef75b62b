package org.nnplayground.lti;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.DerivedKeys;
import org.nnplayground.lti.store.RegistrationStore;
import reactor.core.publisher.Mono;

/**
 * Begins logins that a platform initiates (OpenID Connect, third-party-initiated login).
 *
 * <p>Nothing is stored: the state is {@code platform.end.nonce.hash.frame.code}, the registration's id, the end of its
 * validity in seconds since 1970, the nonce, the SHA-256 of the browser's secret, the name of the platform's frame that
 * stores data in base64url, and an HMAC-SHA-256 of these in base64url under a key that is derived from the server's
 * secret. {@link Launches} accepts each state once.
 */
public final class Logins {

    static final Duration VALIDITY = Duration.ofMinutes(10);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int PARTS = 6;
    private static final int MAX_ISSUER = 255;
    private static final int MAX_TARGET = 2048;
    private static final int MAX_HINT = 8192;

    private final RegistrationStore registrations;
    private final LtiSettings settings;
    private final DerivedKeys keys;
    private final InstantSource clock;

    Logins(RegistrationStore registrations, LtiSettings settings, DerivedKeys keys, InstantSource clock) {
        this.registrations = registrations;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A login that continues in the browser.
     *
     * @param authorization the platform's address, with all parameters
     * @param secret that only this browser may keep
     * @param storageTarget name of the frame that stores data for tools; empty if the platform names none
     */
    public record Login(Platform platform, URI authorization, String state, String secret, String storageTarget) {}

    /** A state that this server made and that has not expired. */
    record State(String platformId, Instant expiresAt, String nonce, String secretHash, String storageTarget) {}

    /**
     * Begins a login.
     *
     * @param parameters that the platform sent
     * @return fails with {@link LaunchRefusedException} if a required one is missing, the registration is unknown or
     *     the target is on another server
     */
    public Mono<Login> begin(Map<String, String> parameters) {
        return Mono.defer(() -> {
            String issuer = required(parameters, "iss", MAX_ISSUER);
            String loginHint = required(parameters, "login_hint", MAX_HINT);
            String messageHint = optional(parameters, "lti_message_hint", MAX_HINT);
            String clientId = optional(parameters, "client_id", MAX_ISSUER);
            String target = required(parameters, "target_link_uri", MAX_TARGET);
            LaunchRefusedException.unless(settings.isOwn(target), "target_link_uri is not on this server");
            return registrations
                    .findByIssuer(issuer)
                    .filter(platform -> clientId == null || platform.clientId().equals(clientId))
                    .collectList()
                    .map(found -> {
                        LaunchRefusedException.unless(
                                found.size() == 1,
                                found.isEmpty()
                                        ? "this platform is not registered: iss or client_id is unknown"
                                        : "client_id is required, because this issuer has several registrations");
                        return login(
                                found.getFirst(),
                                loginHint,
                                messageHint,
                                Objects.requireNonNullElse(optional(parameters, "lti_storage_target", MAX_ISSUER), ""));
                    });
        });
    }

    private Login login(Platform platform, String loginHint, @Nullable String messageHint, String storageTarget) {
        String secret = Tokens.random();
        String nonce = Tokens.random();
        long end = clock.instant().plus(VALIDITY).getEpochSecond();
        String frame = BASE64.encodeToString(storageTarget.getBytes(StandardCharsets.UTF_8));
        String content = String.join(".", platform.id(), Long.toString(end), nonce, Tokens.hash(secret), frame);
        String state = content + "." + code(keys.of("lti-state/1").getFirst(), content);

        Map<String, String> query = new LinkedHashMap<>();
        query.put("scope", "openid");
        query.put("response_type", "id_token");
        query.put("response_mode", "form_post");
        query.put("prompt", "none");
        query.put("client_id", platform.clientId());
        query.put("redirect_uri", settings.addressOf("/lti/launch").toString());
        query.put("login_hint", loginHint);
        if (messageHint != null) {
            query.put("lti_message_hint", messageHint);
        }
        query.put("state", state);
        query.put("nonce", nonce);
        String joiner = platform.authorizationUrl().getRawQuery() == null ? "?" : "&";
        URI authorization = URI.create(platform.authorizationUrl() + joiner + query(query));
        return new Login(platform, authorization, state, secret, storageTarget);
    }

    /** Parameters as a query, with spaces as %20. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    /** @throws LaunchRefusedException if this server did not make the state or it has expired */
    State read(String state) {
        String[] parts = state.split("\\.", -1);
        LaunchRefusedException.unless(parts.length == PARTS, "the state is not from this server");
        String content = state.substring(0, state.lastIndexOf('.'));
        boolean isOwn = false;
        for (byte[] key : keys.of("lti-state/1")) {
            isOwn |= Tokens.equal(code(key, content), parts[5]);
        }
        LaunchRefusedException.unless(isOwn, "the state is not from this server");
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        LaunchRefusedException.unless(end.isAfter(clock.instant()), "the login took longer than 10 minutes");
        String frame = new String(Base64.getUrlDecoder().decode(parts[4]), StandardCharsets.UTF_8);
        return new State(parts[0], end, parts[2], parts[3], frame);
    }

    private static String code(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String required(Map<String, String> parameters, String name, int maxLength) {
        String value = optional(parameters, name, maxLength);
        if (value == null) {
            throw new LaunchRefusedException(name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(Map<String, String> parameters, String name, int maxLength) {
        String value = parameters.get(name);
        LaunchRefusedException.unless(
                value == null || value.length() <= maxLength, name + " is longer than " + maxLength + " characters");
        return value == null || value.isEmpty() ? null : value;
    }
}
