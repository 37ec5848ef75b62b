package org.nnplayground.web.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.nnplayground.attempt.StrictScoreService;
import org.nnplayground.attempt.StrictTokens;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.lti.LtiTest;
import org.nnplayground.web.lti.StrictPlatform;
import org.nnplayground.web.lti.StrictPlatform.Login;
import tools.jackson.databind.JsonNode;

/** A test with a platform that takes scores, and with launches of a link of its own. */
abstract class GradedLinkTest extends LtiTest {

    private StrictScoreService service;
    StrictTokens tokens;

    /** Of each test: the tests share a server. */
    private final String link = "link-" + UUID.randomUUID();

    @BeforeEach
    void serveScores() {
        tokens = new StrictTokens(
                platform.server(),
                platform.issuer(),
                platform.clientId,
                () -> platform.get("/lti/jwks").body(),
                scopes());
        service = new StrictScoreService(platform.server(), tokens);
    }

    /** The scopes for which the server may ask. */
    Set<String> scopes() {
        return Set.of(StrictTokens.SCORE);
    }

    @AfterEach
    void checkService() {
        tokens.assertNoViolations();
    }

    String launches(@Nullable String subject, String role, Map<String, String> custom) {
        Login login = platform.login("GET");
        Map<String, Object> claims = platform.claims(login);
        if (subject == null) {
            claims.remove("sub");
        } else {
            claims.put("sub", subject);
        }
        claims.put(StrictPlatform.LTI + "roles", List.of(StrictPlatform.MEMBERSHIP + role));
        claims.put(StrictPlatform.LTI + "resource_link", Map.of("id", link));
        claims.put(StrictPlatform.LTI + "custom", custom);
        claims.put(
                "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
                Map.of("scope", List.of(StrictTokens.SCORE), "lineitem", service.lineItem()));
        addTo(claims);
        return platform.session(login, claims);
    }

    /** Adds claims to those of a launch. */
    void addTo(Map<String, Object> claims) {}

    Answer sends(String bearer, String method, String path, @Nullable String body) {
        return client.sends(
                method, path, body, "Authorization", "Bearer " + bearer, "Accept", "application/json, text/csv");
    }

    Answer gets(String bearer, String path) {
        return sends(bearer, "GET", path, null);
    }

    JsonNode opens(String bearer) {
        Answer opened = sends(bearer, "POST", "/lti/attempts", "{}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.json();
    }

    /** The score that the platform shows; waits for it. */
    @Nullable
    String shown(String subject) throws InterruptedException {
        for (int i = 0; i < 600 && service.shown(subject) == null; i++) {
            Thread.sleep(50);
        }
        return service.shown(subject);
    }
}
