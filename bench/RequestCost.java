import io.github.bucket4j.Bucket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what a request costs in a cluster, and what an exact limit of request rates would add.
 *
 * <p>First, {@code GET /api/v1/jobs/ID} of a paused live job, alternately at the process that holds the job and at
 * another web node, which passes it on. Then the limit: the database work that a token bucket in PostgreSQL needs, a
 * transaction that locks and updates the caller's row, compared with a token bucket in memory.
 *
 * <p>Usage: {@code bench/cluster_cost.sh requests [--rounds=R]} on Linux.
 */
class RequestCost {

    static final int CONNECTIONS = 8;
    static final int REQUESTS = 4000;
    static final int WARM_UP = 8000;
    static final int CALLERS = 1000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0].replace("--rounds=", "")) : 3;
        try (var cluster = new BenchCluster(System.getProperty("java.class.path"), 0)) {
            requests(cluster, rounds);
            limits(cluster, rounds);
        }
        System.exit(0); // the embedded server leaves threads
    }

    /** CPU per call in microseconds, by process, calls per second, and the calls' times in milliseconds, sorted. */
    record Cost(Map<String, Double> cpu, double rate, double[] times) {
        double part(String process) {
            return cpu.getOrDefault(process, 0.0);
        }

        double time(double part) {
            return times[(int) (part * times.length)];
        }
    }

    static void requests(BenchCluster cluster, int rounds) throws Exception {
        JarServer holder = cluster.replaceTrainersByOneThatServes();
        String job = cluster.web.send(
                "POST", "/jobs", "", "{\"mode\":\"live\",\"spec\":" + Workload.SMALL + "}");
        String path = "/api/v1/jobs/" + JarServer.first(job, "\"id\":\"([^\"]+)\"");
        Thread.sleep(3000); // until it is claimed
        Callable<Void> local = get(holder.base() + path);
        Callable<Void> passedOn = get(cluster.web.base() + path);
        for (Callable<Void> call : List.of(local, passedOn)) {
            run(cluster, call, WARM_UP);
        }
        System.out.println("\n| GET of a job, CPU microseconds per request | web node | holder | PostgreSQL | client "
                + "| p50 ms | p95 ms |\n|---|---|---|---|---|---|---|");
        for (int round = 0; round < rounds; round++) {
            print("at its holder", run(cluster, local, REQUESTS));
            print("at another web node", run(cluster, passedOn, REQUESTS));
        }
    }

    static Callable<Void> get(String address) {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        return () -> {
            int status = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException(address + ": " + status);
            }
            return null;
        };
    }

    static void print(String what, Cost cost) {
        System.out.printf(
                Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f |%n", what, cost.part("web"),
                cost.part("trainers"), cost.part("PostgreSQL"), cost.part("client"), cost.time(0.5), cost.time(0.95));
    }

    /** Calls from several threads. */
    static Cost run(BenchCluster cluster, Callable<?> call, int count) throws Exception {
        var times = new ConcurrentLinkedQueue<Double>();
        Map<String, Double> before = cluster.cpu();
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(() -> {
                    long start = System.nanoTime();
                    call.call();
                    times.add((System.nanoTime() - start) / 1e6);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double rate = 1e9 * count / (System.nanoTime() - begin);
        Map<String, Double> cpu = cluster.cpu();
        cpu.replaceAll((process, seconds) -> 1e6 * (seconds - before.get(process)) / count);
        return new Cost(cpu, rate, times.stream().mapToDouble(time -> time).sorted().toArray());
    }

    static void limits(BenchCluster cluster, int rounds) throws Exception {
        var connections = new ConcurrentLinkedQueue<Connection>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(cluster.connect());
        }
        try (var statement = connections.element().createStatement()) {
            statement.execute("create table buckets (caller bigint primary key, state bytea not null)");
            statement.execute("insert into buckets select n, decode(repeat('00', 40), 'hex') from generate_series(0, "
                    + (CALLERS - 1) + ") n");
        }
        for (Connection connection : connections) {
            connection.setAutoCommit(false);
        }
        Bucket memory = Bucket.builder()
                .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000, Duration.ofSeconds(1)))
                .build();
        Callable<Void> inMemory = () -> {
            for (int i = 0; i < 1000; i++) {
                memory.tryConsumeAndReturnRemaining(1);
            }
            return null;
        };
        var next = new AtomicLong();
        Callable<Void> ofManyCallers = () -> consume(connections, next.getAndIncrement() % CALLERS, false);
        Callable<Void> ofOneCaller = () -> consume(connections, 0, false);
        Callable<Void> announced = () -> consume(connections, next.getAndIncrement() % CALLERS, true);
        System.out.println("\n| Token bucket, CPU microseconds per request | PostgreSQL | client | p50 ms | p95 ms "
                + "| requests/s on " + CONNECTIONS + " connections |\n|---|---|---|---|---|---|");
        for (int round = 0; round <= rounds; round++) { // the first one is the warm-up
            printLimit("in PostgreSQL, 1000 callers", run(cluster, ofManyCallers, REQUESTS), 1, round);
            printLimit("in PostgreSQL, one caller", run(cluster, ofOneCaller, REQUESTS / 4), 1, round);
            printLimit("not a bucket: 1000 callers, with NOTIFY", run(cluster, announced, REQUESTS / 2), 1, round);
            printLimit("in memory", run(cluster, inMemory, REQUESTS), 1000, round);
        }
    }

    /** @param calls number of requests in each timed call */
    static void printLimit(String what, Cost cost, int calls, int round) {
        if (round > 0) {
            System.out.printf(
                    Locale.ROOT, "| %s | %.2f | %.2f | %.5f | %.5f | %.0f |%n", what, cost.part("PostgreSQL") / calls,
                    cost.part("client") / calls, cost.time(0.5) / calls, cost.time(0.95) / calls,
                    cost.rate() * calls);
        }
    }

    /** The statements of Bucket4j's proxy manager for PostgreSQL that locks the row. */
    static Void consume(ConcurrentLinkedQueue<Connection> connections, long caller, boolean notifies)
            throws Exception {
        Connection connection = connections.remove();
        try (var select = connection.prepareStatement("select state from buckets where caller = ? for update");
                var update = connection.prepareStatement("update buckets set state = ? where caller = ?")) {
            select.setLong(1, caller);
            byte[] state;
            try (var row = select.executeQuery()) {
                row.next();
                state = row.getBytes(1);
            }
            state[0]++;
            update.setBytes(1, state);
            update.setLong(2, caller);
            update.executeUpdate();
            if (notifies) {
                try (var notify = connection.prepareStatement("select pg_notify('bench', ?)")) {
                    notify.setString(1, Long.toString(caller));
                    notify.execute();
                }
            }
            connection.commit();
        } finally {
            connections.add(connection);
        }
        return null;
    }
}
