package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.database.DatabaseAddress;
import org.nnplayground.database.Statements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TransactionTimeoutTest {

    private final PostgresServer server = PostgresServer.running();
    private final DatabaseAddress plain = server.address(server.createDatabase());

    @Test
    void aProcessThatFallsSilentInATransactionReleasesItsLocks() {
        run(connection(plain), "create table rows (id integer)");
        run(connection(plain), "insert into rows values (1)");
        Connection silent = connection(plain.withTransactionTimeout(Duration.ofMillis(300)));
        Mono.from(silent.beginTransaction()).block();
        run(silent, "select id from rows for update");

        long updated = run(connection(plain), "update rows set id = 2");

        assertThat(updated).isEqualTo(1);
    }

    @Test
    void theOtherSettingsOfASessionStay() {
        var named = new DatabaseAddress(plain.r2dbc()
                .mutate()
                .option(Option.valueOf("options"), "application_name=x")
                .build());

        Connection connection = connection(named.withTransactionTimeout(Duration.ofSeconds(7)));

        assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("7s");
        assertThat(setting(connection, "application_name")).isEqualTo("x");
    }

    private static Connection connection(DatabaseAddress address) {
        ConnectionFactory connections = ConnectionFactories.get(address.r2dbc());
        return Objects.requireNonNull(
                Mono.<Connection>from(connections.create()).block());
    }

    private static long run(Connection connection, String sql) {
        return Objects.requireNonNull(Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(20)));
    }

    private static String setting(Connection connection, String name) {
        return Objects.requireNonNull(
                Flux.from(connection.createStatement("show " + name).execute())
                        .concatMap(result -> result.map((row, columns) -> Statements.readText(row, name)))
                        .blockLast());
    }
}
