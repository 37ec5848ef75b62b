package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nnplayground.web.lti.StrictPlatform.DEEP_LINKING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.lti.StrictPlatform.Login;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A teacher chooses content for a course. */
class DeepLinkingOverHttpTest extends LtiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String GRADED =
            "{'path': '/exercises/small-network', 'title': 'Small & <b>', 'mode': 'graded', 'attempts': 3, 'points': 6}";
    private static final String PRACTICE = "{'path': '/labs/hopfield', 'title': 'Hopfield', 'mode': 'practice'}";

    private String picker(boolean multiple, boolean lineItems) {
        Login login = platform.login("POST");
        return platform.session(login, platform.deepLinkingClaims(login, multiple, lineItems));
    }

    private Answer choose(String token, String items) {
        return client.sends("POST", "/lti/deep-links", "{'items': " + items + "}", "Authorization", "Bearer " + token);
    }

    private JsonNode chosen(String token, String items) {
        Answer answer = choose(token, items);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("action").stringValue()).isEqualTo(platform.address("/chosen?course=5"));
        return platform.chosen(answer.json().path("jwt").stringValue()).path(DEEP_LINKING + "content_items");
    }

    @Test
    void thePickerKnowsWhatItMayOffer() {
        String token = picker(true, false);

        JsonNode session = JSON.readTree(
                platform.get("/lti/session", "Authorization", "Bearer " + token).body());

        assertThat(session).isEqualTo(JSON.readTree("""
                {"kind": "picker", "role": "teacher", "language": null, "content": null,
                 "picker": {"multiple": true, "lineItems": false}}
                """));
    }

    @Test
    void aGradedExerciseDeclaresItsColumnInTheGradebook() {
        JsonNode item = chosen(picker(false, true), "[" + GRADED + "]").get(0);

        assertThat(item.path("title").stringValue()).isEqualTo("Small & <b>");
        assertThat(item.path("url").stringValue()).isEqualTo(StrictPlatform.TOOL + "/lti/launch");
        assertThat(item.path("custom")).isEqualTo(JSON.readTree("""
                {"content": "/exercises/small-network", "mode": "graded", "attempts": "3"}
                """));
        assertThat(item.path("lineItem").path("scoreMaximum").doubleValue()).isEqualTo(6);
        assertThat(item.path("lineItem").path("label").stringValue()).isEqualTo("Small & <b>");
    }

    @Test
    void noColumnIsDeclaredWhereThePlatformDoesNotAcceptOneOrNothingIsGraded() {
        JsonNode items = chosen(picker(true, false), "[" + GRADED + ", " + PRACTICE + "]");
        JsonNode practice = chosen(picker(true, true), "[" + PRACTICE + "]");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.get(0).has("lineItem")).isFalse();
        assertThat(practice.get(0).has("lineItem")).isFalse();
    }

    @Test
    void aTrainingGoalIsAPartOfTheLink() {
        String goal = "{'goals': [{'metric': 'testLoss', 'atMost': 0.05}], 'locks': ['data'],"
                + " 'spec': {'data': {'source': 'generated', 'generator': 'spiral', 'seed': 1}}}";
        String item = "{'path': '/#dataset=spiral', 'title': 'Spiral', 'mode': 'graded', 'attempts': 3, 'points': 1,"
                + " 'goal': %s}";

        JsonNode link =
                chosen(picker(true, true), "[" + item.formatted(goal) + "]").get(0);
        Answer invalid = choose(picker(true, true), "[" + item.formatted(goal.replace("atMost", "below")) + "]");

        assertThat(link.path("lineItem").path("scoreMaximum").doubleValue()).isEqualTo(1);
        JsonNode kept = JSON.readTree(link.path("custom").path("goal").stringValue());
        assertThat(kept.path("goals").path(0).path("atMost").doubleValue()).isEqualTo(0.05);
        assertThat(kept.path("spec").path("network").path("initializer").has("seed"))
                .isTrue();
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.json().path("errors").path(0).path("pointer").stringValue())
                .startsWith("/items/0/goal/goals/0");
    }

    @Test
    void cancellingReturnsNoItem() {
        assertThat(chosen(picker(false, true), "[]").size()).isZero();
    }

    @Test
    void severalItemsAreRefusedWhereThePlatformTakesOne() {
        assertThat(choose(picker(false, true), "[" + GRADED + ", " + PRACTICE + "]")
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}]",
                "7",
                "[{'path': '/admin/api-keys', 'title': 'x', 'mode': 'practice'}]",
                "[{'path': 'https://evil.example', 'title': 'x', 'mode': 'practice'}]",
                "[{'path': '/labs/hopfield', 'title': ' ', 'mode': 'practice'}]",
                "[{'path': '/labs/hopfield', 'title': 'x', 'mode': 'exam'}]",
                "[{'path': '/labs/hopfield', 'title': 'x', 'mode': 'graded', 'attempts': 3, 'points': 6}]",
                "[{'path': '/exercises/a', 'title': 'x', 'mode': 'graded', 'attempts': 0, 'points': 6}]",
                "[{'path': '/exercises/a', 'title': 'x', 'mode': 'graded', 'attempts': 21, 'points': 6}]",
                "[{'path': '/exercises/a', 'title': 'x', 'mode': 'graded', 'attempts': 3, 'points': 0}]"
            })
    void invalidItemsAreRefused(String items) {
        assertThat(choose(picker(true, true), items).status()).isEqualTo(422);
    }

    @Test
    void theSessionOfALinkCannotChooseContent() {
        Login login = platform.login("POST");
        String token = platform.session(login, platform.claims(login));

        assertThat(choose(token, "[]").status()).isEqualTo(409);
    }

    @Test
    void aRequestThatCannotBeAnsweredIsRefused() {
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("accept_types", List.of("file")),
                Map.of("deep_link_return_url", "javascript:alert(1)"),
                Map.of("deep_link_return_url", ""),
                Map.of("data", "x".repeat(8193)))) {
            Login login = platform.login("POST");
            Map<String, Object> claims = platform.deepLinkingClaims(login, true, true);
            Map<String, Object> settings = new HashMap<>(Map.of(
                    "accept_types", List.of("ltiResourceLink"),
                    "deep_link_return_url", platform.address("/chosen")));
            settings.putAll(change);
            claims.put(DEEP_LINKING + "deep_linking_settings", settings);

            assertThat(platform.launch(platform.sign(claims), login.state()).statusCode())
                    .as("%s", change.keySet())
                    .isEqualTo(400);
        }
    }
}
