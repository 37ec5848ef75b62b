package org.nnplayground.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.access.ServerAddress;
import org.nnplayground.cli.OperatorCommand;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The operator commands against a running server. */
@DirtiesContext
class OperatorCommandTest extends ServerTest {

    @TempDir
    private static Path data;

    @DynamicPropertySource
    static void ownFolder(DynamicPropertyRegistry settings) {
        settings.add("playground.data", data::toString);
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return runAt(port(), data, args);
    }

    private int runAt(int port, Path folder, String... args) {
        return runWith(Stream.concat(Stream.of("--server.port=" + port, "--playground.data=" + folder), Stream.of(args))
                .toArray(String[]::new));
    }

    private int runWith(String... args) {
        return OperatorCommand.run(
                args,
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
        assertThat(runAt(1, data, "--list-keys")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("must be 1 to 64 letters"),
                        line -> assertThat(line).contains("There is no API key 0000000000000000"),
                        line -> assertThat(line).contains("16 hexadecimal digits"),
                        line -> assertThat(line).contains("secret differs"),
                        line -> assertThat(line).contains("No server answers"));
    }

    @Test
    void aJobOfAnyCallerIsCancelled() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 1000000}}", "Authorization", school);

        assertThat(run("--cancel-job=" + job.id()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(said()).isEqualTo("Cancelled job " + job.id() + "." + System.lineSeparator());
        assertThat(client.gets(job.path()).json().get("state").stringValue()).isEqualTo("cancelled");
        assertThat(run("--cancel-job=" + job.id())).isEqualTo(1);
        assertThat(run("--cancel-job=" + "0".repeat(32))).isEqualTo(1);
        assertThat(run("--cancel-job=nonsense")).isEqualTo(1);
        Created other = client.creates("{" + XOR + ", 'stop': {'epochs': 1000000}}");
        assertThat(run("--cancel-job=" + other.id(), "--playground.access.secret=" + "00".repeat(32)))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("has ended already: cancelled"),
                        line -> assertThat(line).contains("no job " + "0".repeat(32)),
                        line -> assertThat(line).contains("32 hexadecimal digits"),
                        line -> assertThat(line).contains("secret differs"));
        client.controls(other, "DELETE", "", null);
    }

    @Test
    void theCommandFindsTheServerByTheAddressInItsDataFolder() throws IOException {
        var address = new ServerAddress(data);
        assertThat(address.read()).contains(URI.create("http://localhost:" + port()));

        assertThat(runWith("--playground.data=" + data, "--list-keys"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(said()).contains("  school  created");
    }

    @Test
    void theAddressIsRemovedUnlessAnotherServerHasReplacedIt(@TempDir Path folder) throws IOException {
        var address = new ServerAddress(folder.resolve("data"));
        address.write(URI.create("http://localhost:1"));
        address.write(URI.create("http://localhost:2"));

        address.remove(URI.create("http://localhost:1"));

        assertThat(address.read()).contains(URI.create("http://localhost:2"));
        address.remove(URI.create("http://localhost:2"));
        assertThat(address.read()).isEmpty();
    }

    @Test
    void withoutASecretTheCommandFailsAndCreatesNone(@TempDir Path folder) {
        assertThat(runAt(port(), folder.resolve("data"), "--list-keys")).isEqualTo(1);

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

    @Test
    void attemptsOfAPlatformALinkOrAStudentAreDeleted() {
        assertThat(run("--lti-forget=0123456789abcdef", "--lti-link=5 & 6", "--lti-student=S-4f2a91c0"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(said()).contains("Deleted 0 attempts with their scores.");

        assertThat(run("--lti-forget=moodle")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--lti-forget needs the registration's id");
    }
}
