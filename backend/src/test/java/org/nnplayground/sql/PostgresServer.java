package org.nnplayground.sql;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.nnplayground.LocalImages;
import org.nnplayground.database.DatabaseAddress;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL server, shared by all tests: a container if a Docker engine runs and has the image ({@code docker
 * pull postgres:18}), else the binaries of a Maven artifact. It prints which.
 */
public final class PostgresServer {

    private static final String IMAGE = "postgres:18";
    private static @Nullable PostgresServer running;

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    public static synchronized PostgresServer running() {
        PostgresServer server = running;
        if (server == null) {
            server = start();
            running = server;
        }
        return server;
    }

    @SuppressWarnings("SystemOut")
    private static PostgresServer start() {
        if (LocalImages.has(IMAGE)) {
            var container = new PostgreSQLContainer(IMAGE);
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            System.out.println("PostgreSQL for tests: container " + IMAGE);
            return new PostgresServer(
                    container.getHost(),
                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    container.getUsername(),
                    container.getPassword());
        }
        try {
            var embedded = EmbeddedPostgres.start();
            System.out.println("PostgreSQL for tests: embedded, from Maven");
            return new PostgresServer("localhost", embedded.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty database and returns its name. */
    public String createDatabase() {
        String name = "playground" + databases.incrementAndGet();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + host + ":" + port + "/postgres", user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** In the form of {@code spring.r2dbc.url}. */
    public String url(String database) {
        return "r2dbc:postgresql://" + host + ":" + port + "/" + database;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    public DatabaseAddress address(String database) {
        return new DatabaseAddress(ConnectionFactoryOptions.parse(url(database))
                .mutate()
                .option(ConnectionFactoryOptions.USER, user)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .build());
    }
}
