package org.nnplayground.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nnplayground.PlaygroundApplication;

/** The commands that start the server, and the time that it has to stop. */
class StartCommandsTest {

    private static final String EXIT = "-XX:+ExitOnOutOfMemoryError";
    private static final Pattern GRACE = Pattern.compile("terminationGracePeriodSeconds: (\\d+)");

    /** Kubernetes counts the time of the preStop hook, too. */
    private static final Duration PRE_STOP = Duration.ofSeconds(5);

    @Test
    void everyStartEndsTheProcessWhenTheHeapIsExhausted() throws IOException {
        assertThat(lines("../Dockerfile", "ENTRYPOINT"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(EXIT));
        assertThat(lines("../docs/deploy.md", "-jar backend/target/nn-playground.jar"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(EXIT));
        assertThat(lines("pom.xml", "<jvmArguments>"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(EXIT));
    }

    private static List<String> lines(String file, String part) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.contains(part))
                .toList();
    }

    @Test
    void aProcessThatDoesNotStopEndsWithinTheGracePeriodOfKubernetes() throws IOException {
        try (Stream<Path> manifests = Files.walk(Path.of("../k8s"))) {
            List<Duration> periods = manifests
                    .filter(Files::isRegularFile)
                    .flatMap(file -> GRACE.matcher(text(file)).results().map(StartCommandsTest::seconds))
                    .toList();

            assertThat(periods)
                    .isNotEmpty()
                    .allSatisfy(period -> assertThat(period.minus(PRE_STOP))
                            .isGreaterThan(PlaygroundApplication.DEFAULT_SHUTDOWN_TIMEOUT));
        }
    }

    private static Duration seconds(MatchResult found) {
        return Duration.ofSeconds(Long.parseLong(found.group(1)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
