package org.nnplayground.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nnplayground.access.AccessSettings;
import org.nnplayground.access.AnonymousAccess;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.access.ServerSecrets;
import org.nnplayground.sql.PostgresServer;
import org.nnplayground.web.ServerProcess;

/** Web nodes and trainers, each in its own process, that share a PostgreSQL. */
final class Cluster implements AutoCloseable {

    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final Path folder;
    private final List<String> shared;
    private final List<ServerProcess> webs;
    private final List<ServerProcess> trainers;

    /** The database as {@code spring.r2dbc.url} of each trainer. */
    private final List<String> trainerDatabases;

    private final String webDatabase;

    /** Starts these numbers of web nodes and trainers at the same time, with these settings. */
    Cluster(Path folder, int webs, int trainers, String... settings) {
        this(folder, PostgresServer.running(), webs, trainers, settings);
    }

    private Cluster(Path folder, PostgresServer postgres, int webs, int trainers, String... settings) {
        this(
                folder,
                postgres.user(),
                postgres.password(),
                postgres.url(postgres.createDatabase()),
                webs,
                trainers,
                settings);
    }

    private Cluster(
            Path folder, String user, String password, String database, int webs, int trainers, String... settings) {
        this(folder, user, password, database, webs, Collections.nCopies(trainers, database), settings);
    }

    /** The same, with the database that each trainer uses: the same one, but possibly by another way. */
    Cluster(
            Path folder,
            String user,
            String password,
            String webDatabase,
            int webs,
            List<String> trainerDatabases,
            String... settings) {
        this.folder = folder;
        this.webDatabase = webDatabase;
        this.trainerDatabases = new CopyOnWriteArrayList<>(trainerDatabases);
        this.shared = new ArrayList<>(List.of(
                "--spring.r2dbc.username=" + user,
                "--spring.r2dbc.password=" + password,
                "--playground.access.secret=" + SECRET,
                "--playground.cluster.host=127.0.0.1",
                "--playground.cluster.port=0",
                "--playground.callers.live-jobs=1000",
                "--playground.callers.batch-jobs=1000",
                "--playground.callers.requests-per-second=10000",
                "--playground.callers.request-burst=10000",
                "--playground.callers.jobs-per-second=1000",
                "--playground.callers.job-burst=1000"));
        shared.addAll(List.of(settings));
        List<CompletableFuture<ServerProcess>> starting = Stream.concat(
                        IntStream.range(0, webs).mapToObj(web -> starting("web", webDatabase)),
                        trainerDatabases.stream().map(database -> starting("trainer", database)))
                .toList();
        List<ServerProcess> started =
                starting.stream().map(CompletableFuture::join).toList();
        this.webs = new CopyOnWriteArrayList<>(started.subList(0, webs));
        this.trainers = new CopyOnWriteArrayList<>(started.subList(webs, started.size()));
    }

    private CompletableFuture<ServerProcess> starting(String role, String database) {
        return CompletableFuture.supplyAsync(() -> start(role, database));
    }

    private ServerProcess startTrainer(int number) {
        return start("trainer", trainerDatabases.get(number));
    }

    private ServerProcess start(String role, String database) {
        var settings = new ArrayList<>(shared);
        settings.add("--spring.r2dbc.url=" + database);
        settings.add("--playground.roles=" + role);
        try {
            return ServerProcess.start(folder, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What a process of this cluster proves to another that it is one. */
    static String peerToken() {
        var settings = new AccessSettings(SECRET, Path.of("none"), null, null, AnonymousAccess.ALL);
        return new PeerTokens(ServerSecrets.existing(settings, InstantSource.system()), InstantSource.system())
                .of("0123456789abcdef");
    }

    ServerProcess web(int number) {
        return webs.get(number);
    }

    ServerProcess trainer(int number) {
        return trainers.get(number);
    }

    /** Starts a trainer in place of one that has ended. */
    void replaceTrainer(int number) {
        trainers.set(number, startTrainer(number));
    }

    /** Starts another trainer, which uses this database. */
    void addTrainer(String database) {
        trainerDatabases.add(database);
        trainers.add(start("trainer", database));
    }

    /** Stops all trainers but the first. */
    void keepFirstTrainer() throws InterruptedException {
        for (ServerProcess other : trainers.subList(1, trainers.size())) {
            other.close();
        }
    }

    /** Starts a web node and a trainer, and stops the two that they replace once they are ready. */
    void update(int number) throws InterruptedException {
        var web = starting("web", webDatabase);
        var trainer = starting("trainer", trainerDatabases.get(number));
        webs.set(number, web.join()).close();
        trainers.set(number, trainer.join()).close();
    }

    @Override
    public void close() throws InterruptedException {
        for (ServerProcess each : webs) {
            each.kill();
        }
        for (ServerProcess each : trainers) {
            each.kill();
        }
    }
}
