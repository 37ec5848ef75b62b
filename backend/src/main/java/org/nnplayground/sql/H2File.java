package org.nnplayground.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The file that H2 keeps a database in. H2's own thread takes over what is committed and writes it a moment later;
 * {@code checkpoint sync} finds nothing left to write then, and completes before it is on the disk, and also if it
 * never will be. So it is preceded by a function that waits for that thread.
 */
public final class H2File {

    private H2File() {}

    /** Makes the function that SQL waits by. */
    static Mono<Void> prepare(DatabaseClient client) {
        return client.sql("drop alias if exists await_file")
                .then()
                .then(client.sql("create alias await_file for '" + H2File.class.getName() + ".await'")
                        .then())
                // Before it is needed: H2 may lose it with the first write that fails.
                .then(keep(client));
    }

    /** Completes when all that this connection has committed is on the disk. */
    static Mono<Void> keep(DatabaseClient client) {
        return client.sql("call await_file()")
                .then()
                .then(client.sql("checkpoint sync").then());
    }

    /**
     * H2 calls it: writes what is committed, and waits until all that was to be written is.
     *
     * @throws SQLException for a connection that is not H2's
     * @throws org.h2.mvstore.MVStoreException where some of it could not be written
     */
    public static void await(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        MVStore store = session.getDatabase().getStore().getMvStore();
        store.commit();
        if (store.isPersistent()) {
            // Runs when nothing waits to be written; fails where something could not be.
            store.executeFilestoreOperation(() -> {});
        }
    }
}
