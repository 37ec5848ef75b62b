package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Access to the database: reads, and writes in transactions, with timeouts. Its schema is the newest migration's. */
public final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** H2 blocks the calling thread, so queries never run on an event loop or a trainer thread. */
    private static final Scheduler THREADS = Schedulers.newBoundedElastic(8, 10_000, "sql", 60, true);

    // A database that hangs does not report an error, not even that its connections are broken.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

    private final ConnectionFactory connections;
    private final DatabaseClient client;
    private final boolean isH2;

    private Database(ConnectionFactory connections, boolean isH2) {
        this.connections = connections;
        this.client = DatabaseClient.create(connections);
        this.isH2 = isH2;
    }

    /** Migrates the schema. Retries for about a minute if the database is not up yet. */
    static Database open(DatabaseAddress address, ConnectionFactory connections) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .connectRetries(10)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        if (address.isH2()) {
            H2File.prepare(DatabaseClient.create(connections)).block();
        }
        return new Database(connections, address.isH2());
    }

    /** Whether other processes can use the database, too. */
    boolean isShared() {
        return !isH2;
    }

    <T> Mono<T> readOne(Function<DatabaseClient, Mono<T>> query) {
        return Mono.defer(() -> query.apply(client))
                .subscribeOn(THREADS)
                .timeout(READ_TIMEOUT)
                .onErrorMap(Database::problem);
    }

    <T> Flux<T> read(Function<DatabaseClient, Flux<T>> query) {
        return Flux.defer(() -> query.apply(client))
                .subscribeOn(THREADS)
                .timeout(READ_TIMEOUT)
                .onErrorMap(Database::problem);
    }

    /** Writes in one transaction, which is on the disk when this completes. */
    Mono<Void> write(Function<DatabaseClient, Publisher<?>> statements) {
        // On one connection: after a failed write H2 reopens its file for the next connection, without data that the
        // first one committed but that did not reach the file.
        Mono<Void> written =
                Mono.usingWhen(connections.create(), connection -> write(connection, statements), Connection::close);
        return written.subscribeOn(THREADS).timeout(WRITE_TIMEOUT).onErrorMap(Database::problem);
    }

    private Mono<Void> write(Connection connection, Function<DatabaseClient, Publisher<?>> statements) {
        var one = new SingleConnectionFactory(connection, connections.getMetadata(), true);
        DatabaseClient single = DatabaseClient.create(one);
        Mono<Void> written = Flux.defer(() -> statements.apply(single))
                .as(TransactionalOperator.create(new R2dbcTransactionManager(one))::transactional)
                .then();
        return isH2 ? written.then(H2File.sync(single)) : written;
    }

    /** Maps every error of the database or its connection to STORE_UNAVAILABLE: clients can only try again later. */
    private static Throwable problem(Throwable e) {
        boolean isDatabaseError = e instanceof R2dbcException
                || e instanceof DataAccessException
                || e instanceof TransactionException
                || e instanceof TimeoutException;
        if (!isDatabaseError) {
            return e;
        }
        log.warn("Database: an operation failed and is reported as store-unavailable: {}", e.toString());
        var problem = unavailable();
        problem.initCause(e);
        return problem;
    }

    static TryLaterException unavailable() {
        return new TryLaterException(
                ProblemType.STORE_UNAVAILABLE, Message.of("store.unavailable"), Duration.ofSeconds(5));
    }
}
