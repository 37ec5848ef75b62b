package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;

/** With a configured origin, so that both rules apply together. */
@TestPropertySource(properties = "playground.web.allowed-origins=https://course.example")
class EmbedOverHttpTest extends ServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/embed", "/embed/", "/embed/api/v1/catalog", "/embed/assets/none.js", "/embed/none"})
    void everySiteMayFramePagesBelowEmbed(String path) {
        var answer = client.gets(path);

        assertThat(answer.header("Content-Security-Policy")).isNotNull().doesNotContain("frame-ancestors");
    }

    @Test
    void thePageWithoutASlashRedirectsToItsFolder() {
        var answer = client.gets("/embed?x=1");

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("Location")).isEqualTo("embed/?x=1");
    }

    @Test
    void aSandboxedFrameCreatesAndPlaysAJob() {
        String body = "{'mode': 'live', " + ServerTest.XOR + "}";

        var asked = client.sends(
                "OPTIONS",
                "/embed/api/v1/jobs",
                null,
                "Origin",
                "null",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");
        var made = client.sends("POST", "/embed/api/v1/jobs", body, "Origin", "null");
        var job = made.json();
        var played = client.sends(
                "POST",
                "/embed/api/v1/jobs/" + job.get("id").stringValue() + "/play",
                "{}",
                "Origin",
                "null",
                "Authorization",
                "Bearer " + job.get("controlToken").stringValue());

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("null");
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("authorization", "content-type");
        assertThat(asked.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Access-Control-Allow-Origin")).isEqualTo("null");
        assertThat(made.header("Access-Control-Expose-Headers"))
                .contains("Location", "Retry-After", "Allow", "Preference-Applied");
        assertThat(made.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(played.status()).isEqualTo(200);
        assertThat(played.json().get("state").stringValue()).isEqualTo("running");
    }

    @Test
    void linksOfAJobAreBelowEmbedForAFrame() {
        var made = client.sends("POST", "/embed/api/v1/jobs", "{'mode': 'live', " + XOR + "}", "Origin", "null");
        String path = String.valueOf(made.header("Location"));

        var found = client.gets(path, "Origin", "null");
        var played = client.sends(
                "POST",
                path + "/play",
                null,
                "Authorization",
                "Bearer " + made.json().get("controlToken").stringValue());

        assertThat(path).startsWith("/embed/api/v1/jobs/");
        assertThat(found.status()).isEqualTo(200);
        for (var answer : List.of(made, found, played)) {
            assertThat(answer.json().get("links").values())
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(link.stringValue()).startsWith(path));
        }
        assertThat(client.gets(path.replace("/embed", ""))
                        .json()
                        .at("/links/self")
                        .stringValue())
                .startsWith("/api/");
    }

    @Test
    void callsFromAFrameHaveARequestId() {
        var answer = client.gets("/embed/api/v1/catalog", "X-Request-Id", "homework-8");

        assertThat(answer.header("X-Request-Id")).isEqualTo("homework-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%65mbed/api/v1/catalog", "/embed;x/%61pi/v1/catalog"})
    void encodedPathsBelowEmbedReachTheApi(String path) {
        var answer = client.gets(path, "Origin", "null");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("null");
    }

    @Test
    void aSandboxedFrameMayReadStreamsBelowEmbed() {
        var job = client.creates("{'mode': 'live', " + ServerTest.XOR + "}");

        try (var events = client.follows("/embed" + job.path() + "/events?maxRate=1", "Origin", "null")) {
            assertThat(events.status()).isEqualTo(200);
            var begin = events.until(event -> event.name().equals("job.frame"));
            assertThat(begin).hasSize(2);
            assertThat(begin.getFirst().data().at("/links/self").stringValue()).isEqualTo("/embed" + job.path());
        }
    }

    @Test
    void otherOriginsFollowTheGeneralRules() {
        var configured = client.gets("/embed/api/v1/catalog", "Origin", "https://course.example");
        var preflight = client.sends(
                "OPTIONS",
                "/embed/api/v1/jobs",
                null,
                "Origin",
                "https://course.example",
                "Access-Control-Request-Method",
                "POST");
        var other = client.gets("/embed/api/v1/catalog", "Origin", "https://evil.example");

        assertThat(configured.header("Access-Control-Allow-Origin")).isEqualTo("https://course.example");
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://course.example");
        assertThat(other.status()).isEqualTo(403);
    }

    @Test
    void theApiOutsideEmbedRefusesTheOpaqueOrigin() {
        var plain = client.gets("/api/v1/catalog", "Origin", "null");
        var preflight = client.sends(
                "OPTIONS", "/api/v1/jobs", null, "Origin", "null", "Access-Control-Request-Method", "POST");

        assertThat(plain.header("Access-Control-Allow-Origin")).isNull();
        assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embed/actuator/health", "/embed/swagger-ui.html", "/embed/embed/api/v1/catalog"})
    void onlyThePageAndTheApiAreServedBelowEmbed(String path) {
        var answer = client.gets(path, "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(404);
    }
}
