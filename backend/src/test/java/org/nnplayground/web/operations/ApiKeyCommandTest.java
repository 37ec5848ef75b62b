package org.nnplayground.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.cli.ApiKeyCommand;
import org.nnplayground.web.ServerTest;

/** The operator commands against a running server. */
class ApiKeyCommandTest extends ServerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return runAt(port(), args);
    }

    private int runAt(int port, String... args) {
        var all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 1, args.length);
        all[0] = "--server.port=" + port;
        return ApiKeyCommand.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        String said = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return said;
    }

    @Test
    void aKeyIsCreatedUsedListedAndRevoked() {
        assertThat(run("--create-key=night-school"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        String[] created = said().lines().map(String::strip).toArray(String[]::new);
        String key = created[1];
        String id = key.substring(5, 21);
        assertThat(key).startsWith("nnp1_").hasSize(65);
        assertThat(created[3]).startsWith("whsec_");
        assertThat(client.gets("/api/v1/jobs", "Authorization", "Bearer " + key).status())
                .isEqualTo(200);

        assertThat(run("--list-keys")).isZero();
        assertThat(said()).contains(id + "  night-school  created").doesNotContain(key.substring(22));

        assertThat(run("--revoke-key=" + id)).isZero();
        assertThat(client.gets("/api/v1/jobs", "Authorization", "Bearer " + key).status())
                .isEqualTo(401);
        run("--list-keys");
        assertThat(said()).containsPattern(id + "  night-school  created .*, revoked ");
    }

    @Test
    void failuresAreExplained() {
        assertThat(run("--create-key=two words")).isEqualTo(1);
        assertThat(run("--revoke-key=0000000000000000")).isEqualTo(1);
        assertThat(run("--revoke-key=nonsense")).isEqualTo(1);
        assertThat(run("--list-keys", "--playground.access.secret=" + "00".repeat(32)))
                .isEqualTo(1);
        assertThat(runAt(1, "--list-keys")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("must be 1 to 64 letters"),
                        line -> assertThat(line).contains("There is no API key 0000000000000000"),
                        line -> assertThat(line).contains("16 hexadecimal digits"),
                        line -> assertThat(line).contains("secret differs"),
                        line -> assertThat(line).contains("No server answers"));
    }

    @Test
    void withoutASecretTheCommandFailsAndCreatesNone(@TempDir Path folder) {
        assertThat(run("--list-keys", "--playground.data=" + folder.resolve("data")))
                .isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no secret of a server in " + folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theCommandNeedsTheServersSecret() {
        assertThat(client.gets("/admin/api-keys").status()).isEqualTo(403);
        assertThat(client.gets("/admin/api-keys", "Authorization", school).status())
                .isEqualTo(403);
        assertThat(client.sends("POST", "/admin/api-keys", "{'owner': 'x'}").status())
                .isEqualTo(403);
    }
}
