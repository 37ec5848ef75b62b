import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures whether one large network takes the store away from the others: the latency of small writes and of
 * {@code GET /} over the H2 file, first while nothing else is stored, then beside a live job with 5 million parameters
 * and Adam that trains at full speed.
 *
 * <p>One client calls in turn: POST of a batch job of one epoch, a control (pause or play) of a small live job, which is
 * durable when it is answered, and {@code GET /}. Beside the large job it measures four times as long and changes the
 * learning rate of the large job at the start, so that a whole checkpoint is written meanwhile. Then it measures the
 * large job itself: a pause, how many bytes the server writes for it, and the size of the H2 file before and after it is
 * deleted.
 *
 * <p>Usage: {@code bench/store_latency.sh [--before=CHECKOUT] [--seconds=N] [--rounds=N]} on Linux.
 */
class StoreLatency {

    static final long PAUSE_MS = 10;
    static final long IDLE_MS = 3000;
    static final int WARM_UP = 100;
    static final long FILE_SETTLES_MS = 15_000;

    static final String SMALL = spec("", "{\"units\":4,\"activation\":\"tanh\"}");

    /** 2-2233-2233-1: 4,997,455 parameters. */
    static final String LARGE = spec(
            ",\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.0001},\"batchSize\":32",
            "{\"units\":2233,\"activation\":\"relu\"},{\"units\":2233,\"activation\":\"relu\"}");

    static String spec(String training, String hidden) {
        return "{\"task\":\"classification\",\"data\":{\"source\":\"generated\",\"generator\":\"spiral\",\"noise\":0.1,"
                + "\"seed\":1},\"features\":[\"x1\",\"x2\"],\"network\":{\"layers\":[" + hidden
                + ",{\"units\":1,\"activation\":\"tanh\"}],\"initializer\":{\"type\":\"uniform\",\"seed\":7}},"
                + "\"training\":{\"seed\":7" + training + "}}";
    }

    record Job(String path, String token) {}

    /** Latencies in milliseconds by call; calls that were not answered with success. */
    record Latencies(Map<String, List<Double>> byCall, int[] failures) {
        Latencies() {
            this(new LinkedHashMap<>(), new int[1]);
        }
    }

    interface Call {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        var versions = new LinkedHashMap<String, String>();
        int seconds = 10;
        int rounds = 1;
        for (String arg : args) {
            String value = arg.substring(arg.indexOf('=') + 1);
            switch (arg.substring(0, arg.indexOf('='))) {
                case "--before" -> versions.putFirst("before", value);
                case "--now" -> versions.put("now", value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(arg);
            }
        }
        var idle = new TreeMap<String, Latencies>();
        var beside = new TreeMap<String, Latencies>();
        for (int round = 0; round < rounds; round++) {
            for (var version : versions.entrySet()) {
                measure(
                        version.getKey(),
                        version.getValue(),
                        seconds,
                        idle.computeIfAbsent(version.getKey(), key -> new Latencies()),
                        beside.computeIfAbsent(version.getKey(), key -> new Latencies()));
            }
        }
        System.out.println("| Version | call | idle p50, ms | p95 | beside p50, ms | p95 | max | p95 : idle p95 | failed |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (String version : versions.keySet()) {
            Latencies of = beside.get(version);
            for (String call : of.byCall.keySet()) {
                List<Double> before = idle.get(version).byCall.get(call);
                List<Double> now = of.byCall.get(call);
                System.out.printf(
                        Locale.ROOT, "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.0f | %.2f | %d |%n", version, call,
                        part(before, 0.5), part(before, 0.95), part(now, 0.5), part(now, 0.95), part(now, 1),
                        part(now, 0.95) / part(before, 0.95), of.failures[0]);
            }
        }
    }

