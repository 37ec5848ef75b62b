package org.nnplayground.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL for one test alone, which it can stop, start again and suspend. Its port stays the same. */
public final class StoppablePostgres implements AutoCloseable {

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    /**
     * Starts it.
     *
     * @param data folder of its data, which outlives it
     */
    public StoppablePostgres(Path data) throws IOException {
        this.data = data;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        start();
    }

    public void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .start();
    }

    public void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Whether this operating system can suspend processes. */
    public static boolean canSuspend() {
        return !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    /** Suspends all its processes (SIGSTOP): connections stay open, and nothing is answered. */
    public void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Resumes the processes that {@link #suspend} suspended. */
    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes());
        Process kill = new ProcessBuilder(command).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    /** The process ids of its first process and of those of its connections. */
    private List<String> processes() throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        return ProcessHandle.of(first).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> Long.toString(process.pid()))
                .toList();
    }

    /** The first column of the rows of a query. */
    public List<String> query(String sql) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres", user(), password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** In the form of {@code spring.r2dbc.url}. */
    public String url() {
        return url(port);
    }

    /** The same, through a proxy at this port. */
    public String url(int proxy) {
        return "r2dbc:postgresql://localhost:" + proxy + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return "postgres";
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
