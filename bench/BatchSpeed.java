import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures batch jobs through the API.
 *
 * <p>Lone jobs of shapes S, M and L: epochs per second from the request to the end, and per second of the server's CPU
 * time; median of {@link #ROUNDS}. Then {@link #MANY} jobs of shape S (or {@code --jobs}) over {@link #EPOCHS} epochs,
 * all submitted at once, against one after the other in the version's default arithmetic. A version that accepts the field
 * {@code arithmetic} is also measured with {@code shared}, where it accepts the shape.
 */
final class BatchSpeed {

    private static final int ROUNDS = 3;
    private static final int MANY = 256;
    private static final int EPOCHS = 1000;
    private static final int CALIBRATION_EPOCHS = 2000;
    private static final int MAX_EPOCHS = 1_000_000;
    private static final long POLL_MS = 20;
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    private BatchSpeed() {}

    /** A version, with or without a given arithmetic. */
    record Variant(String title, JarServer server, String fields) {

        boolean accepts(String spec) throws Exception {
            return request(this, spec, 1, "").statusCode() == 201;
        }
    }

    private record Speed(double perSecond, double perCpuSecond) {}

    /** Time and CPU time of the server, in seconds. */
    record Cost(double seconds, double cpuSeconds) {}

    interface Work {
        void run() throws Exception;
    }

    static void measure(LiveJobs.Options options) throws Exception {
        try (LiveJobs.Servers servers = options.start("sql")) {
            var variants = new ArrayList<Variant>();
            for (var version : servers.byVersion().entrySet()) {
                variants.add(new Variant(version.getKey(), version.getValue(), ""));
                var shared = new Variant(
                        version.getKey() + ", shared arithmetic", version.getValue(), ",\"arithmetic\":\"shared\"");
                if (shared.accepts(Workload.small(1))) {
                    variants.add(shared);
                }
            }
            measureLone(variants, options.secondsOr(5));
            measureMany(variants, options.jobs().length == 0 ? MANY : options.jobs()[0]);
        }
    }

    private static void measureLone(List<Variant> all, int seconds) throws Exception {
        System.out.printf(
                "%n| Lone batch job | version | epochs/s | epochs per CPU second | epochs/s : first version's |%n"
                        + "|---|---|---|---|---|%n");
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put("S", Workload.small(1));
        shapes.put("M", Workload.medium(1));
        shapes.put("L", Workload.large(1));
        for (var shape : shapes.entrySet()) {
            var variants = new ArrayList<Variant>();
            for (Variant variant : all) {
                if (variant.accepts(shape.getValue())) {
                    variants.add(variant);
                }
            }
            List<Integer> epochs = new ArrayList<>();
            for (Variant variant : variants) {
                train(variant, shape.getValue(), CALIBRATION_EPOCHS); // warm-up
                double perSecond = train(variant, shape.getValue(), CALIBRATION_EPOCHS).perSecond;
                epochs.add((int) Math.clamp(perSecond * seconds, 1, MAX_EPOCHS));
            }
            List<List<Speed>> speeds = variants.stream().<List<Speed>>map(variant -> new ArrayList<>()).toList();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < variants.size(); i++) {
                    speeds.get(i).add(train(variants.get(i), shape.getValue(), epochs.get(i)));
                }
            }
            double first = median(speeds.getFirst().stream().map(Speed::perSecond).toList());
            for (int i = 0; i < variants.size(); i++) {
                double perSecond = median(speeds.get(i).stream().map(Speed::perSecond).toList());
                System.out.printf(
                        Locale.ROOT, "| %s | %s | %.0f | %.0f | %.2f |%n", shape.getKey(), variants.get(i).title, perSecond,
                        median(speeds.get(i).stream().map(Speed::perCpuSecond).toList()), perSecond / first);
            }
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Speed train(Variant variant, String spec, int epochs) throws Exception {
        Cost cost = cost(variant.server, () -> awaitEnd(variant, submit(variant, spec, epochs, "wait=60")));
        return new Speed(epochs / cost.seconds, epochs / cost.cpuSeconds);
    }

    private static void measureMany(List<Variant> variants, int jobs) throws Exception {
        System.out.printf(
                "%n| %d batch jobs of shape S, %d epochs | together, s | CPU s | one after the other, s | CPU s "
                        + "| one after the other : together |%n|---|---|---|---|---|---|%n",
                jobs, EPOCHS);
        List<Integer> seeds = IntStream.rangeClosed(1, jobs).boxed().toList();
        var oneByOne = new HashMap<JarServer, Cost>();
        for (Variant variant : variants) {
            Cost together = cost(variant.server, () -> {
                for (String job : LiveJobGroup.inParallel(
                        seeds, seed -> submit(variant, Workload.small(seed), EPOCHS, ""))) {
                    awaitEnd(variant, job);
                }
            });
            Cost alone = oneByOne.get(variant.server);
            if (alone == null) {
                alone = cost(variant.server, () -> {
                    for (int seed : seeds) {
                        awaitEnd(variant, submit(variant, Workload.small(seed), EPOCHS, "wait=60"));
                    }
                });
                oneByOne.put(variant.server, alone);
            }
            System.out.printf(
                    Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %.1f | %.1f |%n", variant.title, together.seconds,
                    together.cpuSeconds, alone.seconds, alone.cpuSeconds, alone.seconds / together.seconds);
        }
    }

    static Cost cost(JarServer server, Work work) throws Exception {
        long cpu = server.cpuNanos();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(seconds, (server.cpuNanos() - cpu) / 1e9);
    }

    private static HttpResponse<String> request(Variant variant, String spec, int epochs, String prefer)
            throws Exception {
        String body = "{\"mode\":\"batch\",\"stop\":{\"epochs\":" + epochs + "}" + variant.fields + ",\"spec\":" + spec + "}";
        return prefer.isEmpty()
                ? variant.server.exchange("POST", "/jobs", "", body)
                : variant.server.exchange("POST", "/jobs", "", body, "Prefer", prefer);
    }

    /** @return the job, as it was when the server answered */
    static String submit(Variant variant, String spec, int epochs, String prefer) throws Exception {
        HttpResponse<String> response = request(variant, spec, epochs, prefer);
        if (response.statusCode() != 201) {
            throw new IOException("POST /jobs: " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    static void awaitEnd(Variant variant, String submitted) throws Exception {
        String path = "/jobs/" + JarServer.first(submitted, "\"id\":\"([^\"]+)\"");
        String job = submitted;
        while (!ENDED.contains(JarServer.first(job, "\"state\":\"([^\"]+)\""))) {
            Thread.sleep(POLL_MS);
            job = variant.server.send("GET", path, "", "");
        }
        if (!JarServer.first(job, "\"state\":\"([^\"]+)\"").equals("succeeded")) {
            throw new IllegalStateException("A batch job has not succeeded: " + job);
        }
    }
}
