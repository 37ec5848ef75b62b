package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.ServerTest;

/** Runs the programs of {@code docs/api.md} and {@code README.md} against the real server and checks their output. */
class ApiDocsTest extends ServerTest {

    private static final Path GUIDE = Path.of("../docs/api.md");
    private static final Path README = Path.of("../README.md");

    @TempDir
    private Path folder;

    @Test
    void theCurlProgramOfTheGuidePrintsWhatItSays() throws Exception {
        Path program = write(guide("sh"), "program.sh");

        assertThat(bash(program)).isEqualTo(guide("text"));
    }

    @Test
    void thePythonProgramOfTheGuidePrintsWhatItSays() throws Exception {
        Path program = write(guide("python"), "program.py");

        assertThat(programs().python(program)).isEqualTo(guide("text"));
    }

    @Test
    void theTypeScriptProgramOfTheGuidePrintsWhatItSays() throws Exception {
        String program = forThisServer(guide("ts"));

        assertThat(programs().typeScript(program)).isEqualTo(guide("text"));
    }

    @Test
    void theCurlProgramOfTheReadmeShowsATrainingAndItsEnd() throws Exception {
        Path program = write(block(README, "```sh\n(server=.*?)\n```"), "readme.sh");

        String output = bash(program);

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

    private Programs programs() {
        return new Programs(folder);
    }

    private String bash(Path program) throws IOException, InterruptedException {
        return programs().run(Map.of(), List.of("bash", program.toString()));
    }

    private Path write(String text, String name) throws IOException {
        return Files.writeString(folder.resolve(name), forThisServer(text));
    }

    private String forThisServer(String program) {
        assertThat(program).contains("http://localhost:8080");
        return program.replace("http://localhost:8080", "http://localhost:" + port())
                .replace("nnp1_...", school.substring("Bearer ".length()));
    }

    /** All blocks of one language in the guide, in their order. */
    private static String guide(String language) throws IOException {
        String guide = block(GUIDE, "\n## Guide\n(.*?)\n## ");
        return Pattern.compile("```" + language + "\n(.*?\n)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
    }

    private static String block(Path document, String pattern) throws IOException {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(document));
        assertThat(found.find()).as(document + " has " + pattern).isTrue();
        return found.group(1);
    }
}
