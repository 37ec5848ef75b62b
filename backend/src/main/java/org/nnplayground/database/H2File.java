package org.nnplayground.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Forces the file of an H2 database to the disk. H2's own thread takes over committed data and writes it a moment
 * later. Meanwhile {@code checkpoint sync} finds nothing to write and completes before the data is on the disk, even if
 * writing it fails later. So a function that waits for that thread runs first.
 */
public final class H2File {

    private H2File() {}

    /** Creates the SQL function that waits for H2's thread. */
    static Mono<Void> prepare(DatabaseClient client) {
        return client.sql("drop alias if exists await_file")
                .then()
                .then(client.sql("create alias await_file for '" + H2File.class.getName() + ".await'")
                        .then())
                // Synced now, because H2 could lose the function in the first write that fails.
                .then(sync(client));
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
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        MVStore store = session.getDatabase().getStore().getMvStore();
        store.commit();
        if (store.isPersistent()) {
            // Runs when nothing is left to write; fails if a write has failed.
            store.executeFilestoreOperation(() -> {});
        }
    }
}
