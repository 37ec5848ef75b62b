package org.nnplayground.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.nnplayground.redis.RedisServer;
import org.nnplayground.sql.PostgresServer;

/** Web nodes and trainers, each a process of its own, over one PostgreSQL and one Redis. */
final class Cluster implements AutoCloseable {

    private static final String SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final Path folder;
    private final List<String> shared;
    private final List<ServerProcess> running = new ArrayList<>();

    /** @param settings of every node */
    Cluster(Path folder, String... settings) {
        PostgresServer postgres = PostgresServer.running();
        this.folder = folder;
        this.shared = new ArrayList<>(List.of(
                "--spring.r2dbc.url=" + postgres.url(postgres.createDatabase()),
                "--spring.r2dbc.username=" + postgres.user(),
                "--spring.r2dbc.password=" + postgres.password(),
                "--playground.redis.url=" + RedisServer.running().url(),
                "--playground.redis.prefix=" + UUID.randomUUID() + ":",
                "--playground.access.secret=" + SECRET,
                "--playground.callers.live-jobs=1000",
                "--playground.callers.batch-jobs=1000",
                "--playground.callers.requests-per-second=10000",
                "--playground.callers.request-burst=10000",
                "--playground.callers.jobs-per-second=1000",
                "--playground.callers.job-burst=1000"));
        shared.addAll(List.of(settings));
    }

    ServerProcess startWeb() throws IOException, InterruptedException {
        return start("web");
    }

    ServerProcess startTrainer() throws IOException, InterruptedException {
        return start("trainer");
    }

    private ServerProcess start(String role) throws IOException, InterruptedException {
        var settings = new ArrayList<>(shared);
        settings.add("--playground.roles=" + role);
        ServerProcess started = ServerProcess.start(folder, settings);
        running.add(started);
        return started;
    }

    @Override
    public void close() throws InterruptedException {
        for (ServerProcess each : running) {
            each.kill();
        }
    }
}
