import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures whether large jobs and many jobs delay a live job.
 *
 * <p>Prints how late the frames of a live job at 60 epochs/s arrive: alone, with two large batch jobs, and with two
 * large live jobs at full speed. Then it prints the throughput of 64 live jobs, paced and at full speed. The delay of a
 * frame of epoch e is its arrival time minus e / 60 s, relative to the frame with the smallest such value.
 *
 * <p>Usage: {@code java bench/Fairness.java [JAR] [SECONDS]} with Java 25, after {@code ./mvnw package}.
 */
class Fairness {

    static final int PORT = 18_081;
    static final int PACE = 60;

    /** 2-4-2-1 tanh, batch 10. */
    static final String SMALL = """
            {"task":"classification","data":{"source":"generated","generator":"spiral","noise":0.1,"seed":1},
            "network":{"initializer":{"type":"uniform","seed":7}},"training":{"seed":7}}""";

    /** 784-128-10 on 10,000 samples. */
    static final String CLUSTERS = """
            {"task":"classification","data":{"source":"generated","generator":"clusters","samples":10000,
            "dimensions":784,"classes":10,"seed":1},"network":{"layers":[{"units":128,"activation":"relu"},
            {"units":10,"activation":"softmax"}],"initializer":{"type":"he","seed":7}},
            "training":{"optimizer":{"type":"sgd","learningRate":0.003},"batchSize":32,"seed":7}}""";

    /** A million parameters. */
    static final String WIDE = """
            {"task":"classification","data":{"source":"generated","generator":"spiral","samples":5000,"seed":1},
            "network":{"layers":[{"units":1000,"activation":"relu"},{"units":1000,"activation":"relu"},
            {"units":1,"activation":"tanh"}],"initializer":{"type":"he","seed":7}},
            "training":{"optimizer":{"type":"adam","learningRate":0.0001},"batchSize":32,"seed":7}}""";

    private static JarServer server;

