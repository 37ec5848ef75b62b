import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Sends random requests: several callers, each on an address of its own, walk at random through the lives of their jobs,
 * with valid and damaged bodies, while the server is stopped or killed and started again.
 *
 * <p>Exit status 1 if a response is 5xx other than 503 with Retry-After, a response takes more than a minute, a job that
 * was neither deleted nor expired is not found, or the server's memory after the last restart, at the same number of
 * requests since the restart, exceeds that after the first one by 25 %.
 *
 * <p>Usage: {@code java bench/Fuzz.java [JAR] [REQUESTS] [SEED] [RESTARTS]} with Java 25 on Linux (it reads /proc).
 */
class Fuzz {

    static final int PORT = 18_083;
    static final int CALLERS = 6;
    static final int WALKERS_PER_CALLER = 4;
    static final int JOBS_PER_WALKER = 4;
    static final double ALLOWED_GROWTH = 0.25;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String SPEC = """
            {"task":"classification","data":{"source":"generated","generator":"%s","samples":%d,"seed":%d},
            "network":{"layers":[{"units":%d,"activation":"tanh"},{"units":1,"activation":"tanh"}],
            "initializer":{"type":"uniform","seed":%d}},"training":{"batchSize":%d,"seed":7,
            "optimizer":{"type":"%s","learningRate":0.03}}}""";

