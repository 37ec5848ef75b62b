package org.nnplayground.web;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nnplayground.PlaygroundApplication;

/**
 * The server as a process of its own, which a test can kill. Runs the packaged server if the system properties
 * {@code server.jar} and {@code server.aot} name it and its AOT cache (the build sets them, see
 * {@code backend/pom.xml}); otherwise, as from an IDE, the classes of the class path.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final int port;
    private final Client client;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.client = new Client(port);
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param data folder for the data and the log of the server
     */
    public static ServerProcess start(Path data, List<String> settings) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // A server lives for seconds: the second compiler (C2) would take more CPU time than it saves.
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(program());
        command.addAll(List.of("--server.port=" + port, "--playground.data=" + data));
        command.addAll(settings);
        Path log = data.resolve("server-" + port + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A test that fails may not stop it.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var server = new ServerProcess(process, log, port);
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!server.isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the server did not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return server;
    }

    /** The arguments of {@code java} that name the program. */
    private static List<String> program() {
        String jar = System.getProperty("server.jar");
        if (jar == null) {
            return List.of("-cp", System.getProperty("java.class.path"), PlaygroundApplication.class.getName());
        }
        return List.of("-XX:AOTCache=" + System.getProperty("server.aot"), "-jar", jar);
    }

    private boolean isReady() {
        try {
            return client.gets("/actuator/health/readiness").status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public Client client() {
        return client;
    }

    /** What the server has logged so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process with SIGKILL: it can do nothing before its end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the process with SIGTERM, and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
