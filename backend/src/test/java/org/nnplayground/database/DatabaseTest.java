package org.nnplayground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.sql.PostgresServer;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class DatabaseTest {

    @TempDir
    private static Path folder;

    static Stream<DatabaseAddress> addresses() {
        var postgres = PostgresServer.running();
        return Stream.of(DatabaseAddress.file(folder), postgres.address(postgres.createDatabase()));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void migratesOnceAndKeepsWrittenData(DatabaseAddress address) {
        ConnectionPool first = pool(address);
        Database.open(address, first).write(client -> insert(client, "kept")).block();
        first.dispose();

        ConnectionPool second = pool(address);
        Database reopened = Database.open(address, second);

        assertThat(reopened.readOne(DatabaseTest::count).block()).isEqualTo(1);
        second.dispose();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aFailedTransactionLeavesNothing(DatabaseAddress address) {
        ConnectionPool pool = pool(address);
        Database database = Database.open(address, pool);
        long before = count(database);

        assertThatThrownBy(() -> database.write(client ->
                                Flux.concat(insert(client, "a"), Mono.error(new IllegalStateException("broken"))))
                        .block())
                .hasMessageContaining("broken");

        assertThat(count(database)).isEqualTo(before);
        pool.dispose();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void isNotWritableFromAWriteThatTheDatabaseRefusesToTheNextThatSucceeds(DatabaseAddress address) {
        ConnectionPool pool = pool(address);
        Database database = Database.open(address, pool);
        assertThat(database.isWritable()).isTrue();

        assertThatThrownBy(() -> database.write(client ->
                                client.sql("insert into unknown values (1)").then())
                        .block())
                .isInstanceOf(TryLaterException.class);
        assertThat(database.isWritable()).isFalse();
        count(database);
        assertThat(database.isWritable()).as("after a read").isFalse();

        database.write(client ->
                        client.sql("delete from jobs where id = 'unknown'").then())
                .block();
        assertThat(database.isWritable()).isTrue();
        assertThatThrownBy(() -> database.write(client -> Mono.error(new IllegalStateException("too many jobs")))
                        .block())
                .hasMessage("too many jobs");
        assertThat(database.isWritable()).as("after an error of the caller").isTrue();
        pool.dispose();
    }

    @Test
    void aWriteCompletesOnlyAfterH2sOwnThreadHasWritten(@TempDir Path held) throws Exception {
        HeldFiles.register();
        DatabaseAddress address = heldAddress(held);
        ConnectionPool pool = pool(address);
        Database database = Database.open(address, pool);
        HeldFiles.hold();
        insert(DatabaseClient.create(pool), "a").block();
        // H2's thread has taken over the row and waits for the disk.
        HeldFiles.awaitWrite();

        var written = database.write(client -> client.sql("select 1").then()).toFuture();

        try {
            assertThatThrownBy(() -> written.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        } finally {
            HeldFiles.release(false);
        }
        assertThatThrownBy(written::join).hasCauseInstanceOf(TryLaterException.class);
        HeldFiles.release(true);
        pool.dispose();
        ConnectionPool later = pool(address);
        assertThat(count(Database.open(address, later))).isZero();
        later.dispose();
    }

    private static DatabaseAddress heldAddress(Path folder) {
        ConnectionFactoryOptions file = DatabaseAddress.file(folder).r2dbc();
        Option<String> url = Option.valueOf("url");
        String held = String.valueOf(file.getRequiredValue(url)).replaceFirst("file:", "held:");
        return new DatabaseAddress(file.mutate().option(url, held).build());
    }

    @Test
    void rejectsTheAddressOfAnotherDatabase() {
        var address = new DatabaseAddress(ConnectionFactoryOptions.parse("r2dbc:mysql://localhost/x"));

        assertThatThrownBy(address::jdbcUrl)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be the address of a PostgreSQL database");
    }

    private static long count(Database database) {
        Long count = database.readOne(DatabaseTest::count).block();
        return count == null ? -1 : count;
    }

    private static Mono<Long> count(DatabaseClient client) {
        return client.sql("select count(*) from jobs").mapValue(Long.class).one();
    }

    private static Mono<Void> insert(DatabaseClient client, String id) {
        return client.sql("insert into jobs (id, mode, state, details) values (:id, 'LIVE', 'PAUSED', '{}')")
                .bind("id", id)
                .then();
    }

    private static ConnectionPool pool(DatabaseAddress address) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(address.r2dbc()))
                .initialSize(1)
                .maxSize(4)
                .build());
    }
}
