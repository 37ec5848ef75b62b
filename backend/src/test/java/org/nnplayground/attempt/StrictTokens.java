package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token service of a platform, stricter than real ones. What is not exactly as the specifications demand is a
 * violation, here and in the services that take its tokens; {@link #assertNoViolations} throws them.
 */
public final class StrictTokens {

    public static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    public static final String RESULTS = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
    public static final String MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    private static final JsonMapper JSON = new JsonMapper();

    private final String address;
    private final String clientId;
    private final Supplier<String> toolKeys;
    private final Set<String> asked;
    private final List<Throwable> violations = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> assertions = new HashSet<>();
    private final Map<String, String> scopeOfToken = new HashMap<>();
    private int tokens;
    private int failure;

    /**
     * @param server to which the service is added, below {@code address}
     * @param toolKeys the tool's public keys
     * @param asked the scopes for which the tool may ask
     */
    public StrictTokens(
            HttpServer server, String address, String clientId, Supplier<String> toolKeys, Set<String> asked) {
        this.address = address;
        this.clientId = clientId;
        this.toolKeys = toolKeys;
        this.asked = Set.copyOf(asked);
        serves(server, "/token", this::token);
    }

    String address() {
        return address;
    }

    /** Answers requests for tokens with a status; 0 to issue tokens again. */
    public synchronized void refuses(int status) {
        failure = status;
    }

    /** All tokens become invalid. */
    public synchronized void revoke() {
        scopeOfToken.clear();
    }

    /** Number of tokens issued. */
    public synchronized int issued() {
        return tokens;
    }

    public void assertNoViolations() {
        assertThat(violations).isEmpty();
    }

    @FunctionalInterface
    interface Handler {
        void handle(HttpExchange call) throws IOException, ParseException, JOSEException;
    }

    /** Adds a path; an assertion that fails is a violation. */
    void serves(HttpServer server, String path, Handler handler) {
        server.createContext(path, call -> checked(call, handler));
    }

    private void checked(HttpExchange call, Handler handler) throws IOException {
        try (call) {
            handler.handle(call);
        } catch (AssertionError | RuntimeException | ParseException | JOSEException e) {
            violations.add(e);
            call.sendResponseHeaders(500, -1);
        }
    }

    private synchronized void token(HttpExchange call) throws IOException, ParseException, JOSEException {
        assertThat(call.getRequestMethod()).isEqualTo("POST");
        assertThat(call.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(call.getRequestHeaders().getFirst("Authorization")).isNull();
        if (failure != 0) {
            call.sendResponseHeaders(failure, -1);
            return;
        }
        Map<String, String> form = parameters(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(form.keySet())
                .containsExactlyInAnyOrder("grant_type", "client_assertion_type", "client_assertion", "scope");
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        String scope = form.getOrDefault("scope", "");
        assertThat(scope).isIn(asked);
        check(SignedJWT.parse(form.getOrDefault("client_assertion", "")));
        String token = "token-" + ++tokens;
        scopeOfToken.put(token, scope);
        answer(call, 200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600, "scope", scope));
    }

    private void check(SignedJWT assertion) throws ParseException, JOSEException {
        var header = assertion.getHeader();
        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        var key = JWKSet.parse(toolKeys.get()).getKeyByKeyId(header.getKeyID()).toRSAKey();
        assertThat(assertion.verify(new RSASSAVerifier(key))).isTrue();
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(clientId);
        assertThat(claims.getSubject()).isEqualTo(clientId);
        assertThat(assertion.getPayload().toJSONObject().get("aud")).isEqualTo(address + "/audience");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(assertions.add(claims.getJWTID())).as("jti is fresh").isTrue();
    }

    /** Whether a request has a valid token of a scope. */
    synchronized boolean isAuthorized(HttpExchange call, String scope) {
        String header = String.valueOf(call.getRequestHeaders().getFirst("Authorization"));
        assertThat(header).startsWith("Bearer ");
        return scope.equals(scopeOfToken.get(header.substring("Bearer ".length())));
    }

    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            assertThat(parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
                    .as("second value of %s", parts[0])
                    .isNull();
        }
        return parameters;
    }

    static void answer(HttpExchange call, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }
}
