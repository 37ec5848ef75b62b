import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures whether the server's memory grows with the number of jobs it has trained.
 *
 * <p>Creates, trains and deletes 500 jobs of 100 shapes, one after the other, alternately batch and live. After each
 * hundred it prints resident memory (VmRSS in /proc, so Linux only) and the Java heap after a garbage collection
 * (jcmd GC.heap_info). Exit status 1 if either grew by 5 % or more after the first hundred.
 *
 * <p>Usage: {@code java bench/MemoryOfJobs.java [JAR] [JOBS]} with Java 25. JAVA_TOOL_OPTIONS also applies to the server.
 */
class MemoryOfJobs {

    static final int SHAPES = 100;
    static final int EPOCHS = 50;
    static final double ALLOWED = 0.05;
    static final int PORT = 18_080;

    private static JarServer server;

    record Memory(long residentKiB, long heapKiB) {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "backend/target/nn-playground.jar");
        int jobs = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        server = JarServer.start(jar, PORT);
        boolean passed;
        try {
            Memory first = null;
            Memory last = null;
            System.out.println("jobs  resident MiB  heap MiB  seconds");
            long start = System.nanoTime();
            for (int i = 0; i < jobs; i++) {
                train(i);
                if ((i + 1) % SHAPES == 0) {
                    last = memory(server.process().pid());
                    first = first == null ? last : first;
                    System.out.printf("%4d  %12.1f  %8.1f  %7.1f%n", i + 1, last.residentKiB() / 1024.0,
                            last.heapKiB() / 1024.0, (System.nanoTime() - start) / 1e9);
                }
            }
            double resident = growth(first.residentKiB(), last.residentKiB());
            double heap = growth(first.heapKiB(), last.heapKiB());
            passed = resident < ALLOWED && heap < ALLOWED;
            System.out.printf("growth after the first %d jobs: resident %+.1f %%, heap %+.1f %%: %s%n", SHAPES,
                    100 * resident, 100 * heap, passed ? "PASS" : "FAIL");
        } finally {
            server.close();
        }
        System.exit(passed ? 0 : 1);
    }

    static double growth(long before, long after) {
        return (double) after / before - 1;
    }

    /** Trains job i. Each shape has 1 to 4 hidden layers with its own combination of widths. */
    static void train(int i) throws Exception {
        int shape = i % SHAPES;
        int depth = 1 + shape / 25;
        String layers = IntStream.range(0, depth)
                .mapToObj(layer -> "{\"units\":" + (1 + (shape % 25 + layer) % 25) + ",\"activation\":\"tanh\"}")
                .collect(Collectors.joining(","));
        String spec = "{\"task\":\"classification\",\"data\":{\"source\":\"generated\",\"generator\":\"circle\","
                + "\"seed\":1},\"network\":{\"layers\":[" + layers + ",{\"units\":1,\"activation\":\"tanh\"}],"
                + "\"initializer\":{\"type\":\"uniform\",\"seed\":7}},\"training\":{\"seed\":7}}";
        boolean live = (i + i / SHAPES) % 2 == 1;
        String job = live
                ? send("POST", "/jobs", "", "{\"mode\":\"live\",\"spec\":" + spec + "}")
                : send("POST", "/jobs", "", "{\"stop\":{\"epochs\":" + EPOCHS + "},\"spec\":" + spec + "}");
        String path = "/jobs/" + field(job, "id");
        String token = field(job, "controlToken");
        if (live) {
            job = send("POST", path + "/step", token, "{\"unit\":\"epoch\",\"count\":" + EPOCHS + "}");
        }
        if (!job.contains("\"epoch\":" + EPOCHS + ",")) {
            throw new IllegalStateException("the job was not trained: " + job);
        }
        send("DELETE", path, token, "");
    }

    /** Sends a request that waits for the end of a batch job. A live job never ends, so its request does not wait. */
    static String send(String method, String path, String token, String body) throws Exception {
        return body.contains("\"live\"")
                ? server.send(method, path, token, body)
                : server.send(method, path, token, body, "Prefer", "wait=60");
    }

    static String field(String json, String name) {
        return JarServer.first(json, "\"" + name + "\":\"([^\"]+)\"");
    }

    /** Reads memory after two garbage collections: the first lets cleaners free native memory of Java objects. */
    static Memory memory(long pid) throws Exception {
        for (int i = 0; i < 2; i++) {
            jcmd(pid, "GC.run");
            Thread.sleep(1500);
        }
        String heap = jcmd(pid, "GC.heap_info");
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        return new Memory(
                Long.parseLong(JarServer.first(status, "VmRSS:\\s+(\\d+) kB")), Long.parseLong(JarServer.first(heap, "used (\\d+)K")));
    }

    static String jcmd(long pid, String command) throws Exception {
        List<String> line = new ArrayList<>(List.of(JarServer.JAVA.resolveSibling("jcmd").toString(), "" + pid, command));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
