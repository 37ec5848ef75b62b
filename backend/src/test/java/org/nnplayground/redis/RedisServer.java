package org.nnplayground.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nnplayground.LocalImages;
import org.testcontainers.containers.GenericContainer;

/**
 * A real Redis with persistence for tests: in a container if there is a Docker engine with the image ({@code docker
 * pull redis:8}), otherwise an embedded one from Maven. Prints which one it uses.
 */
public final class RedisServer implements AutoCloseable {

    private static final String IMAGE = "redis:8";
    private static final int PORT = 6379;
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static @Nullable RedisServer running;

    private final int port;
    private final Runnable start;
    private final Runnable stop;

    private RedisServer(int port, Runnable start, Runnable stop) {
        this.port = port;
        this.start = start;
        this.stop = stop;
    }

    /** One for all tests that let it run. */
    public static synchronized RedisServer running() {
        RedisServer server = running;
        if (server == null) {
            server = start();
            running = server;
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        return server;
    }

    /** A new one, which a test may stop. */
    public static RedisServer start() {
        RedisServer server = LocalImages.has(IMAGE) ? container() : embedded();
        server.restart();
        return server;
    }

    @SuppressWarnings({"SystemOut", "resource"})
    private static RedisServer container() {
        int port = freePort();
        var container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withCommand(
                        "redis-server", "--appendonly", "yes", "--appendfsync", "always", "--protected-mode", "no");
        // A random port would change after a restart.
        container.setPortBindings(List.of(port + ":" + PORT));
        System.out.println("Redis for tests: container " + IMAGE);
        return new RedisServer(
                port,
                () -> {
                    if (container.getContainerId() == null) {
                        container.start();
                    } else {
                        container
                                .getDockerClient()
                                .startContainerCmd(container.getContainerId())
                                .exec();
                    }
                },
                () -> {
                    if (container.getContainerId() != null) {
                        container
                                .getDockerClient()
                                .stopContainerCmd(container.getContainerId())
                                .exec();
                    }
                });
    }

    @SuppressWarnings("SystemOut")
    private static RedisServer embedded() {
        try {
            int port = freePort();
            Path folder = Files.createTempDirectory("redis");
            var server = redis.embedded.RedisServer.newRedisServer()
                    .port(port)
                    .setting("dir " + folder)
                    .setting("appendonly yes")
                    .setting("appendfsync always")
                    .build();
            System.out.println("Redis for tests: embedded, from Maven");
            return new RedisServer(port, () -> unchecked(server::start), () -> unchecked(server::stop));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service's settings, with a prefix that nobody else has. */
    RedisSettings settings() {
        return new RedisSettings(url(), "test" + PREFIXES.incrementAndGet() + ":");
    }

    public String url() {
        return "redis://localhost:" + port;
    }

    /** Runs commands. */
    void ask(Consumer<RedisCommands<String, String>> commands) {
        try (RedisClient client = RedisClient.create(RedisURI.create(url()));
                StatefulRedisConnection<String, String> connection = client.connect()) {
            commands.accept(connection.sync());
        }
    }

    /** Forgets everything, its scripts too, and cuts all connections: what clients see of a disk that was lost. */
    public void loseEverything() {
        ask(commands -> {
            commands.flushall();
            commands.scriptFlush();
        });
        stop();
        restart();
    }

    public void stop() {
        stop.run();
    }

    /** Starts it again, with what it had. */
    public void restart() {
        start.run();
    }

    @Override
    public void close() {
        stop();
    }

    private interface Checked {
        void run() throws IOException;
    }

    private static void unchecked(Checked work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
