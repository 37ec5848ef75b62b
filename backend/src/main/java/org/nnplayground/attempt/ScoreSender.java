package org.nnplayground.attempt;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.PlatformClient;
import org.nnplayground.lti.Registrations;
import org.nnplayground.outbound.OutboundClient.Response;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests of Assignment and Grade Services 2.0: sends a score, and reads the score that the platform shows. */
final class ScoreSender {

    private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
    private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

    /** Platforms round results to two or more decimals. */
    private static final double TOLERANCE = 0.005;

    /** ISO 8601 with milliseconds and zone, which some platforms require. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final PlatformClient client;
    private final AccessTokens tokens;
    private final JsonMapper mapper = new JsonMapper();

    ScoreSender(PlatformClient client, AccessTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    /** An access token for sending scores. */
    Mono<String> token(Platform platform) {
        return tokens.of(platform, Registrations.SCORE_SCOPE);
    }

    /** Gets another token for the next score, because the platform did not accept the present one. */
    void forgetToken(Platform platform) {
        tokens.forget(platform, Registrations.SCORE_SCOPE);
    }

    /**
     * Sends a score.
     *
     * @param claimed with a timestamp
     * @return the response, whatever its status; fails if there is none
     */
    Mono<Response> send(ScoreDelivery claimed, String token) {
        URI scores = below(claimed.score().lineItem(), "/scores", "");
        return client.post(scores, SCORE, "*/*", token, mapper.writeValueAsBytes(body(claimed)));
    }

    private static Map<String, Object> body(ScoreDelivery claimed) {
        Score score = claimed.score();
        var body = new LinkedHashMap<String, Object>();
        body.put("userId", score.student().subject());
        body.put("scoreGiven", score.points());
        body.put("scoreMaximum", score.maxPoints());
        body.put("timestamp", TIME.format(Objects.requireNonNull(claimed.timestamp())));
        body.put("activityProgress", "Completed");
        body.put("gradingProgress", "FullyGraded");
        body.put("submission", Map.of("startedAt", time(score.startedAt()), "submittedAt", time(score.submittedAt())));
        return body;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Whether the platform shows a score already; false if that cannot be found out. */
    Mono<Boolean> isShown(Score score, Platform platform) {
        String user = "user_id=" + URLEncoder.encode(score.student().subject(), StandardCharsets.UTF_8);
        return tokens.of(platform, Registrations.RESULT_SCOPE)
                .flatMap(token -> client.get(below(score.lineItem(), "/results", user), RESULTS, token))
                .map(response -> response.status() == 200 && shows(response.body(), score))
                .onErrorReturn(false);
    }

    private boolean shows(byte[] results, Score score) {
        JsonNode all;
        try {
            all = mapper.readTree(results);
        } catch (JacksonException e) {
            return false;
        }
        for (JsonNode result : all) {
            double maximum = result.path("resultMaximum").asDouble(0);
            double shown = result.path("resultScore").asDouble(Double.NaN) / maximum;
            double expected = (double) score.points() / score.maxPoints();
            if (result.path("userId").asString("").equals(score.student().subject())
                    && Math.abs(shown - expected) <= TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    /**
     * A service of a line item: the end of the path goes before the query. Moodle's line items have a query.
     *
     * @param parameter of the query, in addition; empty for none
     */
    private static URI below(URI lineItem, String end, String parameter) {
        String[] parts = lineItem.toString().split("\\?", 2);
        String query = parts.length == 1 ? "" : parts[1];
        String all = query.isEmpty() || parameter.isEmpty() ? query + parameter : query + "&" + parameter;
        return URI.create(parts[0].replaceFirst("/$", "") + end + (all.isEmpty() ? "" : "?" + all));
    }
}
