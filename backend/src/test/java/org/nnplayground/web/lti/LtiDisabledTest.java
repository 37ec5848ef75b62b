package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.ServerTest;

/** LTI is off by default. */
class LtiDisabledTest extends ServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lti/jwks",
                "/lti/login",
                "/lti/launch",
                "/lti/register",
                "/lti/setup",
                "/lti/session",
                "/lti/picker"
            })
    void nothingIsServed(String path) {
        assertThat(client.gets(path).status()).isEqualTo(404);
    }
}
