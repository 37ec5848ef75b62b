package org.nnplayground.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaunchTest {

    private static final Preparation PREPARATION = new Preparation(Path.of("/app/server.jar"));

    @Test
    void keepsOptionsAndArgumentsAndTheirOrder() {
        Optional<List<String>> command = command(
                Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=35"),
                "java",
                "-Xmx300m",
                "--enable-native-access=ALL-UNNAMED",
                "-Da=b c",
                "-jar",
                "server.jar",
                "--server.port=1",
                "-jar",
                "");

        assertThat(command)
                .contains(List.of(
                        "/jdk/bin/java",
                        "-XX:AOTCache=/app/server.start/server.aot",
                        "-XX:TrimNativeHeapInterval=10000",
                        "-XX:G1PeriodicGCInterval=60000",
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxHeapFreeRatio=30",
                        "-Xmx300m",
                        "-Da=b c",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        "/app/server.start/server.jar",
                        "--server.port=1",
                        "-jar",
                        ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@options",
                "-javaagent:agent.jar",
                "-agentlib:jdwp=transport=dt_socket,server=y",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:AOTCache=other.aot",
                "-XX:SharedArchiveFile=other.jsa",
                "-Xshare:off",
                "-XX:StartFlightRecording",
                "-XX:-UseCompressedOops",
                "-XX:+UseZGC"
            })
    void keepsTheProcessIfAnOptionDoesNotSuitTheCache(String option) {
        assertThat(command(Map.of(), "java", option, "-jar", "server.jar")).isEmpty();
        assertThat(command(Map.of("JDK_JAVA_OPTIONS", "-Xmx300m " + option), "java", "-jar", "server.jar"))
                .isEmpty();
    }

    @Test
    void keepsTheProcessIfItsJarIsNotAnArgument() {
        assertThat(command(Map.of(), "java", "-Xmx300m", "org.example.Main")).isEmpty();
    }

    @Test
    void theImageReturnsMemoryByTheSameOptions() throws IOException {
        assertThat(Files.readAllLines(Path.of("../Dockerfile")))
                .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains(Relaunch.MEMORY.stream()
                                .map(option -> '"' + option + '"')
                                .toList()));
    }

    private static Optional<List<String>> command(Map<String, String> environment, String... arguments) {
        return Relaunch.command(Path.of("/jdk/bin/java"), List.of(arguments), environment, PREPARATION);
    }
}
