package org.nnplayground.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The address of the database, for R2DBC and for JDBC, which Flyway uses. */
public record DatabaseAddress(ConnectionFactoryOptions r2dbc) {

    private static final Option<String> H2_URL = Option.valueOf("url");
    /** Settings of a PostgreSQL session: a map, or text of the form {@code name=value;name=value}. */
    private static final Option<Object> SESSION_SETTINGS = Option.valueOf("options");

    private static final Option<Object> SSL_MODE = Option.valueOf("sslMode");
    private static final int POSTGRESQL_PORT = 5432;

    /**
     * PostgreSQL mode. The last connection closes the database, because H2's own shutdown hook would close it while
     * jobs are still being written. H2 copies each large text that is read, and keeps the copy for {@code LOB_TIMEOUT}
     * milliseconds, longer than any read or write of a {@link Database}; its default is 5 minutes.
     */
    private static final String H2_SETTINGS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;LOB_TIMEOUT=30000";

    /** The H2 file {@code playground.mv.db} in a folder; both are created if they do not exist. */
    public static DatabaseAddress file(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve("playground");
        return new DatabaseAddress(ConnectionFactoryOptions.builder()
                .option(DRIVER, "h2")
                .option(H2_URL, "file:" + file + H2_SETTINGS)
                .option(USER, "sa")
                .option(PASSWORD, "")
                .build());
    }

    /**
     * The same address, whose sessions PostgreSQL ends when they leave a transaction idle for this time. Otherwise a
     * process that is cut off in the middle of a transaction would keep its row locks, and no other process could take
     * over its jobs. H2 has no such sessions.
     */
    public DatabaseAddress withTransactionTimeout(Duration timeout) {
        if (isH2()) {
            return this;
        }
        String setting = "idle_in_transaction_session_timeout=" + timeout.toMillis();
        String named = textOrNull(SESSION_SETTINGS);
        return new DatabaseAddress(r2dbc.mutate()
                .option(SESSION_SETTINGS, named == null ? setting : named + ";" + setting)
                .build());
    }

    public boolean isH2() {
        return "h2".equals(driver()) || driver().startsWith("h2:");
    }

    /** The address without a connection pool. */
    ConnectionFactoryOptions unpooled() {
        return text(DRIVER).equals("pool")
                ? r2dbc.mutate().option(DRIVER, driver()).build()
                : r2dbc;
    }

    private String driver() {
        String driver = text(DRIVER);
        return driver.equals("pool") ? text(PROTOCOL) : driver;
    }

    /** @throws IllegalStateException if the database is neither H2 nor PostgreSQL */
    String jdbcUrl() {
        String h2 = isH2() ? textOrNull(H2_URL) : null;
        if (h2 != null) {
            return "jdbc:h2:" + h2;
        }
        if (!driver().startsWith("postgres")) {
            throw new IllegalStateException(
                    "spring.r2dbc.url must be the address of a PostgreSQL database (r2dbc:postgresql://host:port/database),"
                            + " or unset for an H2 file in the folder playground.data; its driver was " + driver());
        }
        Object port = r2dbc.getValue(PORT);
        Object ssl = r2dbc.getValue(SSL_MODE);
        return "jdbc:postgresql://" + text(HOST) + ":" + (port == null ? POSTGRESQL_PORT : port) + "/" + text(DATABASE)
                + (ssl == null ? "" : "?sslmode=" + ssl);
    }

    String user() {
        String user = textOrNull(USER);
        return user == null ? "" : user;
    }

    String password() {
        String password = textOrNull(PASSWORD);
        return password == null ? "" : password;
    }

    private String text(Option<?> option) {
        return String.valueOf(r2dbc.getRequiredValue(option));
    }

    private @Nullable String textOrNull(Option<?> option) {
        Object value = r2dbc.getValue(option);
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return "DatabaseAddress[" + driver() + "]";
    }
}
