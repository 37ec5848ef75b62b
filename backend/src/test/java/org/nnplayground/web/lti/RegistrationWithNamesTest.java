package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Registration at a platform when the operator allows names. */
@TestPropertySource(properties = "playground.lti.names=true")
class RegistrationWithNamesTest extends LtiTest {

    @Test
    void membersOfCoursesAreAskedFor() {
        try (var other = new StrictPlatform(port())) {
            other.scopes = List.of(
                    "openid",
                    StrictPlatform.AGS + "score",
                    StrictPlatform.AGS + "result.readonly",
                    StrictPlatform.NAMES);
            Map<String, String> parameters =
                    Map.of("invite", invite(), "openid_configuration", other.address("/configuration"));

            HttpResponse<String> asked = other.get("/lti/register?" + StrictPlatform.encoded(parameters));
            HttpResponse<String> done = other.post("/lti/register", parameters);

            assertThat(asked.body()).contains("the names of the members of a course");
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
            assertThat(other.registrations()).hasSize(1);
            assertThat(other.get("/lti/setup").body()).contains(StrictPlatform.NAMES);
        }
    }
}
