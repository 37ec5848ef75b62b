package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The grade service of a platform, stricter than real ones, and with failures on demand. What is not exactly as the
 * specifications demand is a violation, which its {@link StrictTokens} collect.
 */
public final class StrictScoreService {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final StrictTokens tokens;
    private final Map<String, Instant> lastTimestamp = new HashMap<>();
    private final Map<String, Received> shown = new LinkedHashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();
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

    /** @param server to which the service is added, below the address of the token service */
    public StrictScoreService(HttpServer server, StrictTokens tokens) {
        this.tokens = tokens;
        tokens.serves(server, "/course/lineitem/scores", this::score);
        tokens.serves(server, "/course/lineitem/results", this::results);
    }

    /** The line item of the activity, with a query as Moodle's. */
    public String lineItem() {
        return tokens.address() + "/course/lineitem?type_id=1";
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

    /** Gives no answer to scores, which it takes, until {@link #answersLate} says so. */
    public synchronized void waits() {
        isLate = true;
    }

    /** Gives the answers that are late. */
    public synchronized void answersLate() {
        isLate = false;
        notifyAll();
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

    private synchronized void score(HttpExchange call) throws IOException {
        assertThat(call.getRequestMethod()).isEqualTo("POST");
        assertThat(call.getRequestURI().toString()).isEqualTo("/course/lineitem/scores?type_id=1");
        assertThat(call.getRequestHeaders().getFirst("Content-Type"))
                .isEqualTo("application/vnd.ims.lis.v1.score+json");
        if (!tokens.isAuthorized(call, StrictTokens.SCORE)) {
            StrictTokens.answer(call, 401, Map.of());
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

    private synchronized void results(HttpExchange call) throws IOException {
        assertThat(call.getRequestMethod()).isEqualTo("GET");
        assertThat(call.getRequestHeaders().getFirst("Accept"))
                .isEqualTo("application/vnd.ims.lis.v2.resultcontainer+json");
        assertThat(tokens.isAuthorized(call, StrictTokens.RESULTS)).isTrue();
        Map<String, String> query = StrictTokens.parameters(call.getRequestURI().getRawQuery());
        assertThat(query).containsEntry("type_id", "1").hasSize(2);
        Received score = shown.get(query.get("user_id"));
        // Scaled to the maximum of the column, and rounded.
        StrictTokens.answer(
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
}
