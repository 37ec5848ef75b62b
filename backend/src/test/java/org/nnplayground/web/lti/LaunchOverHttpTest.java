package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.nnplayground.web.lti.StrictPlatform.LTI;
import static org.nnplayground.web.lti.StrictPlatform.MEMBERSHIP;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.lti.StrictPlatform.Login;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Launches from the strict platform. */
class LaunchOverHttpTest extends LtiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aStudentLaunchesAnExercise(String method) {
        Login login = platform.login(method);
        Map<String, Object> claims = platform.claims(login);
        claims.put(LTI + "custom", Map.of("content", "/exercises/small-network", "mode", "graded", "attempts", "2"));
        claims.put(LTI + "launch_presentation", Map.of("locale", "zh_CN"));

        HttpResponse<String> page = platform.launch(platform.sign(claims), login.state());
        HttpResponse<String> bound = platform.bind(login.state(), login.secret());

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).doesNotContain(login.secret(), "person-7");
        JsonNode opened = JSON.readTree(bound.body());
        assertThat(opened.path("page").stringValue()).isEqualTo("/embed/exercises/small-network#graded");
        assertThat(session(opened.path("token").stringValue())).isEqualTo(JSON.readTree("""
                        {"kind": "content", "role": "student", "language": "zh-CN", "picker": null, "content":
                          {"path": "/exercises/small-network", "exercise": "small-network", "mode": "graded",
                           "attempts": 2}}
                        """));
    }

    private JsonNode session(String token) {
        return JSON.readTree(
                platform.get("/lti/session", "Authorization", "Bearer " + token).body());
    }

    @ParameterizedTest
    @CsvSource({
        "Instructor, /exercises/small-network, graded, /lti/class",
        "Instructor, /exercises/small-network, practice, /embed/exercises/small-network",
        "Learner, /labs/hopfield, graded, /embed/labs/hopfield",
        "Learner, /lessons, practice, /embed/lessons",
        "Learner, '/#dataset=xor&lang=en', practice, '/embed/#dataset=xor&lang=en'",
        "Learner, /p/0123456789ab, practice, /embed/p/0123456789ab",
        "Learner, //evil.example/labs/x, practice, /embed/",
        "Learner, /../admin/api-keys, practice, /embed/",
        "Learner, https://evil.example, practice, /embed/"
    })
    void theContentOfALinkDecidesWhereTheBrowserGoes(String role, String content, String mode, String page) {
        Login login = platform.login("POST");
        Map<String, Object> claims = platform.claims(login);
        claims.put(LTI + "roles", List.of(MEMBERSHIP + role));
        claims.put(LTI + "custom", Map.of("content", content, "mode", mode));
        platform.launch(platform.sign(claims), login.state());

        String body = platform.bind(login.state(), login.secret()).body();

        assertThat(JSON.readTree(body).path("page").stringValue()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor, teacher",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#ContentDeveloper, teacher",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant, teacher",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner, student",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor, none",
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor, none",
        "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator, none"
    })
    void onlyRolesInTheCourseCount(String role, String expected) {
        Login login = platform.login("GET");
        Map<String, Object> claims = platform.claims(login);
        claims.put(LTI + "roles", List.of(role));

        assertThat(session(platform.session(login, claims)).path("role").stringValue())
                .isEqualTo(expected);
    }

    @Test
    void anAnonymousLaunchWithoutRolesIsAccepted() {
        Login login = platform.login("GET");
        Map<String, Object> claims = platform.claims(login);
        claims.remove("sub");
        claims.put(LTI + "roles", List.of());

        assertThat(session(platform.session(login, claims)).path("role").stringValue())
                .isEqualTo("none");
    }

    @Test
    void twoTabsCanLaunchAtOnce() {
        Login first = platform.login("POST");
        Login second = platform.login("POST");

        String later = platform.session(second, platform.claims(second));
        String earlier = platform.session(first, platform.claims(first));

        assertThat(session(later).path("kind").stringValue()).isEqualTo("content");
        assertThat(session(earlier).path("kind").stringValue()).isEqualTo("content");
    }

    static Stream<Arguments> refusedClaims() {
        return Stream.of(
                refused("iss", "https://other.example"),
                refused("aud", "another-client"),
                refused("aud", List.of()),
                refused("azp", "another-client"),
                refused("exp", 1_700_000_000L),
                refused("exp", null),
                refused("iat", 4_000_000_000L),
                refused("iat", 1_700_000_000L),
                refused("nonce", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                refused("nonce", null),
                refused("sub", "x".repeat(256)),
                refused("sub", 7),
                refused(LTI + "version", "1.1"),
                refused(LTI + "message_type", "LtiStartProctoring"),
                refused(LTI + "deployment_id", ""),
                refused(LTI + "deployment_id", "x".repeat(256)),
                refused(LTI + "deployment_id", null),
                refused(LTI + "target_link_uri", "https://evil.example/lti/launch"),
                refused(LTI + "target_link_uri", StrictPlatform.TOOL + ".evil.example/lti/launch"),
                refused(LTI + "target_link_uri", null),
                refused(LTI + "resource_link", null),
                refused(LTI + "resource_link", Map.of("id", "")),
                refused(LTI + "roles", MEMBERSHIP + "Instructor"),
                refused(LTI + "roles", null));
    }

    private static Arguments refused(String claim, @Nullable Object value) {
        return Arguments.of(claim, value);
    }

    @ParameterizedTest
    @MethodSource("refusedClaims")
    void aTokenWithAWrongClaimIsRefused(String claim, @Nullable Object value) {
        Login login = platform.login("POST");
        Map<String, Object> claims = platform.claims(login);
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }

        assertRefused(platform.launch(platform.sign(claims), login.state()), login);
    }

    @Test
    void twoAudiencesNeedAnAuthorizedParty() {
        Login without = platform.login("POST");
        Map<String, Object> claims = platform.claims(without);
        claims.put("aud", List.of(platform.clientId, "another-client"));
        assertRefused(platform.launch(platform.sign(claims), without.state()), without);

        Login with = platform.login("POST");
        claims = platform.claims(with);
        claims.put("aud", List.of(platform.clientId, "another-client"));
        claims.put("azp", platform.clientId);
        assertThat(platform.session(with, claims)).isNotEmpty();
    }

    /** Nothing was accepted: the browser gets no session. */
    private void assertRefused(HttpResponse<String> page, Login login) {
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(platform.bind(login.state(), login.secret()).statusCode()).isEqualTo(403);
    }

    static Stream<Arguments> refusedSignatures() {
        return Stream.of(
                arguments(
                        "none",
                        signature((platform, claims) -> encoded(new PlainHeader().toString()) + "."
                                + encoded(JSON.writeValueAsString(claims)) + ".")),
                arguments("HS256 with the public key", signature(StrictPlatform::signWithPublicKey)),
                arguments(
                        "another key under the same id",
                        signature((platform, claims) -> platform.sign(
                                claims,
                                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(platform.key.getKeyID()),
                                StrictPlatform.newKey("other")))),
                arguments("a key in the header", signature((platform, claims) -> {
                    RSAKey own = StrictPlatform.newKey("own");
                    return platform.sign(
                            claims,
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID("own")
                                    .jwk(own.toPublicJWK()),
                            own);
                })),
                arguments(
                        "RS512",
                        signature((platform, claims) -> platform.sign(
                                claims,
                                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(platform.key.getKeyID()),
                                platform.key))),
                arguments(
                        "no key id",
                        signature((platform, claims) ->
                                platform.sign(claims, new JWSHeader.Builder(JWSAlgorithm.RS256), platform.key))),
                arguments("no token", signature((platform, claims) -> "")),
                arguments("a long token", signature((platform, claims) -> "a".repeat(70_000))));
    }

    private static BiFunction<StrictPlatform, Map<String, Object>, String> signature(
            BiFunction<StrictPlatform, Map<String, Object>, String> signed) {
        return signed;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedSignatures")
    void aTokenThatThePlatformDidNotSignIsRefused(
            String name, BiFunction<StrictPlatform, Map<String, Object>, String> signed) {
        Login login = platform.login("POST");

        assertRefused(platform.launch(signed.apply(platform, platform.claims(login)), login.state()), login);
    }

    @Test
    void unknownKeysAreFetchedAtMostOnceAMinute() {
        for (int i = 0; i < 5; i++) {
            Login login = platform.login("POST");
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i);
            assertRefused(
                    platform.launch(platform.sign(platform.claims(login), header, platform.key), login.state()), login);
        }

        assertThat(platform.keyFetches()).isEqualTo(1);
    }

    @Test
    void aStateIsAcceptedOnce() {
        Login login = platform.login("POST");
        String token = platform.sign(platform.claims(login));
        platform.launch(token, login.state());
        platform.bind(login.state(), login.secret());

        assertRefused(platform.launch(token, login.state()), login);
    }

    @Test
    void aTokenIsAcceptedWithItsOwnStateOnly() {
        Login login = platform.login("POST");
        Login other = platform.login("POST");

        assertRefused(platform.launch(platform.sign(platform.claims(login)), other.state()), other);
        assertRefused(platform.launch(platform.sign(platform.claims(login)), ""), login);
    }

    @Test
    void aStateThatThisServerDidNotMakeIsRefused() {
        Login login = platform.login("POST");
        String state = login.state();
        String later = state.replaceFirst("\\.[0-9]+\\.", ".4000000000.");

        assertRefused(platform.launch(platform.sign(platform.claims(login)), later), login);
        assertRefused(platform.launch(platform.sign(platform.claims(login)), state + "A"), login);
    }

    @Test
    void anotherBrowserGetsNoSession() {
        Login login = platform.login("POST");
        Login other = platform.login("POST");
        platform.launch(platform.sign(platform.claims(login)), login.state());

        assertThat(platform.bind(login.state(), other.secret()).statusCode()).isEqualTo(403);
        assertThat(platform.bind(login.state(), "").statusCode()).isEqualTo(403);
        assertThat(platform.bind(login.state(), login.secret()).statusCode()).isEqualTo(200);
        assertThat(platform.bind(login.state(), login.secret()).statusCode())
                .as("a second session")
                .isEqualTo(403);
    }

    @Test
    void aDeploymentOfAnotherRegistrationIsRefused() {
        Login own = platform.login("POST");
        platform.session(own, platform.claims(own));
        String other = "other-" + platform.clientId;
        Map<String, String> form = new HashMap<>(Map.of(
                "invite", invite(),
                "issuer", platform.issuer(),
                "client_id", other,
                "authorization_url", platform.address("/authorize"),
                "token_url", platform.address("/token"),
                "jwks_url", platform.address("/jwks")));
        assertThat(platform.post("/lti/setup", form).statusCode()).isEqualTo(200);
        Map<String, String> parameters = platform.loginParameters();
        parameters.put("client_id", other);
        Map<String, String> data =
                StrictPlatform.data(platform.post("/lti/login", parameters).body());
        Login login = new Login(
                Map.of(
                        "state",
                        data.getOrDefault("state", ""),
                        "nonce",
                        data.getOrDefault("state", "").split("\\.", -1)[2]),
                data);
        Map<String, Object> claims = platform.claims(login);
        claims.put("aud", other);

        HttpResponse<String> page = platform.launch(platform.sign(claims), login.state());

        assertThat(page.body()).contains("deployment_id belongs to another registration");
        assertRefused(page, login);
        claims.put(LTI + "deployment_id", "a-new-course");
        assertThat(platform.launch(platform.sign(claims), login.state()).statusCode())
                .isEqualTo(200);
        parameters.remove("client_id");
        assertThat(platform.post("/lti/login", parameters).body()).contains("client_id is required");
    }

    static Stream<Consumer<Map<String, String>>> refusedLogins() {
        return Stream.of(
                parameters -> parameters.remove("iss"),
                parameters -> parameters.put("iss", "https://other.example"),
                parameters -> parameters.put("client_id", "other"),
                parameters -> parameters.remove("login_hint"),
                parameters -> parameters.put("login_hint", "x".repeat(8193)),
                parameters -> parameters.remove("target_link_uri"),
                parameters -> parameters.put("target_link_uri", "https://evil.example/"),
                parameters -> parameters.put("target_link_uri", StrictPlatform.TOOL + ".evil.example"));
    }

    @ParameterizedTest
    @MethodSource("refusedLogins")
    void aLoginThatIsNotForThisServerIsRefused(Consumer<Map<String, String>> change) {
        Map<String, String> parameters = platform.loginParameters();
        change.accept(parameters);

        assertThat(platform.post("/lti/login", parameters).statusCode()).isEqualTo(400);
        assertThat(platform.get("/lti/login?" + StrictPlatform.encoded(parameters))
                        .statusCode())
                .isIn(400, 414); // an address that is too long
    }

    @Test
    void aParameterThatIsGivenTwiceIsRefused() {
        String query = StrictPlatform.encoded(platform.loginParameters());

        assertThat(platform.get("/lti/login?" + query + "&client_id=other").statusCode())
                .isEqualTo(422);
    }

    @Test
    void aRefusalOfThePlatformIsShown() {
        Login login = platform.login("POST");

        HttpResponse<String> page =
                platform.post("/lti/launch", Map.of("error", "login_required<script>", "state", login.state()));

        assertThat(page.body()).contains("login_required&lt;script&gt;");
        assertRefused(page, login);
    }

    @Test
    void thePlatformsServerCanGetTheAddressOfALink() {
        HttpResponse<String> page = platform.get("/lti/launch");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().length()).isLessThan(2000);
    }

    @Test
    void thePublicKeysAreOfTheKindThatPlatformsNeed() throws Exception {
        HttpResponse<String> answer = platform.get("/lti/jwks");

        assertThat(answer.body()).doesNotContain("\"d\"", "\"p\"");
        assertThat(JWKSet.parse(answer.body()).getKeys()).isNotEmpty().allSatisfy(key -> {
            assertThat(key.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
            assertThat(key.getKeyID()).isNotBlank();
            assertThat(key.size()).isGreaterThanOrEqualTo(2048);
            assertThat(key.isPrivate()).isFalse();
        });
    }

    @Test
    void itsPagesMayBeFramedAndPostAFormBack() {
        var headers = platform.get("/lti/launch").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';", "form-action 'self' https:")
                .doesNotContain("frame-ancestors", "unsafe-inline");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("unsafe-none");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(platform.get("/lti/launch.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript");
        assertThat(platform.get("/lti/launch.css").statusCode()).isEqualTo(200);
    }

    @Test
    void callsWithoutASessionAreUnauthorized() {
        List<Integer> statuses = new ArrayList<>();
        statuses.add(platform.get("/lti/session").statusCode());
        statuses.add(platform.get("/lti/session", "Authorization", "Bearer x").statusCode());
        statuses.add(client.sends("POST", "/lti/deep-links", "{'items': []}").status());

        assertThat(statuses).containsOnly(401);
    }
}
