import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures how many live jobs one process can train, and the memory of idle streams.
 *
 * <p>Plays N live jobs of shape S (2-4-2-1 tanh, batch size 10) at a fixed pace. Follows each on its own stream, with a
 * 50 x 50 boundary and the parameters in every frame, from the same machine. The delay of a frame of epoch e is its
 * arrival time minus e / pace seconds, relative to the frame of the same stream with the smallest such value. So it
 * covers pacing, training, evaluation, writing and reading. Then it opens 1,000 streams of paused jobs.
 *
 * <p>Usage: {@code java bench/LiveJobs.java [JAR] [SECONDS] [N,N,...]} with Java 25 on Linux (it reads /proc), after
 * {@code ./mvnw package}, on an otherwise idle machine. Exit status 1 if 100 jobs at 30 epochs/s and 10 frames/s exceed
 * {@link #ALLOWED_MS}, or the idle streams exceed {@link #ALLOWED_MIB}.
 */
class LiveJobs {

    static final int PORT = 18_082;
    static final int IDLE_STREAMS = 1000;
    static final double ALLOWED_MS = 100;
    static final double ALLOWED_MIB = 200;

    static final String SHAPE_S = """
            {"task":"classification","data":{"source":"generated","generator":"spiral","noise":0.1,"seed":1},
            "network":{"initializer":{"type":"uniform","seed":7}},"training":{"seed":7}}""";

    private static JarServer server;

    record Job(String path, String token) {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "backend/target/nn-playground.jar");
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int[] given = args.length > 2 ? numbers(args[2]) : null;
        server = JarServer.start(
                jar, PORT, "--playground.store=memory", "--playground.callers.live-jobs=1000",
                "--playground.callers.requests-per-second=10000", "--playground.callers.request-burst=10000",
                "--playground.callers.jobs-per-second=1000", "--playground.callers.job-burst=1000",
                "--playground.callers.streams=2000", "--playground.callers.streams-in-all=2000");
        boolean holds;
        try {
            measure(10, 30, 10, Math.min(seconds, 5)); // warm-up
            holds = table(given == null ? new int[] {25, 50, 100, 150, 200} : given, 30, 10, seconds);
            table(given == null ? new int[] {25, 50, 75, 100, 125, 150} : given, 60, 20, seconds);
            holds &= idleStreams();
        } finally {
            server.close();
        }
        System.exit(holds ? 0 : 1);
    }

    static int[] numbers(String list) {
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    /** @return false if 100 jobs at 30 epochs/s were measured and exceeded the allowed delay */
    static boolean table(int[] jobs, int pace, int rate, int seconds) throws Exception {
        System.out.printf(
                "%n| Live jobs at %d epochs/s, %d frames/s | delay p50 ms | p95 | p99 | epochs/s per job | frames/s per job "
                        + "| server, cores | client, cores | resident MiB |%n|---|---|---|---|---|---|---|---|---|%n",
                pace, rate);
        int maximum = 0;
        boolean holds = true;
        for (int n : jobs) {
            Figures figures = measure(n, pace, rate, seconds);
            System.out.printf(
                    Locale.ROOT, "| %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.0f |%n", n,
                    figures.delay(0.5), figures.delay(0.95), figures.delay(0.99), figures.epochsPerSecond,
                    figures.framesPerSecond, figures.serverCores, figures.clientCores, figures.residentMib);
            if (figures.delay(0.95) < ALLOWED_MS && figures.epochsPerSecond > 0.99 * pace) {
                maximum = Math.max(maximum, n);
            } else if (n == 100 && pace == 30) {
                holds = false;
            }
        }
        System.out.printf("%nLargest number with p95 below %.0f ms and the requested pace: %d.%n", ALLOWED_MS, maximum);
        return holds;
    }

    /** @param delays in milliseconds, sorted */
    record Figures(
            double[] delays, double epochsPerSecond, double framesPerSecond, double serverCores, double clientCores,
            double residentMib) {
        double delay(double part) {
            return delays.length == 0 ? Double.NaN : delays[(int) Math.min(delays.length - 1, part * delays.length)];
        }
    }

    static Figures measure(int n, int pace, int rate, int seconds) throws Exception {
        var jobs = new ArrayList<Job>();
        var streams = new ArrayList<FrameStream>();
        try {
            for (int i = 0; i < n; i++) {
                jobs.add(create(pace));
            }
            for (Job job : jobs) {
                streams.add(FrameStream.open(server.base(), job.path(), "maxRate=" + rate + "&resolution=50", pace));
            }
            for (Job job : jobs) {
                server.send("POST", job.path() + "/play", job.token(), "{}");
            }
            Thread.sleep(3000); // until all train
            long server0 = serverCpu();
            long client0 = clientCpu();
            long start = System.nanoTime();
            streams.forEach(stream -> stream.measures = true);
            Thread.sleep(seconds * 1000L);
            streams.forEach(stream -> stream.measures = false);
            double took = System.nanoTime() - start;
            double serverCores = (serverCpu() - server0) / took;
            double clientCores = (clientCpu() - client0) / took;
            return new Figures(
                    streams.stream().flatMapToDouble(stream -> Arrays.stream(stream.delays())).sorted().toArray(),
                    streams.stream().mapToDouble(FrameStream::epochsPerSecond).average().orElse(0),
                    streams.stream().mapToDouble(FrameStream::framesPerSecond).average().orElse(0),
                    serverCores,
                    clientCores,
                    residentMib());
        } finally {
            for (FrameStream stream : streams) {
                stream.close();
            }
            for (Job job : jobs) {
                server.send("DELETE", job.path(), job.token(), "");
            }
        }
    }

    /** Measures the memory of 1,000 streams of ten paused jobs. */
    static boolean idleStreams() throws Exception {
        var jobs = new ArrayList<Job>();
        var streams = new ArrayList<FrameStream>();
        try {
            for (int i = 0; i < 10; i++) {
                jobs.add(create(60));
            }
            double before = settledMib();
            for (int i = 0; i < IDLE_STREAMS; i++) {
                streams.add(FrameStream.open(server.base(), jobs.get(i % jobs.size()).path(), "resolution=50", 60));
            }
            Thread.sleep(5000);
            double after = settledMib();
            long alive = streams.stream().filter(stream -> stream.frames > 0).count();
            System.out.printf(
                    Locale.ROOT,
                    "%n%d idle streams (%d received their frame): resident memory %.0f MiB before, %.0f MiB with them, difference %.0f MiB.%n",
                    IDLE_STREAMS, alive, before, after, after - before);
            return alive == IDLE_STREAMS && after - before < ALLOWED_MIB;
        } finally {
            for (FrameStream stream : streams) {
                stream.close();
            }
            for (Job job : jobs) {
                server.send("DELETE", job.path(), job.token(), "");
            }
        }
    }

    static Job create(int pace) throws Exception {
        String job = server.send(
                "POST", "/jobs", "",
                "{\"mode\":\"live\",\"pace\":{\"epochsPerSecond\":" + pace + "},\"spec\":" + SHAPE_S + "}");
        return new Job(
                "/jobs/" + JarServer.first(job, "\"id\":\"([^\"]+)\""),
                JarServer.first(job, "\"controlToken\":\"([^\"]+)\""));
    }

    /** CPU time of the server, in nanoseconds. */
    static long serverCpu() {
        return server.process().info().totalCpuDuration().orElseThrow().toNanos();
    }

    static long clientCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    static double residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.process().pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Resident memory after garbage collections. */
    static double settledMib() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(jcmd.toString(), Long.toString(server.process().pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(30, TimeUnit.SECONDS);
            Thread.sleep(1000);
        }
        return residentMib();
    }
}
