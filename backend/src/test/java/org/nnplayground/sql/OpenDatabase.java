package org.nnplayground.sql;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.nio.file.Path;
import org.nnplayground.database.Database;
import org.nnplayground.database.DatabaseAddress;

/** A new database for a test, open until it is closed. */
public record OpenDatabase(Database database, ConnectionPool pool) implements AutoCloseable {

    public static OpenDatabase h2(Path folder) {
        return open(DatabaseAddress.file(folder));
    }

    public static OpenDatabase postgres() {
        PostgresServer server = PostgresServer.running();
        return open(server.address(server.createDatabase()));
    }

    private static OpenDatabase open(DatabaseAddress address) {
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(address.r2dbc()))
                .initialSize(1)
                .maxSize(4)
                .build());
        return new OpenDatabase(Database.open(address, pool), pool);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
