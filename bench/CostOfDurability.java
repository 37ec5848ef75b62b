import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures how much the database slows training down.
 *
 * <p>Trains one live job at full speed, with one follower, alternately over the H2 file and over
 * {@code playground.store=memory}, each time with a new server; then eight such jobs. Prints epochs/s in total (median of
 * the repetitions) and the ratio.
 *
 * <p>Usage: {@code java bench/CostOfDurability.java [JAR] [SECONDS] [REPETITIONS]} with Java 25, after
 * {@code ./mvnw package}.
 */
class CostOfDurability {

    static final int PORT = 18_083;

    /** 2-4-2-1 and 7-8-8-8-1, tanh, batch 10, 250 train and 250 test samples. */
    static final Map<String, String> SHAPES = new TreeMap<>(Map.of(
            "S", spec("\"x1\",\"x2\"", 4, 2), "M", spec("\"x1\",\"x2\",\"x1Squared\",\"x2Squared\",\"x1TimesX2\",\"sinX1\",\"sinX2\"", 8, 8, 8)));

    static final List<String> STORES = List.of("sql", "memory");

    static String spec(String features, int... hidden) {
        var layers = new StringBuilder();
        for (int units : hidden) {
            layers.append("{\"units\":").append(units).append(",\"activation\":\"tanh\"},");
        }
        return "{\"task\":\"classification\",\"data\":{\"source\":\"generated\",\"generator\":\"spiral\",\"noise\":0.1,"
                + "\"seed\":1},\"features\":[" + features + "],\"network\":{\"layers\":[" + layers
                + "{\"units\":1,\"activation\":\"tanh\"}],\"initializer\":{\"type\":\"uniform\",\"seed\":7}},"
                + "\"training\":{\"seed\":7}}";
    }

    record Job(String path, String token) {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "backend/target/nn-playground.jar");
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        // Keys: shape and number of jobs ("S | 1"), then store.
        var reached = new TreeMap<String, Map<String, List<Double>>>();
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (String store : STORES) {
                JarServer server = JarServer.start(jar, PORT, "--playground.store=" + store);
                try {
                    for (var shape : SHAPES.entrySet()) {
                        for (int jobs : new int[] {1, 8}) {
                            double rate = rate(server, shape.getValue(), jobs, seconds);
                            reached.computeIfAbsent(shape.getKey() + " | " + jobs, key -> new TreeMap<>())
                                    .computeIfAbsent(store, key -> new ArrayList<>())
                                    .add(rate);
                        }
                    }
                } finally {
                    server.close();
                }
            }
        }
        System.out.println("| Shape | jobs | H2 file, epochs/s in total | memory | H2 / memory |");
        System.out.println("|---|---|---|---|---|");
        reached.forEach((what, byStore) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.3f |%n",
                what,
                median(byStore.get("sql")),
                median(byStore.get("memory")),
                median(byStore.get("sql")) / median(byStore.get("memory"))));
    }

    static double median(List<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(number -> number).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Epochs/s of {@code count} jobs in total; the first one has a follower. */
    static double rate(JarServer server, String spec, int count, double seconds) throws Exception {
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < count; i++) {
            String created = server.send(
                    "POST", "/jobs", "", "{\"mode\":\"live\",\"pace\":{\"epochsPerSecond\":0},\"spec\":" + spec + "}");
            jobs.add(new Job(
                    "/jobs/" + JarServer.first(created, "\"id\":\"([^\"]+)\""),
                    JarServer.first(created, "\"controlToken\":\"([^\"]+)\"")));
        }
        Thread follower = Thread.startVirtualThread(() -> follow(server, jobs.getFirst()));
        for (Job job : jobs) {
            server.send("POST", job.path() + "/play", job.token(), "{}");
        }
        Thread.sleep(3000); // warm-up
        double[] before = epochs(server, jobs);
        long start = System.nanoTime();
        Thread.sleep((long) (1000 * seconds));
        double[] after = epochs(server, jobs);
        double took = (System.nanoTime() - start) / 1e9;
        for (Job job : jobs) {
            server.send("DELETE", job.path(), job.token(), "");
        }
        follower.join();
        return (Arrays.stream(after).sum() - Arrays.stream(before).sum()) / took;
    }

    static double[] epochs(JarServer server, List<Job> jobs) throws Exception {
        var epochs = new double[jobs.size()];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = Double.parseDouble(
                    JarServer.first(server.send("GET", jobs.get(i).path(), "", ""), "\"epoch\":(\\d+)"));
        }
        return epochs;
    }

    /** Reads a job's frames until it ends. */
    static void follow(JarServer server, Job job) {
        try (var lines = server.follow(job.path() + "/events")) {
            lines.forEach(line -> {});
        } catch (Exception ended) {
            // the job or the server has ended
        }
    }
}
