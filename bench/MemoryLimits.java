import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tries to exhaust the Java heap of the server with requests that the API allows, and checks that afterwards the server
 * serves, or has exited and serves after a restart; never neither.
 *
 * <p>Each round uses the data of the round before, and has two parts:
 *
 * <ol>
 *   <li>{@code -Xmx1g}: ten batch jobs at the documented limits; the last is 2-2233-2233-1 with Adam on 100,000 samples
 *       in batches of 4096. After a while all are cancelled.
 *   <li>{@code -Xmx200m}: twelve parallel requests that create jobs with 100,000 inline samples each.
 * </ol>
 *
 * After each part the process has exited, or {@code /livez} and {@code /readyz} answer 200 and a small job succeeds
 * within two minutes. Then it is stopped with SIGTERM, and must end within a minute.
 *
 * <p>Usage: {@code java bench/MemoryLimits.java [ROUNDS] [JAR]}. Exit status 1 if a check fails.
 */
class MemoryLimits {

    static final int PORT = 18_085;
    static final Duration TRAINING = Duration.ofSeconds(25);
    static final Duration RECOVERY = Duration.ofMinutes(2);
    static final Duration SHUTDOWN = Duration.ofMinutes(1);
    static final int POSTS = 12;
    static final HttpClient HTTP = HttpClient.newHttpClient();

    static final String PATIENCE = ",\"patience\":900";

    /** All have 100,000 samples in batches of 4096. */
    static final List<String> JOBS = List.of(
            job("2233,2233", "adam", "circle", "", PATIENCE),
            job("2233,2233", "sgd", "spiral", "", PATIENCE),
            job("4096,1000", "rmsprop", "xor", "", ""),
            job("1000,1000,1000", "adam", "gauss", "", PATIENCE),
            job("100", "adam", "clusters", ",\"dimensions\":100,\"classes\":2", ""),
            job("300,300", "adam", "clusters", ",\"dimensions\":100,\"classes\":10", PATIENCE),
            job("2233,2233", "adagrad", "circle", "", ""),
            job("2233,2233", "adam", "xor", "", ""),
            job("500,500,500", "adam", "spiral", "", PATIENCE),
            job("2233,2233", "adam", "circle", "", ""));

    static final String SMALL = "{\"stop\":{\"epochs\":1},\"spec\":{\"task\":\"classification\","
            + "\"data\":{\"source\":\"generated\",\"generator\":\"circle\",\"seed\":1},"
            + "\"network\":{\"layers\":[{\"units\":1,\"activation\":\"tanh\"}],"
            + "\"initializer\":{\"type\":\"uniform\",\"seed\":1}},\"training\":{\"seed\":1}}}";

    private static boolean passed = true;

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Path jar = Path.of(args.length > 1 ? args[1] : "backend/target/nn-playground.jar");
        Path data = Files.createTempDirectory("nn-playground-memory");
        for (int round = 1; round <= rounds; round++) {
            tenJobs(round, jar, data);
            inlineSamples(round, jar, data);
        }
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    static JarServer start(String heap, Path jar, Path data) throws Exception {
        return JarServer.start(
                List.of("-Xmx" + heap, "-jar", jar.toAbsolutePath().toString()),
                PORT,
                List.of("--playground.data=" + data));
    }

    static void tenJobs(int round, Path jar, Path data) throws Exception {
        JarServer server = start("1g", jar, data);
        var answers = new TreeMap<Integer, Integer>();
        var created = new ArrayList<String[]>();
        for (String job : JOBS) {
            HttpResponse<String> answer = send(server, "POST", "/api/v1/jobs", "", job);
            answers.merge(status(answer), 1, Integer::sum);
            if (status(answer) == 201) {
                created.add(new String[] {field(answer, "id"), field(answer, "controlToken")});
            }
        }
        server.process().waitFor(TRAINING.toSeconds(), TimeUnit.SECONDS);
        for (String[] job : created) {
            answers.merge(status(send(server, "POST", "/api/v1/jobs/" + job[0] + "/cancel", job[1], "")), 1, Integer::sum);
        }
        check(round, "ten jobs, -Xmx1g", answers, server, "1g", jar, data);
    }

