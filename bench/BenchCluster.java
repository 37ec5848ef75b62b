import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * A web node and trainers, each a process, over a PostgreSQL of their own that writes to the disk as in production. A
 * version that needs Redis gets one, too. Reads the CPU time of every process from /proc.
 */
final class BenchCluster implements AutoCloseable {

    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final double TICKS_PER_SECOND = 100;

    private final Path folder = Files.createTempDirectory("nn-playground-cluster");
    private final EmbeddedPostgres postgres;
    private final long postgresPid;
    private final Connection sql;
    private final List<String> program;
    private final List<String> settings;
    private final AutoCloseable redis;
    private final long redisPid;
    private final List<JarServer> trainers = new ArrayList<>();
    final JarServer web;

    /** @param classPath of the version that is measured, with its test dependencies */
    BenchCluster(String classPath, int trainers) throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        postgresPid = Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst().strip());
        sql = connect();
        program = List.of("-cp", classPath, "org.nnplayground.PlaygroundApplication");
        settings = new ArrayList<>(List.of(
                "--spring.r2dbc.url=r2dbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "--spring.r2dbc.username=postgres", "--spring.r2dbc.password=postgres",
                "--playground.access.secret=" + SECRET, "--playground.callers.live-jobs=1000",
                "--playground.callers.requests-per-second=100000", "--playground.callers.request-burst=100000",
                "--playground.callers.jobs-per-second=1000", "--playground.callers.job-burst=1000"));
        if (classPath.contains("embedded-redis")) {
            int port = freePort();
            redis = startRedis(classPath, port);
            redisPid = ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").contains("redis-server"))
                    .findFirst()
                    .orElseThrow()
                    .pid();
            settings.add("--playground.redis.url=redis://localhost:" + port);
        } else {
            redis = () -> {};
            redisPid = 0;
            settings.add("--playground.cluster.host=127.0.0.1");
            settings.add("--playground.cluster.port=0");
        }
        List<CompletableFuture<JarServer>> starting = IntStream.rangeClosed(0, trainers)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> startUnchecked(i == 0 ? "web" : "trainer")))
                .toList();
        web = starting.getFirst().join();
        starting.stream().skip(1).map(CompletableFuture::join).forEach(this.trainers::add);
        try (var statement = sql.createStatement()) {
            statement.execute("listen playground");
        }
    }

    /** A new connection to the database. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
    }

    /** With the settings of the old version's docker-compose.yml. */
    private AutoCloseable startRedis(String classPath, int port) throws Exception {
        URL[] jars = Arrays.stream(classPath.split(":"))
                .filter(jar -> jar.endsWith(".jar"))
                .map(BenchCluster::url)
                .toArray(URL[]::new);
        Class<?> type = new URLClassLoader(jars).loadClass("redis.embedded.RedisServer");
        Object builder = type.getMethod("newRedisServer").invoke(null);
        Class<?> ofBuilder = builder.getClass();
        ofBuilder.getMethod("port", int.class).invoke(builder, port);
        for (String setting : List.of("dir " + folder, "appendonly yes", "maxmemory-policy noeviction")) {
            ofBuilder.getMethod("setting", String.class).invoke(builder, setting);
        }
        Object server = ofBuilder.getMethod("build").invoke(builder);
        type.getMethod("start").invoke(server);
        return () -> type.getMethod("stop").invoke(server);
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(jar, e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private JarServer start(String roles) throws Exception {
        var all = new ArrayList<>(settings);
        all.add("--playground.roles=" + roles);
        return JarServer.start(program, freePort(), all);
    }

    private JarServer startUnchecked(String roles) {
        try {
            return start(roles);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the trainers and starts a process that trains and serves the API instead, which holds all jobs then. */
    JarServer replaceTrainersByOneThatServes() throws Exception {
        for (JarServer trainer : trainers) {
            trainer.close();
        }
        trainers.clear();
        trainers.add(start("web,trainer"));
        return trainers.getFirst();
    }

    /** CPU seconds so far of "web", "trainers", "PostgreSQL" and "Redis", and those of the client, this process. */
    Map<String, Double> cpu() throws IOException {
        var cpu = new LinkedHashMap<String, Double>();
        cpu.put("web", cpu(web.process().toHandle()));
        double training = 0;
        for (JarServer trainer : trainers) {
            training += cpu(trainer.process().toHandle());
        }
        cpu.put("trainers", training);
        ProcessHandle server = ProcessHandle.of(postgresPid).orElseThrow();
        double stored = 0;
        for (ProcessHandle process : Stream.concat(Stream.of(server), server.descendants()).toList()) {
            stored += cpu(process);
        }
        cpu.put("PostgreSQL", stored);
        cpu.put("Redis", redisPid == 0 ? 0 : cpu(ProcessHandle.of(redisPid).orElseThrow()));
        cpu.put("client", cpu(ProcessHandle.current()));
        return cpu;
    }

    /** CPU seconds of a process and of its children that have ended; 0 if it has just ended. See proc_pid_stat(5). */
    private static double cpu(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String all = Files.readString(stat);
        String[] fields = all.substring(all.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Double.parseDouble(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Counters of PostgreSQL so far. A row count may lack the last second of each connection. */
    Map<String, Double> counters() throws Exception {
        var counters = new LinkedHashMap<String, Double>();
        try (var statement = sql.createStatement()) {
            try (var row = statement.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as writes,"
                    + " xact_commit as transactions, tup_inserted as inserted, tup_updated as updated,"
                    + " tup_deleted as deleted, (select wal_records from pg_stat_wal) as wal_records,"
                    + " (select wal_fpi from pg_stat_wal) as wal_pages,"
                    + " pg_current_wal_insert_lsn() - '0/0'::pg_lsn as wal_bytes,"
                    + " numbackends as connections from pg_stat_database where datname = current_database()")) {
                row.next();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    counters.put(row.getMetaData().getColumnLabel(i), row.getDouble(i));
                }
            }
            try (var rows = statement.executeQuery(
                    "select relname, n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd from pg_stat_user_tables order by 1")) {
                while (rows.next()) {
                    String table = rows.getString(1);
                    counters.put(table + " inserted", rows.getDouble(2));
                    counters.put(table + " updated", rows.getDouble(3));
                    counters.put(table + " deleted", rows.getDouble(4));
                    counters.put(table + " updated in place (HOT)", rows.getDouble(5));
                }
            }
        }
        return counters;
    }

    /** Number of notifications since the last call. */
    int notifications() throws Exception {
        try (var statement = sql.createStatement()) {
            statement.execute("select 1");
        }
        var received = sql.unwrap(PGConnection.class).getNotifications();
        return received == null ? 0 : received.length;
    }

    /** Ends the processes at once. */
    void kill() {
        web.process().destroyForcibly();
        trainers.forEach(trainer -> trainer.process().destroyForcibly());
        ProcessHandle.of(postgresPid).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void close() throws Exception {
        web.close();
        for (JarServer trainer : trainers) {
            trainer.close();
        }
        sql.close();
        redis.close();
        postgres.close();
    }
}