    record Job(String path, String token) {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "backend/target/nn-playground.jar");
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 20;
        server = JarServer.start(
                jar, PORT, "--playground.callers.live-jobs=100",
                "--playground.callers.requests-per-second=10000", "--playground.callers.request-burst=10000",
                "--playground.callers.jobs-per-second=1000", "--playground.callers.job-burst=1000",
                "--playground.callers.streams=100");
        try {
            System.out.println("| A live job of shape S at 60 epochs/s | delay p50 ms | p95 | p99 | epochs/s |");
            System.out.println("|---|---|---|---|---|");
            Job live = live(SMALL, PACE);
            follow(live, 5); // warm-up
            print("alone", follow(live, seconds));
            beside(live, "with two large batch jobs", batch(CLUSTERS), batch(WIDE), seconds);
            beside(live, "with two large live jobs at full speed", live(CLUSTERS, 0), live(WIDE, 0), seconds);
            delete(live);
            System.out.println();
            System.out.println("| 64 live jobs of shape S | epochs/s in total | minimum | maximum | frames of one: delay p95 ms |");
            System.out.println("|---|---|---|---|---|");
            many("at 60 epochs/s each", PACE, seconds);
            many("as fast as possible", 0, seconds);
        } finally {
            server.close();
        }
    }

    static void beside(Job live, String what, Job first, Job second, double seconds) throws Exception {
        Thread.sleep(5000); // until both train
        double[] epochs = {epoch(first), epoch(second)};
        print(what, follow(live, seconds));
        if (epoch(first) == epochs[0] && epoch(second) == epochs[1]) {
            System.out.println("neither large job made progress: " + Arrays.toString(epochs));
        }
        delete(first);
        delete(second);
    }

    static void many(String what, int pace, double seconds) throws Exception {
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < 64; i++) {
            jobs.add(live(SMALL, pace));
        }
        Thread.sleep(3000);
        var before = new double[64];
        var reached = new double[64];
        long start = System.nanoTime();
        for (int i = 0; i < 64; i++) {
            before[i] = epoch(jobs.get(i));
        }
        Delays delays = follow(jobs.getFirst(), seconds);
        double took = (System.nanoTime() - start) / 1e9;
        for (int i = 0; i < 64; i++) {
            reached[i] = (epoch(jobs.get(i)) - before[i]) / took;
        }
        double all = Arrays.stream(reached).sum();
        Arrays.sort(reached);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f | %s |%n",
                what,
                all,
                reached[0],
                reached[63],
                pace == 0 ? "a frame every %.0f ms".formatted(delays.gap()) : "%.1f".formatted(delays.percentile(95)));
        for (Job job : jobs) {
            delete(job);
        }
    }

    /**
     * @param milliseconds delay of each frame, sorted
     * @param gap mean interval between two frames, in milliseconds
     */
    record Delays(double[] milliseconds, double epochsPerSecond, double gap) {
        double percentile(int percent) {
            return milliseconds[Math.min(milliseconds.length - 1, milliseconds.length * percent / 100)];
        }
    }

    static void print(String what, Delays delays) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                what,
                delays.percentile(50),
                delays.percentile(95),
                delays.percentile(99),
                delays.epochsPerSecond());
    }

    static final Pattern EPOCH = Pattern.compile("^data:\\{.*?\"epoch\":(\\d+)");

    /** Follows a job's frames with boundary and parameters, as the page does. */
    static Delays follow(Job job, double seconds) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(server.base() + "/api/v1" + job.path() + "/events?maxRate=60&resolution=50"))
                .build();
        var epochs = new ArrayList<Integer>();
        var times = new ArrayList<Double>();
        var response = JarServer.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body()))) {
            long start = System.nanoTime();
            boolean frame = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                double now = (System.nanoTime() - start) / 1e9;
                if (line.startsWith("event:")) {
                    frame = line.endsWith("job.frame");
                }
                Matcher found = EPOCH.matcher(line);
                if (frame && now > 1 && found.find()) {
                    epochs.add(Integer.parseInt(found.group(1)));
                    times.add(now);
                }
                if (now > seconds + 1) {
                    break;
                }
            }
        }
        int n = times.size();
        var late = new double[n];
        double earliest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            late[i] = 1000 * (times.get(i) - (double) epochs.get(i) / PACE);
            earliest = Math.min(earliest, late[i]);
        }
        for (int i = 0; i < n; i++) {
            late[i] -= earliest;
        }
        Arrays.sort(late);
        double took = times.getLast() - times.getFirst();
        return new Delays(late, (epochs.getLast() - epochs.getFirst()) / took, 1000 * took / (n - 1));
    }

    static Job live(String spec, int pace) throws Exception {
        Job job = create("{\"mode\":\"live\",\"pace\":{\"epochsPerSecond\":" + pace + "},\"spec\":" + spec + "}");
        server.send("POST", job.path() + "/play", job.token(), "{}");
        return job;
    }

    static Job batch(String spec) throws Exception {
        return create("{\"stop\":{\"epochs\":1000000},\"spec\":" + spec + "}");
    }

    static Job create(String body) throws Exception {
        String job = server.send("POST", "/jobs", "", body);
        return new Job("/jobs/" + JarServer.first(job, "\"id\":\"([^\"]+)\""), JarServer.first(job, "\"controlToken\":\"([^\"]+)\""));
    }

    static void delete(Job job) throws Exception {
        server.send("DELETE", job.path(), job.token(), "");
    }

    /** The epoch of a job, including the fraction of the epoch in progress. */
    static double epoch(Job job) throws Exception {
        String now = server.send("GET", job.path(), "", "");
        double index = Double.parseDouble(JarServer.first(now, "\"batch\":\\{\"index\":(\\d+)"));
        double count = Double.parseDouble(JarServer.first(now, "\"batch\":\\{\"index\":\\d+,\"count\":(\\d+)"));
        return Double.parseDouble(JarServer.first(now, "\"epoch\":(\\d+)")) + (count == 0 ? 0 : index / count);
    }
}
