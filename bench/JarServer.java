import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server process, started in a new temporary folder, with HTTP access for the programs in this folder. */
record JarServer(Process process, String base, ProcessBuilder command) implements AutoCloseable {

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Starts the server from its jar and returns when it is healthy. */
    static JarServer start(Path jar, int port, String... settings) throws Exception {
        return start(List.of("-jar", jar.toAbsolutePath().toString()), port, List.of(settings));
    }

    /**
     * Starts the server and returns when it is healthy.
     *
     * @param program arguments of {@code java} that name the program
     */
    static JarServer start(List<String> program, int port, List<String> settings) throws Exception {
        Path folder = Files.createTempDirectory("nn-playground-bench");
        var line = new ArrayList<>(List.of(
                JAVA.toString(), "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(program);
        line.add("--server.port=" + port);
        line.addAll(settings);
        var command = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        return start(command, "http://localhost:" + port);
    }

    private static JarServer start(ProcessBuilder command, String base) throws Exception {
        Process process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var server = new JarServer(process, base, command);
        server.awaitHealth(command.directory().toPath().resolve("log"));
        return server;
    }

    /**
     * Ends the process, starts the server again in the same folder and returns when it is healthy.
     *
     * @param kill whether to end it with SIGKILL instead of SIGTERM
     */
    JarServer restarted(boolean kill) throws Exception {
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        process.waitFor();
        return start(command, base);
    }

    private void awaitHealth(Path log) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/actuator/health")).build();
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            try {
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // still starting
            }
            Thread.sleep(200);
        }
        close();
        throw new IllegalStateException("The server did not start. Its log:\n" + Files.readString(log));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Sends a request to the API.
     *
     * @param token control token; empty for none
     * @param headers alternately name and value
     * @return the response body
     * @throws IOException if the status is 300 or above, too
     */
    String send(String method, String path, String token, String body, String... headers) throws Exception {
        HttpResponse<String> response = exchange(method, path, token, body, headers);
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** Sends a request to the API and returns the response of any status. */
    HttpResponse<String> exchange(String method, String path, String token, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(Duration.ofSeconds(70))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** CPU time of the server, in nanoseconds. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Resident memory of the server (Linux). */
    double residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Resident memory of the idle server, after two garbage collections, when it has had time to return what it does not
     * need (decision 70): H2 keeps copies of large texts for 30 s, and free native memory is returned every 10 s.
     */
    double settledMib() throws Exception {
        Thread.sleep(Duration.ofSeconds(35));
        Path jcmd = JAVA.resolveSibling("jcmd");
        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(30, TimeUnit.SECONDS);
            Thread.sleep(Duration.ofSeconds(1));
        }
        Thread.sleep(Duration.ofSeconds(12));
        return residentMib();
    }

    /** Opens an event stream and returns its lines. */
    Stream<String> follow(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofLines()).body();
    }

    /** Returns the first group of the first match. */
    static String first(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + regex + " in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
