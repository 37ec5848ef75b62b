import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long a one-epoch batch job takes while jobs of another caller occupy the queue.
 *
 * <p>Three cases, each on a new server with two trainer threads: 1,000 jobs of 1,000 epochs, 1,000 jobs of 1,000,000
 * epochs, and two jobs at 0.0001 epochs/s. Three more callers then submit a job of one epoch each, one after the other,
 * and wait for its end. Callers differ in the address that a trusted proxy would forward.
 *
 * <p>Usage: {@code bench/fair_queue.sh [JAR or CLASS PATH] [LIMIT in seconds]}.
 */
class FairQueue {

    static final int PORT = 18_083;
    static final int MEASURED = 3;

    static final String SPEC = """
            "spec":{"task":"classification","data":{"source":"generated","generator":"circle","seed":1},
            "network":{"initializer":{"type":"uniform","seed":7}},"training":{"seed":7}}""";

    private final List<String> program;
    private final int limit;

    FairQueue(List<String> program, int limit) {
        this.program = program;
        this.limit = limit;
    }

    public static void main(String[] args) throws Exception {
        String given = args.length > 0 ? args[0] : "backend/target/nn-playground.jar";
        List<String> program = given.endsWith(".jar") && !given.contains(File.pathSeparator)
                ? List.of("-jar", Path.of(given).toAbsolutePath().toString())
                : List.of("-cp", given, "org.nnplayground.PlaygroundApplication");
        var bench = new FairQueue(program, args.length > 1 ? Integer.parseInt(args[1]) : 60);
        System.out.println("| Jobs of one caller | one-epoch job of another caller, seconds until its end |");
        System.out.println("|---|---|");
        bench.measure("1,000 jobs of 1,000 epochs", 1000, "\"stop\":{\"epochs\":1000}");
        bench.measure("1,000 jobs of 1,000,000 epochs", 1000, "\"stop\":{\"epochs\":1000000}");
        bench.measure("2 jobs at 0.0001 epochs/s", 2, "\"pace\":{\"epochsPerSecond\":0.0001}");
    }

    /** Prints the time of each of the measured jobs. */
    private void measure(String name, int jobs, String properties) throws Exception {
        try (var server = JarServer.start(
                program,
                PORT,
                List.of("--playground.web.trusted-proxies=127.0.0.1,::1", "--playground.jobs.trainer-threads=2"))) {
            for (int i = 0; i < jobs; i++) {
                server.send("POST", "/jobs", "", "{" + SPEC + "," + properties + "}", "X-Forwarded-For", "203.0.113.1");
            }
            var seconds = new StringBuilder();
            for (int caller = 0; caller < MEASURED; caller++) {
                seconds.append(caller == 0 ? "" : ", ").append(secondsToEnd(server, "203.0.113." + (10 + caller)));
            }
            System.out.printf("| %s | %s |%n", name, seconds);
        }
    }

    private String secondsToEnd(JarServer server, String address) throws Exception {
        long start = System.nanoTime();
        String job = server.send(
                "POST",
                "/jobs",
                "",
                "{" + SPEC + ",\"stop\":{\"epochs\":1}}",
                "X-Forwarded-For",
                address,
                "Prefer",
                "wait=" + limit);
        return job.contains("\"state\":\"succeeded\"")
                ? String.format(Locale.ROOT, "%.2f", (System.nanoTime() - start) / 1e9)
                : "not within " + limit;
    }
}
