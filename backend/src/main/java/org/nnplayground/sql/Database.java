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

/** The database, whose tables are those that the newest migration makes. */
public final class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** H2 answers on the thread that asks, and takes its time for it: never on an event loop or a trainer thread. */
    private static final Scheduler THREADS = Schedulers.newBoundedElastic(8, 10_000, "sql", 60, true);

    // A database that hangs says nothing, not even that its connections are gone.
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(20);

    private final ConnectionFactory connections;
    private final DatabaseClient client;
    private final boolean isH2;

    private Database(ConnectionFactory connections, boolean isH2) {
        this.connections = connections;
        this.client = DatabaseClient.create(connections);
        this.isH2 = isH2;
    }

    /** Makes the tables, or brings them up to date; waits for a database that is not up yet, up to a minute or so. */
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

    /** Whether other processes may use it, too. */
    boolean isShared() {
        return !isH2;
    }

    <T> Mono<T> readOne(Function<DatabaseClient, Mono<T>> query) {
        return Mono.defer(() -> query.apply(client))
                .subscribeOn(THREADS)
                .timeout(LONGEST_READ)
                .onErrorMap(Database::problem);
    }

    <T> Flux<T> read(Function<DatabaseClient, Flux<T>> query) {
        return Flux.defer(() -> query.apply(client))
                .subscribeOn(THREADS)
                .timeout(LONGEST_READ)
                .onErrorMap(Database::problem);
    }

    /** Writes in one transaction; when this completes, all of it is on the disk. */
    Mono<Void> write(Function<DatabaseClient, Publisher<?>> statements) {
        // All of it by one connection: after a failed write H2 opens its file anew for the next one, and what the first
        // has committed may not be there.
        Mono<Void> kept =
                Mono.usingWhen(connections.create(), connection -> write(connection, statements), Connection::close);
        return kept.subscribeOn(THREADS).timeout(LONGEST_WRITE).onErrorMap(Database::problem);
    }

    private Mono<Void> write(Connection connection, Function<DatabaseClient, Publisher<?>> statements) {
        var one = new SingleConnectionFactory(connection, connections.getMetadata(), true);
        DatabaseClient ofOne = DatabaseClient.create(one);
        Mono<Void> written = Flux.defer(() -> statements.apply(ofOne))
                .as(TransactionalOperator.create(new R2dbcTransactionManager(one))::transactional)
                .then();
        return isH2 ? written.then(H2File.keep(ofOne)) : written;
    }

    /** Whatever a database or its connection says, clients can only come back later. */
    private static Throwable problem(Throwable e) {
        boolean ofDatabase = e instanceof R2dbcException
                || e instanceof DataAccessException
                || e instanceof TransactionException
                || e instanceof TimeoutException;
        if (!ofDatabase) {
            return e;
        }
        log.warn("The database does not do its work: {}", e.toString());
        var problem = unavailable();
        problem.initCause(e);
        return problem;
    }

    static TryLaterException unavailable() {
        return new TryLaterException(
                ProblemType.STORE_UNAVAILABLE, Message.of("store.unavailable"), Duration.ofSeconds(5));
    }
}
