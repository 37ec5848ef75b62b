package org.nnplayground.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nnplayground.sql.PostgresServer;
import org.nnplayground.web.ServerProcess;

/** Web nodes and trainers, each in its own process, that share a PostgreSQL. */
final class Cluster implements AutoCloseable {

    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final Path folder;
    private final List<String> shared;
    private final List<ServerProcess> webs;
    private final List<ServerProcess> trainers;

    /** Starts these numbers of web nodes and trainers at the same time, with these settings. */
    Cluster(Path folder, int webs, int trainers, String... settings) {
        PostgresServer postgres = PostgresServer.running();
        this.folder = folder;
        this.shared = new ArrayList<>(List.of(
                "--spring.r2dbc.url=" + postgres.url(postgres.createDatabase()),
                "--spring.r2dbc.username=" + postgres.user(),
                "--spring.r2dbc.password=" + postgres.password(),
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
        var all = new ArrayList<>(Collections.nCopies(webs, "web"));
        all.addAll(Collections.nCopies(trainers, "trainer"));
        List<ServerProcess> started =
                all.stream().map(role -> CompletableFuture.supplyAsync(() -> start(role))).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        this.webs = new CopyOnWriteArrayList<>(started.subList(0, webs));
        this.trainers = new CopyOnWriteArrayList<>(started.subList(webs, all.size()));
    }

    private ServerProcess start(String role) {
        var settings = new ArrayList<>(shared);
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

    ServerProcess web(int number) {
        return webs.get(number);
    }

    ServerProcess trainer(int number) {
        return trainers.get(number);
    }

    /** Starts a trainer in place of one that has ended. */
    void replaceTrainer(int number) {
        trainers.set(number, start("trainer"));
    }

    /** Starts a web node and a trainer, and stops the two that they replace once they are ready. */
    void update(int number) throws InterruptedException {
        var web = CompletableFuture.supplyAsync(() -> start("web"));
        var trainer = CompletableFuture.supplyAsync(() -> start("trainer"));
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