    static void inlineSamples(int round, Path jar, Path data) throws Exception {
        JarServer server = start("200m", jar, data);
        String body = inline();
        var posts = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < POSTS; i++) {
            posts.add(CompletableFuture.supplyAsync(() -> status(send(server, "POST", "/api/v1/jobs", "", body)),
                    command -> Thread.ofVirtual().start(command)));
        }
        var answers = new TreeMap<Integer, Integer>();
        posts.forEach(post -> answers.merge(post.join(), 1, Integer::sum));
        check(round, "inline samples, -Xmx200m", answers, server, "200m", jar, data);
    }

    /** @param answers number of answers by status; 0 counts requests without an answer */
    static void check(
            int round, String what, Map<Integer, Integer> answers, JarServer server, String heap, Path jar, Path data)
            throws Exception {
        long start = System.nanoTime();
        String fault = fault(server);
        boolean exited = !server.process().isAlive();
        double seconds = (System.nanoTime() - start) / 1e9;
        String outcome = exited ? "exited with " + server.process().exitValue() : "serves again after %.1f s".formatted(seconds);
        if (exited) {
            server = start(heap, jar, data);
            fault = fault(server);
            outcome += ", restarted";
        }
        long stop = System.nanoTime();
        server.process().destroy();
        boolean stopped = server.process().waitFor(SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
        double stopping = (System.nanoTime() - stop) / 1e9;
        if (!stopped) {
            fault = (fault.isEmpty() ? "" : fault + ", ") + "SIGTERM does not end the process";
            server.process().destroyForcibly().waitFor();
        }
        System.out.printf(Locale.ROOT, "round %d, %s: answers %s; %s; stopped in %.1f s%s%n", round, what, answers,
                fault.isEmpty() ? outcome : "does not serve", stopping, fault.isEmpty() ? "" : "; FAULT: " + fault);
        passed &= fault.isEmpty();
    }

    /** Waits until the server serves; returns what it does not do in time, empty if it serves or has exited. */
    static String fault(JarServer server) throws Exception {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        String fault;
        do {
            fault = faultNow(server);
            if (fault.isEmpty() || !server.process().isAlive()) {
                return "";
            }
            Thread.sleep(500);
        } while (System.nanoTime() < deadline);
        return fault;
    }

    private static String faultNow(JarServer server) throws Exception {
        for (String path : List.of("/livez", "/readyz")) {
            int status = status(send(server, "GET", path, "", ""));
            if (status != 200) {
                return path + " answers " + status;
            }
        }
        HttpResponse<String> job = send(server, "POST", "/api/v1/jobs", "", SMALL);
        if (status(job) != 201) {
            return "a small job is answered with " + status(job);
        }
        String state = "";
        for (int i = 0; i < 40 && !state.equals("succeeded"); i++) {
            Thread.sleep(250);
            HttpResponse<String> now = send(server, "GET", "/api/v1/jobs/" + field(job, "id"), "", "");
            state = status(now) == 200 ? field(now, "state") : "";
        }
        return state.equals("succeeded") ? "" : "a small job does not end";
    }

    /**
     * @param more further fields of the data
     * @param stop further stop conditions
     */
    static String job(String units, String optimizer, String generator, String more, String stop) {
        var layers = new StringBuilder();
        for (String count : units.split(",")) {
            layers.append("{\"units\":").append(count).append(",\"activation\":\"relu\"},");
        }
        boolean ten = more.contains("\"classes\":10");
        layers.append(ten ? "{\"units\":10,\"activation\":\"softmax\"}" : "{\"units\":1,\"activation\":\"tanh\"}");
        String features = more.isEmpty() ? "" : ",\"features\":" + features();
        return "{\"stop\":{\"epochs\":1000" + stop + "},\"spec\":{\"task\":\"classification\"" + features
                + ",\"data\":{\"source\":\"generated\",\"generator\":\"" + generator
                + "\",\"samples\":100000,\"seed\":1" + more + "},\"network\":{\"layers\":[" + layers
                + "],\"initializer\":{\"type\":\"uniform\",\"seed\":1}},\"training\":{"
                + (ten ? "\"loss\":\"crossEntropy\"," : "")
                + "\"optimizer\":{\"type\":\"" + optimizer + "\"},\"batchSize\":4096,\"seed\":1}}}";
    }

    private static String features() {
        var names = new StringBuilder("[");
        for (int i = 1; i <= 100; i++) {
            names.append(i == 1 ? "" : ",").append("\"x").append(i).append('"');
        }
        return names.append(']').toString();
    }

    /** A job with 100,000 inline samples. */
    static String inline() {
        var random = new Random(1);
        var samples = new StringBuilder("[");
        for (int i = 0; i < 100_000; i++) {
            samples.append(i == 0 ? "" : ",")
                    .append("{\"x\":[").append(random.nextInt(1000) / 100.0).append(',')
                    .append(random.nextInt(1000) / 100.0).append("],\"y\":").append(i % 2).append('}');
        }
        return SMALL.replace(
                "\"source\":\"generated\",\"generator\":\"circle\",\"seed\":1",
                "\"source\":\"inline\",\"train\":" + samples.append(']'));
    }

    /** Null if there is no answer. */
    static HttpResponse<String> send(JarServer server, String method, String path, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create(server.base() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int status(HttpResponse<String> answer) {
        return answer == null ? 0 : answer.statusCode();
    }

    static String field(HttpResponse<String> answer, String name) {
        return JarServer.first(answer.body(), "\"" + name + "\":\"([^\"]+)\"");
    }
}
