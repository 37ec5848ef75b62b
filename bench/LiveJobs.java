import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures how many live jobs one process can train, and what happens beyond that number.
 *
 * <p>Usage: {@code java bench/LiveJobs.java [OPTION]...} with Java 25 on Linux (it reads /proc), on an otherwise idle
 * machine. With two jars, their servers run at the same time and are measured alternately; the client runs on the same
 * cores. It prints Markdown tables.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code --before=JAR}, {@code --now=JAR}</td><td>the versions; by default {@code --now} with
 *     backend/target/nn-playground.jar</td></tr>
 * <tr><td>{@code --only=PART,PART}</td><td>the parts below; by default {@code uniform,idle}</td></tr>
 * <tr><td>{@code --jobs=N,N}</td><td>numbers of jobs, instead of a search for the largest number that holds</td></tr>
 * <tr><td>{@code --seconds=N}</td><td>duration of one measurement</td></tr>
 * <tr><td>{@code --store=memory} or {@code sql}</td><td>where the servers store jobs; by default in memory for parts with
 *     frames, in an H2 file for {@code batch}, {@code sweep} and {@code memory}</td></tr>
 * <tr><td>{@code --setting=NAME=VALUE}</td><td>a setting of the servers; may be repeated</td></tr>
 * </table>
 *
 * <table>
 * <caption>Parts</caption>
 * <tr><td>{@code uniform}</td><td>N jobs of shape S at 30 epochs/s and 10 frames/s, then at 60 and 20</td></tr>
 * <tr><td>{@code mixed}, {@code different}</td><td>N jobs of 20 shapes, or of N shapes, at 30 and 10
 *     ({@link Workload})</td></tr>
 * <tr><td>{@code overload}</td><td>twice as many jobs of shape S as {@code uniform} has found in this run, or
 *     {@code --jobs} ({@link Overload})</td></tr>
 * <tr><td>{@code batch}</td><td>lone batch jobs of shapes S, M and L; 256 of S together ({@link BatchSpeed})</td></tr>
 * <tr><td>{@code sweep}</td><td>64 seeds of shape S as a sweep, and one after the other ({@link SweepSpeed})</td></tr>
 * <tr><td>{@code memory}</td><td>resident memory after live jobs have ended ({@link LiveJobMemory})</td></tr>
 * <tr><td>{@code idle}</td><td>memory of 1,000 streams of ten paused jobs</td></tr>
 * </table>
 *
 * <p>Each live job has a stream of its own, with a 50 x 50 boundary and the parameters in every frame. The delay of a
 * frame of epoch e is its arrival time minus e / pace seconds, relative to the frame of the same stream with the
 * smallest such value. So it covers pacing, training, evaluation, writing and reading. N jobs hold if the 95th percentile
 * of the delays is below {@link #ALLOWED_MS}, the mean speed is at least {@link #ALLOWED_PART} of the pace, and every job
 * gets {@link #ALLOWED_FRAMES} of the frame rate. The search doubles N until it does not hold twice in a row, then bisects
 * until the two bounds differ by at most a tenth.
 *
 * <p>Exit status 1 if 100 jobs of shape S at 30 epochs/s and 10 frames/s do not hold in the last version, or the idle
 * streams take {@link #ALLOWED_MIB} or more.
 */
class LiveJobs {

    static final double ALLOWED_MS = 100;
    static final double ALLOWED_PART = 0.99;

    /** Part of the frame rate that each job must reach: a stream without frames has no delays. */
    static final double ALLOWED_FRAMES = 0.5;

    static final double ALLOWED_MIB = 200;
    static final int REQUIRED_JOBS = 100;

    private static final int IDLE_STREAMS = 1000;

    /** Seconds within which each idle stream must receive its frame. */
    private static final int IDLE_WAITS = 30;

    private static final int FIRST_N = 50;
    private static final int WARM_UP_JOBS = 25;
    private static final int WARM_UP_SECONDS = 8;
    private static final Set<String> PARTS =
            Set.of("uniform", "mixed", "different", "overload", "batch", "sweep", "memory", "idle");

    /**
     * What the command line asks for.
     *
     * @param versions jar by name
     * @param jobs empty for a search, or the part's own numbers
     * @param seconds 0 for the part's own duration
     * @param store empty for the part's own choice
     */
    record Options(
            Map<String, Path> versions, List<String> parts, int[] jobs, int seconds, String store, List<String> settings) {

        static Options of(String[] args) {
            var versions = new LinkedHashMap<String, Path>();
            List<String> parts = List.of("uniform", "idle");
            int[] jobs = {};
            int seconds = 0;
            String store = "";
            var settings = new ArrayList<String>();
            for (String arg : args) {
                int equals = arg.indexOf('=');
                String value = arg.substring(equals + 1);
                switch (arg.substring(0, Math.max(0, equals))) {
                    case "--before" -> versions.putFirst("before", Path.of(value));
                    case "--now" -> versions.putLast("now", Path.of(value));
                    case "--only" -> parts = List.of(value.split(","));
                    case "--jobs" -> jobs = Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).toArray();
                    case "--seconds" -> seconds = Integer.parseInt(value);
                    case "--store" -> store = value;
                    case "--setting" -> settings.add("--" + value);
                    default -> throw new IllegalArgumentException("unknown option: " + arg);
                }
            }
            if (!PARTS.containsAll(parts)) {
                throw new IllegalArgumentException("parts are " + PARTS);
            }
            if (versions.isEmpty()) {
                versions.put("now", Path.of("backend/target/nn-playground.jar"));
            }
            return new Options(versions, parts, jobs, seconds, store, settings);
        }

        int secondsOr(int standard) {
            return seconds == 0 ? standard : seconds;
        }

        /** Starts a server of each version, whose limits per caller and of live jobs do not limit the measurement. */
        Servers start(String defaultStore) throws Exception {
            var all = new ArrayList<>(List.of(
                    "--playground.store=" + (store.isEmpty() ? defaultStore : store),
                    "--playground.jobs.max-live=100000",
                    "--playground.callers.live-jobs=100000", "--playground.callers.batch-jobs=100000",
                    "--playground.callers.requests-per-second=100000", "--playground.callers.request-burst=100000",
                    "--playground.callers.jobs-per-second=100000", "--playground.callers.job-burst=100000",
                    "--playground.callers.streams=100000", "--playground.callers.streams-in-all=100000"));
            all.addAll(settings);
            var servers = new Servers(new LinkedHashMap<>());
            for (var version : versions.entrySet()) {
                servers.byVersion.put(
                        version.getKey(),
                        JarServer.start(version.getValue(), JarServer.freePort(), all.toArray(String[]::new)));
            }
            return servers;
        }
    }

    record Servers(Map<String, JarServer> byVersion) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            for (JarServer server : byVersion.values()) {
                server.close();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.of(args);
        printMachine(options);
        Map<String, Integer> held = Map.of();
        boolean passes = true;
        for (String part : options.parts) {
            switch (part) {
                case "uniform" -> {
                    held = capacity(Workload.UNIFORM, 30, 10, options);
                    capacity(Workload.UNIFORM, 60, 20, options);
                    passes &= holdsRequired(held, options);
                }
                case "mixed" -> capacity(Workload.MIXED, 30, 10, options);
                case "different" -> capacity(Workload.DIFFERENT, 30, 10, options);
                case "overload" -> Overload.measure(options, held);
                case "batch" -> BatchSpeed.measure(options);
                case "sweep" -> SweepSpeed.measure(options);
                case "memory" -> LiveJobMemory.measure(options);
                case "idle" -> passes &= idleStreams(options);
                default -> throw new IllegalArgumentException(part);
            }
        }
        System.exit(passes ? 0 : 1);
    }

    private static void printMachine(Options options) throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        System.out.printf(
                "%s, %s, %d cores, Java %s, load %s before the start, versions: %s.%n", LocalDate.now(), model,
                Runtime.getRuntime().availableProcessors(), Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0], options.versions.keySet());
    }

    /** Whether {@link #REQUIRED_JOBS} jobs hold in the last version, if that was measured. */
    private static boolean holdsRequired(Map<String, Integer> held, Options options) {
        boolean measured = options.jobs.length == 0 || Arrays.stream(options.jobs).anyMatch(n -> n >= REQUIRED_JOBS);
        String last = List.copyOf(options.versions.keySet()).getLast();
        return !measured || held.get(last) >= REQUIRED_JOBS;
    }

    /** The numbers of jobs that are measured in one version: given ones, or those of a search. */
    private static final class Numbers {
        private final int[] given;
        private int index;
        private int next;
        private int held;
        private int failed;
        private boolean failedOnce;

        Numbers(int[] given) {
            this.given = given;
            next = given.length > 0 ? given[0] : FIRST_N;
        }

        /** @return the next number to measure; 0 after the last */
        int next() {
            return next;
        }

        void add(int n, boolean holds) {
            if (given.length > 0) {
                held = holds ? Math.max(held, n) : held;
                next = ++index < given.length ? given[index] : 0;
                return;
            }
            if (!holds && !failedOnce) {
                failedOnce = true; // measure it again
                return;
            }
            failedOnce = false;
            if (holds) {
                held = n;
            } else {
                failed = n;
            }
            if (failed == 0) {
                next = 2 * held;
            } else if (held == 0) {
                next = failed / 2;
            } else {
                int middle = (int) Math.round(Math.sqrt((double) held * failed));
                next = failed <= 1.1 * held || middle == held || middle == failed ? 0 : middle;
            }
        }
    }

    /** @return the largest number of jobs that holds, by version */
    private static Map<String, Integer> capacity(Workload workload, int pace, int rate, Options options)
            throws Exception {
        System.out.printf(
                "%n| Live jobs, %s, at %d epochs/s, %d frames/s | version | delay p50 ms | p95 | p99 | epochs/s per job "
                        + "| minimum | frames/s per job | minimum | server, cores | client, cores | resident MiB | holds "
                        + "|%n|---|---|---|---|---|---|---|---|---|---|---|---|---|%n",
                workload.title, pace, rate);
        Map<String, Numbers> numbers = new LinkedHashMap<>();
        try (Servers servers = options.start("memory")) {
            for (var server : servers.byVersion.entrySet()) {
                numbers.put(server.getKey(), new Numbers(options.jobs));
                measure(server.getValue(), workload.specs(WARM_UP_JOBS), pace, rate, WARM_UP_SECONDS);
            }
            while (numbers.values().stream().anyMatch(left -> left.next() > 0)) {
                for (var server : servers.byVersion.entrySet()) {
                    Numbers of = numbers.get(server.getKey());
                    int n = of.next();
                    if (n > 0) {
                        of.add(n, row(workload.specs(n), server.getKey(), server.getValue(), pace, rate, options));
                    }
                }
            }
        }
        System.out.printf("%nLargest number with p95 below %.0f ms and %.0f %% of the pace:", ALLOWED_MS, 100 * ALLOWED_PART);
        numbers.forEach((version, of) -> System.out.printf(" %s %d.", version, of.held));
        if (numbers.size() == 2 && numbers.get("before").held > 0) {
            System.out.printf(
                    Locale.ROOT, " Ratio: %.1f.", (double) numbers.get("now").held / numbers.get("before").held);
        }
        System.out.println();
        Map<String, Integer> held = new LinkedHashMap<>();
        numbers.forEach((version, of) -> held.put(version, of.held));
        return held;
    }

    /** Measures N jobs and prints the result. @return whether they hold */
    private static boolean row(
            List<String> specs, String version, JarServer server, int pace, int rate, Options options) throws Exception {
        LiveJobGroup.Figures figures;
        try {
            figures = measure(server, specs, pace, rate, options.secondsOr(20));
        } catch (IOException refused) {
            System.out.printf("| %d | %s | not possible: %s |%n", specs.size(), version, refused.getMessage());
            return false;
        }
        double[] delays = figures.quantiles(FrameStream.Window::delays, 0.5, 0.95, 0.99);
        double speed = figures.mean(FrameStream.Window::epochsPerSecond);
        boolean holds = delays[1] < ALLOWED_MS
                && speed >= ALLOWED_PART * pace
                && figures.minimum(figures::framesPerSecond) >= ALLOWED_FRAMES * rate
                && figures.failed() == 0;
        System.out.printf(
                Locale.ROOT, "| %d | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.0f | %s |%n",
                specs.size(), version, delays[0], delays[1], delays[2], speed,
                figures.minimum(FrameStream.Window::epochsPerSecond), figures.mean(figures::framesPerSecond),
                figures.minimum(figures::framesPerSecond), figures.serverCores(), figures.clientCores(),
                figures.residentMib(), holds ? "yes" : "no");
        return holds;
    }

    private static LiveJobGroup.Figures measure(
            JarServer server, List<String> specs, int pace, int rate, int seconds) throws Exception {
        try (var group = LiveJobGroup.open(server, specs, pace, rate)) {
            group.play();
            return group.measure(seconds);
        }
    }

    /** Measures the memory of 1,000 streams of ten paused jobs. @return false if the last version takes too much */
    private static boolean idleStreams(Options options) throws Exception {
        System.out.printf(
                "%n| %d idle streams | received their frame | resident MiB before | with them | difference |%n"
                        + "|---|---|---|---|---|%n",
                IDLE_STREAMS);
        boolean passes = true;
        try (Servers servers = options.start("memory")) {
            for (var version : servers.byVersion.entrySet()) {
                passes = idleStreams(version.getKey(), version.getValue());
            }
        }
        return passes;
    }

    private static boolean idleStreams(String version, JarServer server) throws Exception {
        try (var group = LiveJobGroup.open(server, Workload.UNIFORM.specs(10), 60, 20)) {
            double before = server.settledMib();
            var streams = new ArrayList<FrameStream>();
            for (int i = 0; i < IDLE_STREAMS; i++) {
                streams.add(group.jobs.get(i % group.jobs.size()).follow(60, 20));
            }
            group.streams.addAll(streams);
            for (int i = 0; i < IDLE_WAITS && streams.stream().anyMatch(stream -> stream.frames == 0); i++) {
                Thread.sleep(1000);
            }
            double after = server.settledMib();
            long alive = streams.stream().filter(stream -> stream.frames > 0).count();
            System.out.printf(
                    Locale.ROOT, "| %s | %d | %.0f | %.0f | %.0f |%n", version, alive, before, after, after - before);
            return alive == IDLE_STREAMS && after - before < ALLOWED_MIB;
        }
    }
}
