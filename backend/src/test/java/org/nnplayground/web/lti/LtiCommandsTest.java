package org.nnplayground.web.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.cli.OperatorCommand;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The commands for registrations against a running server. */
@DirtiesContext
class LtiCommandsTest extends LtiTest {

    @TempDir
    private static Path data;

    @DynamicPropertySource
    static void ownFolder(DynamicPropertyRegistry settings) {
        settings.add("playground.data", data::toString);
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] all = Stream.concat(Stream.of("--server.port=" + port(), "--playground.data=" + data), Stream.of(args))
                .toArray(String[]::new);
        assertThat(OperatorCommand.isIn(all)).isTrue();
        return OperatorCommand.run(all, stream, stream);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anInviteIsPrintedAndWorks() {
        assertThat(run("--lti-invite")).as(printed()).isZero();

        var address = Pattern.compile(Pattern.quote(StrictPlatform.TOOL) + "(/lti/setup\\?invite=\\S+)")
                .matcher(printed());
        assertThat(address.find()).isTrue();
        assertThat(platform.get(address.group(1)).statusCode()).isEqualTo(200);
        assertThat(printed()).contains(StrictPlatform.TOOL + "/lti/register?invite=");
    }

    @Test
    void aRegistrationIsListedAndRemoved() {
        assertThat(run("--lti-list")).isZero();
        String line = printed()
                .lines()
                .filter(each -> each.contains(platform.clientId))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains(platform.issuer());
        String id = line.substring(0, 16);

        assertThat(run("--lti-remove=" + id)).isZero();

        run("--lti-list");
        assertThat(printed()).doesNotContain(platform.clientId);
        assertThat(run("--lti-remove=" + id)).isOne();
        assertThat(printed()).contains("There is no registration " + id);
        assertThat(run("--lti-remove=x")).isOne();
    }
}
