import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Measures what live jobs cost the parts of a cluster: a web node, trainers and PostgreSQL, each a process.
 *
 * <p>Trains N live jobs of shape S (2-4-2-1 tanh) at full speed for A seconds, because a new run writes more than a long
 * one. Then plays them at 30 epochs/s, first without followers, then with a stream each at the
 * web node: 10 frames/s with a 50 x 50 boundary, the parameters and the losses. Prints the frames that the streams
 * received per second of CPU time of each part, and what PostgreSQL wrote. CPU times depend less on other load of the
 * machine than delays do. With {@code --before} it measures another version, too, alternately with this one.
 *
 * <p>Usage: {@code bench/cluster_cost.sh [--before=CHECKOUT] [--jobs=N] [--seconds=S] [--trainers=T] [--rounds=R]
 * [--age=A]} on Linux.
 */
class ClusterCost {

    static final int PACE = 30;
    static final int RATE = 10;

    record Job(String path, String token) {}

    /** Cores and counts per second of a time span. */
    record Sample(Map<String, Double> cores, Map<String, Double> rates, double frames, double kilobytes, double p95) {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = Arrays.stream(args)
                .map(arg -> arg.replaceFirst("^--", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        int jobs = Integer.parseInt(options.getOrDefault("jobs", "15"));
        int seconds = Integer.parseInt(options.getOrDefault("seconds", "12"));
        int trainers = Integer.parseInt(options.getOrDefault("trainers", "1"));
        int age = Integer.parseInt(options.getOrDefault("age", "12"));
        int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
        var classPaths = new LinkedHashMap<String, String>();
        if (options.containsKey("before")) {
            classPaths.put("before", options.get("before"));
        }
        classPaths.put("now", System.getProperty("java.class.path"));

        var clusters = new LinkedHashMap<String, BenchCluster>();
        var samples = new TreeMap<String, List<Sample>>();
        var created = new LinkedHashMap<BenchCluster, List<Job>>();
        try {
            for (var version : classPaths.entrySet()) {
                clusters.put(version.getKey(), new BenchCluster(version.getValue(), trainers));
                Runtime.getRuntime().addShutdownHook(new Thread(clusters.get(version.getKey())::kill));
            }
            for (var cluster : clusters.entrySet()) {
                add(samples, cluster.getKey() + " idle", sample(cluster.getValue(), List.of(), seconds));
            }
            for (BenchCluster cluster : clusters.values()) {
                created.put(cluster, createAged(cluster, jobs, age));
                measure(cluster, created.get(cluster), seconds / 2, "", new TreeMap<>()); // warm-up
            }
            for (int round = 0; round < rounds; round++) {
                for (var cluster : clusters.entrySet()) {
                    measure(cluster.getValue(), created.get(cluster.getValue()), seconds, cluster.getKey(), samples);
                }
            }
            BenchCluster now = clusters.get("now");
            for (Job job : created.get(now)) {
                now.web.send("POST", job.path() + "/reset", job.token(), "{}");
            }
            control(now, created.get(now), "play");
            add(samples, "now new run", sample(now, List.of(), seconds));
        } finally {
            for (BenchCluster cluster : clusters.values()) {
                cluster.close();
            }
        }
        System.out.printf(
                "%n%d live jobs, %d trainer(s), %d s per sample, medians of %d rounds.%n", jobs, trainers, seconds, rounds);
        printCores(samples);
        for (String version : clusters.keySet()) {
            printFrames(version, samples.get(version + " watched"), samples.get(version + " unwatched"), jobs);
        }
        printDatabase(samples, jobs);
        System.exit(0); // the embedded servers leave threads
    }

    static void add(Map<String, List<Sample>> samples, String what, Sample sample) {
        samples.computeIfAbsent(what, key -> new ArrayList<>()).add(sample);
        System.err.println(what + ": cores " + sample.cores() + ", frames/s " + Math.round(sample.frames()));
    }

    /** Paused jobs that have trained for {@code age} seconds as fast as possible, so that they are of different epochs. */
    static List<Job> createAged(BenchCluster cluster, int count, int age) throws Exception {
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < count; i++) {
            String job = cluster.web.send(
                    "POST", "/jobs", "",
                    "{\"mode\":\"live\",\"pace\":{\"epochsPerSecond\":0},\"spec\":" + Workload.SMALL + "}");
            jobs.add(new Job(
                    "/jobs/" + JarServer.first(job, "\"id\":\"([^\"]+)\""),
                    JarServer.first(job, "\"controlToken\":\"([^\"]+)\"")));
        }
        Thread.sleep(2000); // until a trainer has claimed them
        control(cluster, jobs, "play");
        Thread.sleep(1000L * age);
        control(cluster, jobs, "pause");
        for (Job job : jobs) {
            cluster.web.send("PATCH", job.path(), job.token(), "{\"pace\":{\"epochsPerSecond\":" + PACE + "}}");
        }
        return jobs;
    }

    static void control(BenchCluster cluster, List<Job> jobs, String action) throws Exception {
        for (Job job : jobs) {
            cluster.web.send("POST", job.path() + "/" + action, job.token(), "{}");
        }
    }

    /** Plays the jobs without followers, then with a stream each. */
    static void measure(
            BenchCluster cluster, List<Job> jobs, int seconds, String version, Map<String, List<Sample>> samples)
            throws Exception {
        var streams = new ArrayList<FrameStream>();
        try {
            control(cluster, jobs, "play");
            Thread.sleep(2000);
            add(samples, version + " unwatched", sample(cluster, streams, seconds));
            for (Job job : jobs) {
                streams.add(FrameStream.open(
                        cluster.web.base(), job.path(), "maxRate=" + RATE + "&resolution=50", PACE));
            }
            Thread.sleep(2000);
            add(samples, version + " watched", sample(cluster, streams, seconds));
        } finally {
            for (FrameStream stream : streams) {
                stream.close();
            }
            control(cluster, jobs, "pause");
        }
    }

