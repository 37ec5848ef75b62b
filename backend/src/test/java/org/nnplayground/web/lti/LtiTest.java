package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.nnplayground.lti.Registrations;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A test of the whole server with a registered platform. */
@TestPropertySource(
        properties = {
            "playground.lti.enabled=true",
            "playground.lti.address=" + StrictPlatform.TOOL,
            "playground.lti.allow-private-addresses=true"
        })
public abstract class LtiTest extends ServerTest {

    @Autowired
    private Registrations registrations;

    public StrictPlatform platform;

    @BeforeEach
    void register() {
        platform = new StrictPlatform(port());
        assertThat(registerByHand(platform)).isEqualTo(200);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    String invite() {
        String address =
                Objects.requireNonNull(registrations.invite().block()).address().toString();
        return address.substring(address.indexOf("invite=") + "invite=".length());
    }

    int registerByHand(StrictPlatform other) {
        return other.register(invite());
    }
}
