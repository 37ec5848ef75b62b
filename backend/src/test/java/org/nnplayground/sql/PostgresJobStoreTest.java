package org.nnplayground.sql;

class PostgresJobStoreTest extends R2dbcJobStoreContract {

    @Override
    DatabaseAddress newAddress() {
        PostgresServer server = PostgresServer.running();
        return server.address(server.createDatabase());
    }
}