    static double part(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (part * sorted.size())));
    }

    static void measure(String version, String classPath, int seconds, Latencies idle, Latencies beside)
            throws Exception {
        Path data = Files.createTempDirectory("nn-playground-store");
        JarServer server = JarServer.start(
                List.of("-cp", classPath, "org.nnplayground.PlaygroundApplication"), freePort(),
                List.of("--playground.data=" + data, "--playground.callers.requests-per-second=10000",
                        "--playground.callers.request-burst=100000", "--playground.callers.batch-jobs=100000",
                        "--playground.callers.jobs-per-second=1000", "--playground.callers.job-burst=100000"));
        try (server) {
            Job small = create(server, SMALL);
            for (int i = 0; i < WARM_UP; i++) {
                callAll(server, small, i, new Latencies());
            }
            callFor(server, small, seconds, idle);
            long written = written(server);
            Thread.sleep(IDLE_MS);
            long writtenWhenIdle = written(server) - written;

            Job large = create(server, LARGE);
            time(version + ": play of the large job", () -> send(server, large, "play"));
            written = written(server);
            Thread change = Thread.startVirtualThread(() -> time(
                    version + ": new learning rate of the large job",
                    () -> server.send("PATCH", large.path, large.token, "{\"learningRate\":0.0002}")));
            callFor(server, small, 4 * seconds, beside);
            change.join();
            System.out.printf(
                    Locale.ROOT, "%s: %.1f MB/s written beside the large job, %.1f MB/s without; epoch of the large job: %s%n",
                    version, (written(server) - written) / 1e6 / (4 * seconds), writtenWhenIdle / 1e3 / IDLE_MS,
                    JarServer.first(server.send("GET", large.path, "", ""), "\"epoch\":(\\d+)"));
            time(version + ": pause of the large job", () -> send(server, large, "pause"));
            System.out.printf(Locale.ROOT, "%s: H2 file %.0f MB", version, size(data));
            server.send("DELETE", large.path, large.token, "");
            Thread.sleep(FILE_SETTLES_MS);
            System.out.printf(Locale.ROOT, ", 15 s after the deletion %.0f MB", size(data));
        }
        System.out.printf(Locale.ROOT, ", after the shutdown %.0f MB%n", size(data));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void time(String what, Call call) {
        long start = System.nanoTime();
        String failure = "";
        try {
            call.run();
        } catch (Exception e) {
            failure = ", failed: " + e.getMessage();
        }
        System.out.printf(Locale.ROOT, "%s: %.0f ms%s%n", what, (System.nanoTime() - start) / 1e6, failure);
    }

    static Job create(JarServer server, String spec) throws Exception {
        String created = server.send(
                "POST", "/jobs", "", "{\"mode\":\"live\",\"pace\":{\"epochsPerSecond\":0},\"spec\":" + spec + "}");
        return new Job(
                "/jobs/" + JarServer.first(created, "\"id\":\"([^\"]+)\""),
                JarServer.first(created, "\"controlToken\":\"([^\"]+)\""));
    }

    static void send(JarServer server, Job job, String control) throws Exception {
        server.send("POST", job.path + "/" + control, job.token, "{}");
    }

    static void callFor(JarServer server, Job small, int seconds, Latencies to) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int i = 0; System.nanoTime() - end < 0; i++) {
            callAll(server, small, i, to);
        }
    }

    static void callAll(JarServer server, Job small, int i, Latencies to) throws Exception {
        call("POST of a small job", to, () -> server.send("POST", "/jobs", "", "{\"stop\":{\"epochs\":1},\"spec\":" + SMALL + "}"));
        call("control of a small job", to, () -> send(server, small, i % 2 == 0 ? "play" : "pause"));
        call("GET /", to, () -> page(server));
    }

    static void call(String name, Latencies to, Call call) throws Exception {
        long start = System.nanoTime();
        try {
            call.run();
        } catch (IOException e) {
            to.failures[0]++;
        }
        to.byCall.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
        Thread.sleep(PAUSE_MS);
    }

    static void page(JarServer server) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.base() + "/")).build();
        var response = JarServer.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("GET /: " + response.statusCode());
        }
    }

    /** Bytes that the server has written to the disk. */
    static long written(JarServer server) throws IOException {
        String io = Files.readString(Path.of("/proc/" + server.process().pid() + "/io"));
        return Long.parseLong(JarServer.first(io, "\nwrite_bytes: (\\d+)"));
    }

    /** Size of the H2 file in MB. */
    static double size(Path data) throws IOException {
        return Files.size(data.resolve("playground.mv.db")) / 1e6;
    }
}
