package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.Registrations;
import org.nnplayground.web.lti.StrictPlatform.Login;
import org.springframework.beans.factory.annotation.Autowired;

/** Registration of platforms, by themselves and by hand. */
class RegistrationOverHttpTest extends LtiTest {

    @Autowired
    private Registrations registrations;

    private StrictPlatform other;

    @BeforeEach
    void startPlatform() {
        other = new StrictPlatform(port());
    }

    @AfterEach
    void stopPlatform() {
        other.close();
    }

    private Map<String, String> parameters(String invite, String configuration) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("invite", invite);
        parameters.put("openid_configuration", configuration);
        if (other.registrationToken != null) {
            parameters.put("registration_token", other.registrationToken);
        }
        return parameters;
    }

    private HttpResponse<String> asks(Map<String, String> parameters) {
        return other.get("/lti/register?" + StrictPlatform.encoded(parameters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token.of.platform"})
    void aPlatformRegistersWithAnInviteAndLaunches(String token) {
        other.registrationToken = token.isEmpty() ? null : token;
        var parameters = parameters(invite(), other.address("/configuration"));

        HttpResponse<String> asked = asks(parameters);
        int registeredByAsking = other.registrations().size();
        HttpResponse<String> done = other.post("/lti/register", parameters);

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body()).contains(other.issuer(), "<form method=\"post\" action=\"register\">");
        assertThat(registeredByAsking).isZero();
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("data-step=\"close\"");
        assertThat(other.registrations()).hasSize(1);
        Platform registered = Objects.requireNonNull(registrations
                .list()
                .filter(known -> known.clientId().equals(other.clientId))
                .blockFirst());
        assertThat(registered.tokenAudience()).isEqualTo(other.address("/audience"));
        assertThat(registered.tokenUrl()).hasToString(other.address("/token"));
        Login login = other.login("POST");
        assertThat(other.session(login, other.claims(login))).isNotEmpty();
    }

    @Test
    void onlyScopesThatThePlatformGrantsAreAskedFor() {
        other.scopes = List.of("openid", StrictPlatform.AGS + "score");

        HttpResponse<String> done = other.post("/lti/register", parameters(invite(), other.address("/configuration")));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(other.registrations()).hasSize(1);
    }

    @Test
    void namesAreNotAskedForUnlessTheOperatorAllowsThem() {
        other.unwantedScopes = List.of(StrictPlatform.NAMES);
        var parameters = parameters(invite(), other.address("/configuration"));

        HttpResponse<String> asked = asks(parameters);
        HttpResponse<String> done = other.post("/lti/register", parameters);

        assertThat(asked.body()).contains("no name");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(other.registrations()).hasSize(1);
        assertThat(other.get("/lti/setup").body()).doesNotContain(StrictPlatform.NAMES);
    }

    @Test
    void anInviteCountsOnce() {
        var parameters = parameters(invite(), other.address("/configuration"));
        other.post("/lti/register", parameters);

        assertThat(asks(parameters).statusCode()).isEqualTo(400);
        assertThat(other.post("/lti/register", parameters).statusCode()).isEqualTo(400);
        assertThat(other.registrations()).hasSize(1);
    }

    @Test
    void anUnknownInviteIsRefusedBeforeAnythingIsFetched() {
        var parameters = parameters("unknown", other.address("/configuration"));

        assertThat(asks(parameters).statusCode()).isEqualTo(400);
        assertThat(other.post("/lti/register", parameters).statusCode()).isEqualTo(400);
        assertThat(other.get("/lti/setup?invite=unknown").statusCode()).isEqualTo(400);
        assertThat(other.registrations()).isEmpty();
    }

    @Test
    void aFailedRegistrationDoesNotSpendTheInvite() {
        String invite = invite();

        assertThat(other.post("/lti/register", parameters(invite, other.address("/nowhere")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(other.post("/lti/register", parameters(invite, other.address("/configuration")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theIssuerMustBeOnTheHostOfItsConfiguration() {
        other.serves("/other", call -> {
            var configuration = other.configuration();
            configuration.put("issuer", "https://other.example");
            return configuration;
        });

        assertThat(asks(parameters(invite(), other.address("/other"))).body())
                .contains("issuer is on another host than openid_configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/redirect", "/large", "/missing", "/text"})
    void anUnusableConfigurationIsRefused(String path) {
        other.server().createContext("/redirect", call -> {
            call.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data");
            call.sendResponseHeaders(302, -1);
            call.close();
        });
        other.server().createContext("/large", call -> {
            call.sendResponseHeaders(200, 0);
            try (OutputStream body = call.getResponseBody()) {
                for (int i = 0; i < 50; i++) {
                    body.write(new byte[1 << 20]);
                }
            } catch (IOException e) {
                // the tool does not read all of it
            }
        });
        other.serves("/text", call -> "text");

        assertThat(asks(parameters(invite(), other.address(path))).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/passwd", "ftp://127.0.0.1/", "https://user@platform.example/", "https://"})
    void anAddressThatIsNoWebAddressIsRefused(String address) {
        assertThat(asks(parameters(invite(), address)).statusCode()).isEqualTo(400);
    }

    @Test
    void theSetupPageShowsWhatToEnter() {
        HttpResponse<String> without = other.get("/lti/setup");
        HttpResponse<String> with = other.get("/lti/setup?invite=" + invite(), "Accept-Language", "zh-CN");

        assertThat(without.body())
                .contains(
                        StrictPlatform.TOOL + "/lti/login",
                        StrictPlatform.TOOL + "/lti/launch",
                        StrictPlatform.TOOL + "/lti/jwks")
                .doesNotContain("<form");
        assertThat(with.body()).contains("<html lang=\"zh-CN\">", "<form", "name=\"client_id\"");
    }

    @Test
    void theSameClientIsRegisteredOnce() {
        assertThat(registerByHand(other)).isEqualTo(200);
        assertThat(registerByHand(other)).isEqualTo(400);
    }

    @Test
    void aRemovedRegistrationCanNoLongerLaunch() {
        Login login = platform.login("POST");
        Login before = platform.login("POST");
        String token = platform.session(before, platform.claims(before));
        String id = Objects.requireNonNull(registrations
                        .list()
                        .filter(known -> known.clientId().equals(platform.clientId))
                        .blockFirst())
                .id();

        assertThat(registrations.remove(id).block()).isTrue();

        assertThat(platform.launch(platform.sign(platform.claims(login)), login.state())
                        .statusCode())
                .isEqualTo(400);
        assertThat(platform.get("/lti/session", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
    }
}
