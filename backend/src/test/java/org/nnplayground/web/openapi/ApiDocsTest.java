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

/** Runs the programs of {@code docs/api.md} against the real server: they print what the page says they print. */
class ApiDocsTest extends ServerTest {

    private static final Path PAGE = Path.of("../docs/api.md");
    private static final Path COMPILER = Path.of("../frontend/node_modules/typescript/bin/tsc");
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void theCurlProgramPrintsWhatThePageSays() throws Exception {
        Path program = write("sh", "program.sh");

        assertThat(printed("bash", program.toString())).isEqualTo(expected("sh"));
    }

    @Test
    void thePythonProgramPrintsWhatThePageSays() throws Exception {
        Path program = write("python", "program.py");

        assertThat(printed("python3", program.toString())).isEqualTo(expected("python"));
    }

    @Test
    void theTypeScriptProgramPrintsWhatThePageSays() throws Exception {
        Path program = write("ts", "program.mts");
        String compiler = COMPILER.toAbsolutePath().normalize().toString();
        String complaints =
                printed("node", compiler, "--strict", "--target", "es2023", "--module", "nodenext", program.toString());
        assertThat(complaints).isEmpty();

        assertThat(printed("node", folder.resolve("program.mjs").toString())).isEqualTo(expected("ts"));
    }

    private Path write(String language, String name) throws IOException {
        String program =
                block("```" + language + "\n(.*?)\n```").replace("http://localhost:8080", "http://localhost:" + port());
        assertThat(program).contains("http://localhost:" + port());
        return Files.writeString(folder.resolve(name), program);
    }

    /** The block of text that follows a program. */
    private static String expected(String language) throws IOException {
        return block("```" + language + "\n.*?\n```\n\nprints\n\n```text\n(.*?)\n```");
    }

    private static String block(String pattern) throws IOException {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(found.find()).as("the page has " + pattern).isTrue();
        return found.group(1);
    }

    private String printed(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }
}
