package org.nnplayground.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged jar, which the system property {@code packaged.jar} names, as an operator does. */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "packaged.jar", matches = ".+")
class RelaunchIT {

    private static final Path JAR = Path.of(System.getProperty("packaged.jar", "none"));

    @TempDir
    Path folder;

    @Test
    void aPreparedJarContinuesInTheSameProcessWithTheCache() throws Exception {
        Process server = start(JAR, "one", "-Xmx400m");
        try {
            assertThat(statusOfPage(server, "one")).isEqualTo(200);
            assertThat(arguments(server))
                    .contains("-Xmx400m", "-XX:AOTCache=" + Preparation.of(JAR).aotCache());
            assertThat(log("one")).doesNotContain("[aot]");

            server.destroy();

            assertThat(server.waitFor()).isEqualTo(128 + 15);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void twoStartsAtOnceBothUseTheCache() throws Exception {
        Process one = start(JAR, "one");
        Process two = start(JAR, "two");
        try {
            assertThat(statusOfPage(one, "one")).isEqualTo(200);
            assertThat(statusOfPage(two, "two")).isEqualTo(200);
            assertThat(arguments(two))
                    .contains("-XX:AOTCache=" + Preparation.of(JAR).aotCache());
        } finally {
            one.destroyForcibly();
            two.destroyForcibly();
        }
    }

    @Test
    void aJarWithoutPreparationStartsAsItIs() throws Exception {
        Path unprepared = copyOf(JAR);
        Process server = start(unprepared, "one", "-XX:TieredStopAtLevel=1");
        try {
            assertThat(statusOfPage(server, "one")).isEqualTo(200);
            assertThat(arguments(server)).contains("-jar", unprepared.toString());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void aDamagedCacheIsIgnored() throws Exception {
        Path jar = copyOf(JAR);
        Preparation damaged = Preparation.of(jar);
        Files.createDirectories(damaged.folder());
        Path prepared = Preparation.of(JAR).folder();
        Files.createSymbolicLink(damaged.folder().resolve("lib"), prepared.resolve("lib"));
        Files.copy(Preparation.of(JAR).extractedJar(), damaged.extractedJar());
        Files.writeString(damaged.aotCache(), "not a cache".repeat(1000));
        damaged.markValid();
        Process server = start(jar, "one", "-XX:TieredStopAtLevel=1");
        try {
            assertThat(statusOfPage(server, "one")).isEqualTo(200);
            assertThat(arguments(server)).contains(damaged.extractedJar().toString());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void aSecondPreparationAtTheSameTimeIsRefused() throws Exception {
        Path jar = copyOf(JAR);
        Preparation preparation = Preparation.of(jar);
        Files.createDirectories(preparation.folder());
        try (var channel =
                        FileChannel.open(preparation.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            Process second = java("second", List.of("-jar", jar.toString(), "--prepare-start"));

            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(log("second")).contains("another process is preparing");
        }
    }

    /** The same file under another name, where nothing is prepared. */
    private Path copyOf(Path jar) throws IOException {
        return Files.copy(jar, folder.resolve("copy.jar"));
    }

    private Process start(Path jar, String name, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-jar", jar.toString(), "--server.port=0", "--playground.data=" + data(name)));
        return java(name, arguments);
    }

    private Process java(String name, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private Path data(String name) {
        return folder.resolve(name);
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private static List<String> arguments(Process process) throws IOException {
        return List.of(
                Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).split("\0"));
    }

    /** The status of the first answer of {@code GET /}. */
    private int statusOfPage(Process server, String name) throws Exception {
        Path address = data(name).resolve("address");
        while (!Files.exists(address) || Files.size(address) == 0) {
            if (!server.isAlive()) {
                throw new AssertionError("the server did not start: " + log(name));
            }
            Thread.sleep(50);
        }
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(Files.readString(address)))
                    .timeout(Duration.ofMinutes(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