    static Sample sample(BenchCluster cluster, List<FrameStream> streams, int seconds) throws Exception {
        Map<String, Double> counters = cluster.counters();
        cluster.notifications();
        Map<String, Double> cpu = cluster.cpu();
        long start = System.nanoTime();
        int frames = streams.stream().mapToInt(stream -> stream.frames).sum();
        long bytes = streams.stream().mapToLong(stream -> stream.bytes).sum();
        streams.forEach(FrameStream::openWindow);
        Thread.sleep(seconds * 1000L);
        List<FrameStream.Window> windows = streams.stream().map(FrameStream::closeWindow).toList();
        double took = (System.nanoTime() - start) / 1e9;
        double frameRate = (streams.stream().mapToInt(stream -> stream.frames).sum() - frames) / took;
        double byteRate = (streams.stream().mapToLong(stream -> stream.bytes).sum() - bytes) / took;
        Map<String, Double> cores = new LinkedHashMap<>();
        cluster.cpu().forEach((part, value) -> cores.put(part, (value - cpu.get(part)) / took));
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("notifications", cluster.notifications() / took);
        cluster.counters().forEach((counter, value) -> rates.put(
                counter, counter.equals("connections") ? value : (value - counters.getOrDefault(counter, 0.0)) / took));
        double[] delays =
                windows.stream().flatMapToDouble(window -> Arrays.stream(window.delays())).sorted().toArray();
        return new Sample(
                cores, rates, frameRate, byteRate / 1000,
                delays.length == 0 ? Double.NaN : delays[(int) (0.95 * delays.length)]);
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
        double[] sorted = samples.stream().mapToDouble(of).sorted().toArray();
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    static double cores(List<Sample> samples, String part) {
        return median(samples, sample -> sample.cores().get(part));
    }

    static void printCores(Map<String, List<Sample>> samples) {
        System.out.println("\n| Cores | web node | trainers | PostgreSQL | Redis | client | frames/s | frames, kB/s "
                + "| delay p95 ms |\n|---|---|---|---|---|---|---|---|---|");
        samples.forEach((what, all) -> System.out.printf(
                Locale.ROOT, "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f | %.0f | %.1f |%n", what,
                cores(all, "web"), cores(all, "trainers"), cores(all, "PostgreSQL"), cores(all, "Redis"),
                cores(all, "client"), median(all, Sample::frames), median(all, Sample::kilobytes),
                median(all, Sample::p95)));
        System.out.println("\nRange over the rounds, cores: "
                + samples.entrySet().stream()
                        .map(entry -> entry.getKey() + " web " + range(entry.getValue(), "web") + ", trainers "
                                + range(entry.getValue(), "trainers") + ", PostgreSQL "
                                + range(entry.getValue(), "PostgreSQL"))
                        .collect(Collectors.joining("; ")));
    }

    static String range(List<Sample> samples, String part) {
        var all = samples.stream().mapToDouble(sample -> sample.cores().get(part)).summaryStatistics();
        return String.format(Locale.ROOT, "%.3f-%.3f", all.getMin(), all.getMax());
    }

    /** Frames per CPU second of each part, and what a stream adds to the parts. */
    static void printFrames(String version, List<Sample> watched, List<Sample> unwatched, int jobs) {
        System.out.printf("%n| %s: frames per CPU second of | |%n|---|---|%n", version);
        var parts = new LinkedHashMap<String, List<String>>();
        parts.put("the web node", List.of("web"));
        parts.put("the trainers", List.of("trainers"));
        parts.put("the stores", List.of("PostgreSQL", "Redis"));
        parts.put("all parts", List.of("web", "trainers", "PostgreSQL", "Redis"));
        parts.forEach((name, of) -> System.out.printf(
                Locale.ROOT, "| %s | %.0f |%n", name,
                median(watched, sample -> sample.frames()
                        / of.stream().mapToDouble(part -> sample.cores().get(part)).sum())));
        for (String part : List.of("web", "trainers", "PostgreSQL", "Redis")) {
            System.out.printf(
                    Locale.ROOT, "| a stream of 10 frames/s adds to %s, milli-cores | %.2f |%n", part,
                    1000 * (cores(watched, part) - cores(unwatched, part)) / jobs);
        }
    }

    static void printDatabase(Map<String, List<Sample>> samples, int jobs) {
        List<Sample> idle = samples.get("now idle");
        List<Sample> watched = samples.get("now watched");
        List<Sample> young = samples.get("now new run");
        System.out.printf(
                "%n| PostgreSQL, now, per second | idle | %d watched jobs | difference per job | per job in a new run |%n"
                        + "|---|---|---|---|---|%n",
                jobs);
        for (String counter : watched.getFirst().rates().keySet()) {
            double before = rate(idle, counter);
            double after = rate(watched, counter);
            double first = rate(young, counter);
            if (before > 0 || after > 0 || first > 0) {
                System.out.printf(
                        Locale.ROOT, "| %s | %.2f | %.2f | %.3f | %.3f |%n", counter, before, after,
                        (after - before) / jobs, (first - before) / jobs);
            }
        }
    }

    static double rate(List<Sample> samples, String counter) {
        return median(samples, sample -> sample.rates().getOrDefault(counter, 0.0));
    }
}
