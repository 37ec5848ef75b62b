package org.nnplayground.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The file of an H2 database: forces it to the disk, and lets it shrink.
 *
 * <p>H2's own thread takes over committed data and writes it a moment later. Meanwhile {@code checkpoint sync} finds
 * nothing to write and completes before the data is on the disk, even if writing it fails later. So a function that
 * waits for that thread runs first.
 */
public final class H2File {

    /**
     * For this time H2 keeps data that is no longer needed, 45 s by default, for disks that reorder writes. Each
     * transaction is forced to the disk here, so a shorter time is enough, and the file does not grow by all that is
     * written in 45 s.
     */
    private static final Duration RETENTION = Duration.ofSeconds(5);

    /** {@link #compact} does nothing if more than this percentage of the file is in use. */
    private static final int FULL = 90;

    /** Maximum number of bytes that one call of {@link #compact} moves, while others wait. */
    private static final long MAX_MOVED = 2L * 1024 * 1024;

    private H2File() {}

    /** Creates the SQL functions, and sets how long deleted data is kept. */
    static Mono<Void> prepare(DatabaseClient client) {
        return client.sql("drop alias if exists await_file")
                .then()
                .then(client.sql("create alias await_file for '" + H2File.class.getName() + ".await'")
                        .then())
                .then(client.sql("set retention_time " + RETENTION.toMillis()).then())
                .then(client.sql("drop alias if exists compact_file").then())
                .then(client.sql("create alias compact_file for '" + H2File.class.getName() + ".compact'")
                        .then())
                // Synced now, because H2 could lose the functions in the first write that fails.
                .then(sync(client));
    }

    /** Makes the file smaller if much of it is not in use; a part of the work. */
    static Mono<Void> shrink(DatabaseClient client) {
        return client.sql("call compact_file()").then();
    }

    /** Completes when everything that this connection has committed is on the disk. */
    static Mono<Void> sync(DatabaseClient client) {
        return client.sql("call await_file()")
                .then()
                .then(client.sql("checkpoint sync").then());
    }

    /**
     * The SQL function, called by H2: commits to the file and waits until everything is written.
     *
     * @throws SQLException if the connection is not H2's
     * @throws org.h2.mvstore.MVStoreException if something could not be written
     */
    public static void await(Connection connection) throws SQLException {
        MVStore store = store(connection);
        store.commit();
        if (store.isPersistent()) {
            // Runs when nothing is left to write; fails if a write has failed.
            store.executeFilestoreOperation(() -> {});
        }
    }

    /**
     * The SQL function, called by H2: frees what is no longer needed, moves some data towards the start of the file,
     * and truncates the file. H2 does the same now and then, but stops as long as nobody uses it.
     *
     * @throws SQLException if the connection is not H2's
     */
    public static void compact(Connection connection) throws SQLException {
        MVStore store = store(connection);
        if (store.getFileStore() instanceof RandomAccessStore file) {
            file.compactMoveChunks(FULL, MAX_MOVED, store);
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }
}
