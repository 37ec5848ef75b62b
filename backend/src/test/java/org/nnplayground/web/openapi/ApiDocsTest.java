package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.ServerTest;

/** Runs the programs of {@code docs/api.md} and {@code README.md} against the real server and checks their output. */
class ApiDocsTest extends ServerTest {

    private static final Path GUIDE = Path.of("../docs/api.md");
    private static final Path README = Path.of("../README.md");
    private static final Path COMPILER = Path.of("../frontend/node_modules/typescript/bin/tsc");
    private static final int TIMEOUT_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void theCurlProgramOfTheGuidePrintsTheDocumentedOutput() throws Exception {
        Path program = writeGuide("sh", "program.sh");

        assertThat(printed("bash", program.toString())).isEqualTo(expected("sh"));
    }

    @Test
    void thePythonProgramOfTheGuidePrintsTheDocumentedOutput() throws Exception {
        Path program = writeGuide("python", "program.py");

        assertThat(printed("python3", program.toString())).isEqualTo(expected("python"));
    }

    @Test
    void theTypeScriptProgramOfTheGuidePrintsTheDocumentedOutput() throws Exception {
        Path program = writeGuide("ts", "program.mts");
        String compiler = COMPILER.toAbsolutePath().normalize().toString();
        String errors =
                printed("node", compiler, "--strict", "--target", "es2023", "--module", "nodenext", program.toString());
        assertThat(errors).isEmpty();

        assertThat(printed("node", folder.resolve("program.mjs").toString())).isEqualTo(expected("ts"));
    }

    @Test
    void theCurlProgramOfTheReadmeShowsATrainingAndItsEnd() throws Exception {
        Path program = write(block(README, "```sh\n(server=.*?)\n```"), "readme.sh");

        String output = printed("bash", program.toString());

        assertThat(output.split("event: ?job.frame")).hasSizeGreaterThan(4);
        assertThat(last("\"state\":\"([a-z]+)\"", output)).isEqualTo("succeeded");
        assertThat(Double.parseDouble(last("\"trainLoss\":([0-9.eE-]+)", output)))
                .isLessThan(0.01);
    }

    private static String last(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .reduce("", (one, later) -> later);
    }

    private Path writeGuide(String language, String name) throws IOException {
        return write(block(GUIDE, "```" + language + "\n(.*?)\n```"), name);
    }

    private Path write(String text, String name) throws IOException {
        String program = text.replace("http://localhost:8080", "http://localhost:" + port());
        assertThat(program).contains("http://localhost:" + port());
        return Files.writeString(folder.resolve(name), program);
    }

    /** The block of text that follows a program. */
    private static String expected(String language) throws IOException {
        return block(GUIDE, "```" + language + "\n.*?\n```\n\nprints\n\n```text\n(.*?)\n```");
    }

    private static String block(Path document, String pattern) throws IOException {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(document));
        assertThat(found.find()).as(document + " has " + pattern).isTrue();
        return found.group(1);
    }

    private String printed(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }
}