    static final String[] READS = {
        "", "/history", "/history?after=3&limit=5", "/parameters", "/parameters?epoch=1", "/gradients", "/boundary",
        "/boundary?resolution=20", "/samples", "/checkpoints", "/nothing", "/boundary?resolution=1e9", "/history?after=x"
    };
    static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "X-Y"};
    static final String[] PATHS = {
        "", "/play", "/step", "/spec", "/parameters", "/events", "/history", "/predict", "/trace", "/labels", "/%00", "/x/y"
    };
    static final String[] QUERIES = {
        "", "?", "?limit=-1", "?after=%00", "?job=%00", "?resolution=1e9", "?include=,,", "?maxRate=0", "?epoch=-5",
        "?lastEventId=%FF%FE", "?columns=0,0,0", "?label=:", "?wait=x", "?layer=9&unit=9"
    };

    static JarServer server;
    static long most;
    static final AtomicLong sent = new AtomicLong();
    static final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();
    static final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    /** Held for reading during a request, and for writing during a restart. */
    static final ReentrantReadWriteLock running = new ReentrantReadWriteLock(true);

    record Job(String id, String token) {
        String path() {
            return "/api/v1/jobs/" + id;
        }
    }

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args.length > 0 ? args[0] : "backend/target/nn-playground.jar");
        most = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
        int restarts = args.length > 3 ? Integer.parseInt(args[3]) : 10;
        server = JarServer.start(
                jar, PORT, "--playground.callers.requests-per-second=100000", "--playground.callers.request-burst=100000",
                "--playground.callers.jobs-per-second=10000", "--playground.callers.job-burst=10000");
        long start = System.nanoTime();
        var walkers = new ArrayList<Walker>();
        var threads = new ArrayList<Thread>();
        var random = new SplittableRandom(seed);
        for (int caller = 0; caller < CALLERS; caller++) {
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .localAddress(InetAddress.getByName("127.0.0." + (2 + caller)))
                    .build();
            for (int i = 0; i < WALKERS_PER_CALLER; i++) {
                var walker = new Walker(http, random.split());
                walkers.add(walker);
                threads.add(Thread.ofVirtual().start(walker));
            }
        }
        var resident = new ArrayList<Long>();
        System.out.println("requests  seconds  resident MiB  heap MiB");
        for (int part = 1; part <= restarts; part++) {
            long until = most * part / restarts;
            while (sent.get() < until && threads.stream().anyMatch(Thread::isAlive)) {
                Thread.sleep(20);
            }
            double heap = heapKiB() / 1024.0;
            resident.add(residentKiB());
            System.out.printf("%8d  %7.0f  %12.1f  %8.1f%n", sent.get(), (System.nanoTime() - start) / 1e9,
                    resident.getLast() / 1024.0, heap);
            if (part < restarts) {
                restart(part % 2 == 0);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        restart(true);
        for (Walker walker : walkers) {
            walker.findAllJobs();
        }
        server.close();
        double growth = (double) resident.getLast() / resident.getFirst() - 1;
        if (growth > ALLOWED_GROWTH) {
            faults.add("memory grew by %.0f %%".formatted(100 * growth));
        }
        System.out.println("statuses: " + new TreeMap<>(statuses));
        System.out.printf("memory of the last part against the first: %+.0f %%; faults: %d%n", 100 * growth, faults.size());
        faults.stream().limit(20).forEach(System.out::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    static void restart(boolean kill) throws Exception {
        running.writeLock().lock();
        try {
            server = server.restarted(kill);
        } finally {
            running.writeLock().unlock();
        }
    }

    static long residentKiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + server.process().pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    /** The heap in use after a garbage collection. What heap and native memory do not use returns to the system. */
    static long heapKiB() throws Exception {
        String pid = String.valueOf(server.process().pid());
        jcmd(pid, "GC.run");
        jcmd(pid, "System.trim_native_heap");
        return Long.parseLong(JarServer.first(jcmd(pid, "GC.heap_info"), "used (\\d+)K"));
    }

    static String jcmd(String pid, String command) throws Exception {
        var process = new ProcessBuilder(JarServer.JAVA.resolveSibling("jcmd").toString(), pid, command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** One client that walks at random through the lives of its jobs. */
    static final class Walker implements Runnable {
        private final HttpClient http;
        private final SplittableRandom random;
        private final List<Job> jobs = new ArrayList<>();

        Walker(HttpClient http, SplittableRandom random) {
            this.http = http;
            this.random = random;
        }

        @Override
        public void run() {
            while (sent.get() < most) {
                step();
            }
        }

        private void step() {
            if (jobs.isEmpty() || (jobs.size() < JOBS_PER_WALKER && random.nextInt(20) == 0)) {
                create();
                return;
            }
            Job job = jobs.get(random.nextInt(jobs.size()));
            switch (random.nextInt(32)) {
                case 0, 1, 2, 3, 4, 5, 6 -> send("GET", job.path() + READS[random.nextInt(READS.length)], job, null);
                case 7 -> follow(job);
                case 8 -> send("POST", job.path() + "/predict", null, "{\"x\":[[%d,2]]}".formatted(random.nextInt(9)));
                case 9 -> send("POST", job.path() + "/trace", null, "{\"batch\":" + random.nextInt(4) + "}");
                case 10 -> send("POST", job.path() + "/play", job, null);
                case 11 -> send("POST", job.path() + "/pause", job, null);
                case 12 -> send("POST", job.path() + "/step", job,
                        "{\"unit\":\"epoch\",\"count\":%d}".formatted(1 + random.nextInt(20)));
                case 13 -> send("POST", job.path() + "/reset", job, random.nextBoolean() ? null : "{\"seed\":\"new\"}");
                case 14 -> send("PATCH", job.path(), job, """
                        {"learningRate":%s,"pace":{"epochsPerSecond":%d}}""".formatted(
                        random.nextInt(5) == 0 ? "-1" : "0.1", random.nextInt(60)));
                case 15 -> send("PUT", job.path() + "/spec", job, spec());
                case 16 -> parameters(job);
                case 17 -> send("GET", "/api/v1/catalog", null, null);
                case 18 -> {
                    if (random.nextInt(10) == 0) {
                        send("POST", job.path() + "/cancel", job, null);
                    }
                }
                case 19 -> {
                    if (random.nextInt(5) == 0) {
                        delete(job);
                    }
                }
                default -> nonsense(job);
            }
        }

        /** A request that should be refused, or do nothing: it never has the job's token. */
        private void nonsense(Job job) {
            String method = METHODS[random.nextInt(METHODS.length)];
            String path = random.nextInt(4) == 0 ? "/api/v1/jobs" : job.path() + PATHS[random.nextInt(PATHS.length)];
            var request = builder(path + QUERIES[random.nextInt(QUERIES.length)])
                    .method(method, BodyPublishers.ofString(damaged("{\"mode\":\"live\",\"spec\":" + spec() + "}")))
                    .header("Content-Type", random.nextInt(4) == 0 ? "text/plain" : "application/json")
                    .header("Authorization", "Bearer " + random.nextLong())
                    .header("Last-Event-ID", "////")
                    .header("Prefer", "wait=-9");
            exchange(request, ready -> {
                HttpResponse<InputStream> response = http.send(ready, BodyHandlers.ofInputStream());
                response.body().close();
                return response;
            });
        }

        private String spec() {
            return SPEC.formatted(random.nextBoolean() ? "circle" : "xor", 20 + random.nextInt(400), random.nextInt(9),
                    1 + random.nextInt(8), random.nextInt(9), 1 + random.nextInt(30), random.nextBoolean() ? "sgd" : "adam");
        }

        private void create() {
            String body = random.nextInt(3) == 0
                    ? "{\"mode\":\"live\",\"spec\":" + spec() + "}"
                    : "{\"spec\":%s,\"stop\":{\"epochs\":%d}}".formatted(spec(), 1 + random.nextInt(2000));
            HttpResponse<String> response = send("POST", "/api/v1/jobs", null, body);
            if (response != null && response.statusCode() == 201) {
                jobs.add(new Job(
                        JarServer.first(response.body(), "\"id\":\"([^\"]+)\""),
                        JarServer.first(response.body(), "\"controlToken\":\"([^\"]+)\"")));
            }
        }

        private void parameters(Job job) {
            HttpResponse<String> response = send("GET", job.path() + "/parameters", null, null);
            if (response != null && response.statusCode() == 200) {
                send("PUT", job.path() + "/parameters", job, response.body());
            }
        }

        private void delete(Job job) {
            HttpResponse<String> response = send("DELETE", job.path(), job, null);
            // After a 503 or a broken connection the job may be deleted or not.
            if (response == null || response.statusCode() < 300 || response.statusCode() == 503) {
                jobs.remove(job);
            }
        }

        /** Reads the beginning of the job's stream. */
        private void follow(Job job) {
            exchange(builder(job.path() + "/events").GET(), request -> {
                HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() == 200) {
                        body.readNBytes(1 + random.nextInt(300));
                    }
                }
                return response;
            });
        }

        private HttpRequest.Builder builder(String path) {
            return HttpRequest.newBuilder(URI.create(server.base() + path)).timeout(PATIENCE);
        }

        /** @return null if the connection broke */
        private HttpResponse<String> send(String method, String path, Job authority, String body) {
            String text = body == null || random.nextInt(10) > 0 ? body : damaged(body);
            var request = builder(path)
                    .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text))
                    .header("Content-Type", "application/json");
            if (authority != null) {
                request.header("Authorization", "Bearer " + authority.token());
            }
            return exchange(request, ready -> http.send(ready, BodyHandlers.ofString()));
        }

        private String damaged(String body) {
            var text = new StringBuilder(body);
            for (int i = random.nextInt(4); i >= 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 0x3000));
            }
            return text.toString();
        }

        private interface Exchange<T> {
            HttpResponse<T> send(HttpRequest request) throws IOException, InterruptedException;
        }

        private <T> HttpResponse<T> exchange(HttpRequest.Builder builder, Exchange<T> exchange) {
            running.readLock().lock();
            HttpRequest request = builder.build();
            try {
                HttpResponse<T> response = exchange.send(request);
                sent.incrementAndGet();
                int status = response.statusCode();
                statuses.computeIfAbsent(String.valueOf(status), any -> new AtomicInteger()).incrementAndGet();
                boolean saysWhen = response.headers().firstValue("Retry-After").isPresent();
                if (status >= 500 && !(status == 503 && saysWhen)) {
                    faults.add(status + " " + request.method() + " " + request.uri() + ": " + response.body());
                }
                return response;
            } catch (IOException e) {
                faults.add(request.method() + " " + request.uri() + ": " + e);
                return null;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                running.readLock().unlock();
            }
        }

        /** Adds a fault for each job that is neither deleted nor expired and cannot be found. */
        void findAllJobs() {
            for (Job job : jobs) {
                HttpResponse<String> response = null;
                for (int attempt = 0; attempt < 20 && (response == null || response.statusCode() == 503); attempt++) {
                    response = exchange(builder(job.path()).GET(), request -> http.send(request, BodyHandlers.ofString()));
                }
                if (response == null || response.statusCode() != 200) {
                    faults.add("lost: " + job.id() + (response == null ? "" : " " + response.statusCode()));
                }
            }
        }
    }
}
