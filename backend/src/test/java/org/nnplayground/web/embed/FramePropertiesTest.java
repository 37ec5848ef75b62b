package org.nnplayground.web.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramePropertiesTest {

    @Test
    void takesSeveralSources() {
        var frames = new FrameProperties("'self' https://moodle.example.edu:8443", "'none'");

        assertThat(frames.ancestors()).isEqualTo("'self' https://moodle.example.edu:8443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*; script-src *", "'self',*", "*\r\nSet-Cookie: a=b", "'self'  *"})
    void refusesWhatWouldBeMoreThanSources(String sources) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameProperties("'self'", sources))
                .withMessageContaining("playground.frames.embed-ancestors");
    }
}
