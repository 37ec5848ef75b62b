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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The token service and the grade service of a platform, stricter than real ones, and with failures on demand. What is
 * not exactly as the specifications demand is a violation; {@link #assertNoViolations} throws them.
 */
public final class StrictScoreService {

    public static final String SCOPES = "https://purl.imsglobal.org/spec/lti-ags/scope/";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final String address;
    private final String clientId;
    private final Supplier<String> toolKeys;
    private final List<Throwable> violations = new ArrayList<>();
    private final Set<String> assertions = new HashSet<>();
    private final Map<String, String> scopeOfToken = new HashMap<>();
    private final Map<String, Instant> lastTimestamp = new HashMap<>();
    private final Map<String, Received> shown = new LinkedHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private int tokens;
    private boolean isDown;
    private boolean isLate;

    /** A score as it came. */
    public record Received(String user, int given, int maximum, Instant timestamp, Instant submittedAt) {

        /** Points in words. */
        public String points() {
            return given + "/" + maximum;
        }
    }

    /**
     * How the service answers the next score.
     *
     * @param status 0 for none: the connection is closed
     * @param takes whether the platform shows the score from now on
     */
    private record Reply(
            int status, boolean takes, @Nullable String retryAfter) {}

    /**
     * @param server to which the services are added, below {@code address}
     * @param toolKeys the tool's public keys
     */
    public StrictScoreService(HttpServer server, String address, String clientId, Supplier<String> toolKeys) {
        this.address = address;
        this.clientId = clientId;
        this.toolKeys = toolKeys;
        server.createContext("/token", call -> checked(call, this::token));
        server.createContext("/course/lineitem/scores", call -> checked(call, this::score));
        server.createContext("/course/lineitem/results", call -> checked(call, this::results));
    }

    /** The line item of the activity, with a query as Moodle's. */
    public String lineItem() {
        return address + "/course/lineitem?type_id=1";
    }

    /** Answers one of the next scores, in order, with a status, and does not take it. */
    public synchronized void refuses(int status) {
        replies.add(new Reply(status, false, null));
    }

    public synchronized void refuses(int status, String retryAfter) {
        replies.add(new Reply(status, false, retryAfter));
    }

    /** Gives no answer to one of the next scores, in order. */
    public synchronized void doesNotAnswer(boolean takes) {
        replies.add(new Reply(0, takes, null));
    }

    /** Issues no token, until it is up again. */
    public synchronized void isDown(boolean down) {
        isDown = down;
    }

    /** Gives no answer to scores, which it takes, until {@link #answersLate} says so. */
    public synchronized void waits() {
        isLate = true;
    }

    /** Gives the answers that are late. */
    public synchronized void answersLate() {
        isLate = false;
        notifyAll();
    }

    /** All tokens become invalid. */
    public synchronized void revokeTokens() {
        scopeOfToken.clear();
    }

    /** All scores that came with a valid token, whatever the answer was. */
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /** The points that the platform shows for a user; null if none. */
    public synchronized @Nullable String shown(String user) {
        Received score = shown.get(user);
        return score == null ? null : score.points();
    }

    /** Number of tokens issued. */
    public synchronized int tokens() {
        return tokens;
    }

    public synchronized void assertNoViolations() {
        assertThat(violations).isEmpty();
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange call) throws IOException, ParseException, JOSEException;
    }

    private synchronized void checked(HttpExchange call, Handler handler) throws IOException {
        try (call) {
            handler.handle(call);
        } catch (AssertionError | RuntimeException | ParseException | JOSEException e) {
            violations.add(e);
            call.sendResponseHeaders(500, -1);
        }
    }

    private void token(HttpExchange call) throws IOException, ParseException, JOSEException {
        assertThat(call.getRequestMethod()).isEqualTo("POST");
        assertThat(call.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(call.getRequestHeaders().getFirst("Authorization")).isNull();
        if (isDown) {
            call.sendResponseHeaders(503, -1);
            return;
        }
        Map<String, String> form = parameters(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(form.keySet())
                .containsExactlyInAnyOrder("grant_type", "client_assertion_type", "client_assertion", "scope");
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        String scope = form.getOrDefault("scope", "");
        assertThat(scope).isIn(SCOPES + "score", SCOPES + "result.readonly");
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

    private boolean isAuthorized(HttpExchange call, String scope) {
        String header = String.valueOf(call.getRequestHeaders().getFirst("Authorization"));
        return (SCOPES + scope).equals(scopeOfToken.get(header.replaceFirst("^Bearer ", "")));
    }

    private void score(HttpExchange call) throws IOException {
        assertThat(call.getRequestMethod()).isEqualTo("POST");
        assertThat(call.getRequestURI().toString()).isEqualTo("/course/lineitem/scores?type_id=1");
        assertThat(call.getRequestHeaders().getFirst("Content-Type"))
                .isEqualTo("application/vnd.ims.lis.v1.score+json");
        if (!isAuthorized(call, "score")) {
            answer(call, 401, Map.of());
            return;
        }
        JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder(
                        "userId",
                        "scoreGiven",
                        "scoreMaximum",
                        "timestamp",
                        "activityProgress",
                        "gradingProgress",
                        "submission");
        assertThat(body.path("activityProgress").stringValue(null)).isEqualTo("Completed");
        assertThat(body.path("gradingProgress").stringValue(null)).isEqualTo("FullyGraded");
        JsonNode submission = body.path("submission");
        for (JsonNode time :
                List.of(body.path("timestamp"), submission.path("startedAt"), submission.path("submittedAt"))) {
            assertThat(time.stringValue("")).matches(TIME);
        }
        var score = new Received(
                body.path("userId").stringValue(""),
                body.path("scoreGiven").intValue(),
                body.path("scoreMaximum").intValue(),
                Instant.parse(body.path("timestamp").stringValue("")),
                Instant.parse(submission.path("submittedAt").stringValue("")));
        assertThat(score.given()).isBetween(0, score.maximum());
        assertThat(score.submittedAt()).isBeforeOrEqualTo(score.timestamp());
        Instant last = lastTimestamp.put(score.user(), score.timestamp());
        assertThat(last == null || Duration.between(last, score.timestamp()).toMillis() >= 2_000)
                .as("%s is at least 2 s after %s", score.timestamp(), last)
                .isTrue();
        received.add(score);
        Reply reply = replies.isEmpty() ? new Reply(200, true, null) : replies.remove();
        if (reply.takes()) {
            shown.put(score.user(), score);
        }
        while (isLate) {
            try {
                wait(); // gives up the monitor
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (reply.retryAfter() != null) {
            call.getResponseHeaders().set("Retry-After", reply.retryAfter());
        }
        if (reply.status() != 0) {
            call.sendResponseHeaders(reply.status(), -1);
        }
    }

    private void results(HttpExchange call) throws IOException {
        assertThat(call.getRequestMethod()).isEqualTo("GET");
        assertThat(call.getRequestHeaders().getFirst("Accept"))
                .isEqualTo("application/vnd.ims.lis.v2.resultcontainer+json");
        assertThat(isAuthorized(call, "result.readonly")).isTrue();
        Map<String, String> query = parameters(call.getRequestURI().getRawQuery());
        assertThat(query).containsEntry("type_id", "1").hasSize(2);
        Received score = shown.get(query.get("user_id"));
        // Scaled to the maximum of the column, and rounded.
        answer(
                call,
                200,
                score == null
                        ? List.of()
                        : List.of(Map.of(
                                "userId",
                                score.user(),
                                "resultScore",
                                Math.round(1000.0 * score.given() / score.maximum()) / 10.0,
                                "resultMaximum",
                                100)));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            assertThat(parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
                    .as("second value of %s", parts[0])
                    .isNull();
        }
        return parameters;
    }

    private static void answer(HttpExchange call, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }
}
