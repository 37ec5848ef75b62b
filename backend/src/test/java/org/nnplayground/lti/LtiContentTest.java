package org.nnplayground.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LtiContentTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/#a=b&c=%20", "/labs/hopfield", "/lessons", "/lessons/neuron", "/p/0123456789ab"})
    void knowsThePathsOfContent(String path) {
        assertThat(LtiContent.isPath(path)).isTrue();
        assertThat(LtiContent.of(Map.of("content", path, "mode", "graded"))).satisfies(content -> {
            assertThat(content.path()).isEqualTo(path);
            assertThat(content.graded()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "labs/x", "//x", "/labs/../x", "/labs/X", "/exercises/", "/#\"", "/#a b", "/admin"})
    void anyOtherPathShowsThePlayground(String path) {
        assertThat(LtiContent.isPath(path)).isFalse();
        assertThat(LtiContent.of(Map.of("content", path)).path()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "0, 1", "21, 20", "many, 3", "'', 3", "-1, 3"})
    void attemptsAreBounded(String given, int attempts) {
        var content = LtiContent.of(Map.of("content", "/exercises/small-network", "mode", "graded", "attempts", given));

        assertThat(content)
                .isEqualTo(new LtiContent("/exercises/small-network", "small-network", null, true, attempts));
    }

    @Test
    void withoutParametersALinkShowsThePlayground() {
        assertThat(LtiContent.of(Map.of())).isEqualTo(new LtiContent("/", null, null, false, 3));
    }
}
