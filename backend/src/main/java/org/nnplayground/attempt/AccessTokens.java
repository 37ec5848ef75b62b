package org.nnplayground.attempt;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.PlatformClient;
import org.nnplayground.lti.ToolKeys;
import org.nnplayground.outbound.OutboundClient.Response;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens of platforms' services: the client credentials grant of OAuth 2.0 with a signed assertion (RFC 7523). A
 * token is kept until a minute before its end.
 */
final class AccessTokens {

    private static final Duration ASSERTION_LIFETIME = Duration.ofSeconds(60);
    private static final Duration RESERVE = Duration.ofSeconds(60);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** Statuses for a client or a scope that is not allowed (RFC 6749). */
    private static final Set<Integer> DENIALS = Set.of(400, 401, 403);

    private final PlatformClient client;
    private final ToolKeys keys;
    private final InstantSource clock;
    private final JsonMapper mapper = new JsonMapper();
    private final Map<Key, Mono<Token>> tokens = new ConcurrentHashMap<>();

    private record Key(String platform, String scope) {}

    private record Token(String text, Instant until) {

        @Override
        public String toString() {
            return "Token[until=" + until + "]";
        }
    }

    /** The platform issues no token. */
    static final class TokenRefusedException extends RuntimeException {

        private final boolean isDenied;

        TokenRefusedException(String reason, boolean denied) {
            super("no access token: " + reason, null, false, false);
            this.isDenied = denied;
        }

        /** Whether the platform does not allow this tool the scope; otherwise something is wrong. */
        boolean isDenied() {
            return isDenied;
        }
    }

    AccessTokens(PlatformClient client, ToolKeys keys, InstantSource clock) {
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    /** A token for a scope. Fails with {@link TokenRefusedException}, or if the platform does not answer. */
    Mono<String> of(Platform platform, String scope) {
        return tokens.computeIfAbsent(
                        new Key(platform.id(), scope),
                        key -> request(platform, scope)
                                .cacheInvalidateIf(token -> !clock.instant().isBefore(token.until())))
                .map(Token::text);
    }

    /** Drops a token that the platform does not accept. */
    void forget(Platform platform, String scope) {
        tokens.remove(new Key(platform.id(), scope));
    }

    private Mono<Token> request(Platform platform, String scope) {
        return Mono.defer(() -> keys.sign(assertion(platform)))
                .flatMap(assertion -> client.post(
                        platform.tokenUrl(),
                        FORM,
                        JSON,
                        null,
                        form(assertion, scope).getBytes(StandardCharsets.US_ASCII)))
                .map(this::token);
    }

    private Map<String, Object> assertion(Platform platform) {
        Instant now = clock.instant();
        return Map.of(
                "iss", platform.clientId(),
                "sub", platform.clientId(),
                "aud", platform.tokenAudience(),
                "iat", now.getEpochSecond(),
                "exp", now.plus(ASSERTION_LIFETIME).getEpochSecond(),
                "jti", UUID.randomUUID().toString());
    }

    private static String form(String assertion, String scope) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        fields.put("client_assertion", assertion);
        fields.put("scope", scope);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Token token(Response response) {
        if (response.status() != 200) {
            throw new TokenRefusedException("status " + response.status(), DENIALS.contains(response.status()));
        }
        JsonNode body;
        try {
            body = mapper.readTree(response.body());
        } catch (JacksonException e) {
            throw new TokenRefusedException("the response is not JSON", false);
        }
        String text = body.path("access_token").asString("");
        if (text.isEmpty()) {
            throw new TokenRefusedException("the response has no access_token", false);
        }
        long seconds = body.path("expires_in").asLong(0);
        return new Token(text, clock.instant().plusSeconds(seconds).minus(RESERVE));
    }
}
