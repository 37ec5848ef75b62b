package org.nnplayground.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
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
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
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

    /** The announcements of this process, if no other can use the database. */
    private final Sinks.Many<String> local = Sinks.many().multicast().directBestEffort();

    private final Flux<String> announcements;

    private volatile boolean writable = true;

    private Database(DatabaseAddress address, ConnectionFactory connections) {
        this.connections = connections;
        this.client = DatabaseClient.create(connections);
        this.isH2 = address.isH2();
        this.announcements = isH2
                ? local.asFlux()
                : Notifications.of(ConnectionFactories.get(address.unpooled())).share();
    }

    /** Migrates the schema. Retries for about a minute if the database is not up yet. */
    public static Database open(DatabaseAddress address, ConnectionFactory connections) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .connectRetries(10)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        if (address.isH2()) {
            H2File.prepare(DatabaseClient.create(connections)).block();
        }
        return new Database(address, connections);
    }

    /** Whether other processes can use the database, too. */
    public boolean isShared() {
        return !isH2;
    }

    /**
     * What any process announces from now on with {@link #write(Function, List)}. Multicast, without replay; a
     * subscriber must request without limit. Never fails; what is announced while the database is unavailable is lost.
     */
    public Flux<String> announcements() {
        return announcements;
    }

    public <T> Mono<T> readOne(Function<DatabaseClient, Mono<T>> query) {
        return Mono.defer(() -> query.apply(client))
                .subscribeOn(THREADS)
                .timeout(READ_TIMEOUT)
                .onErrorMap(Database::problem);
    }

    public <T> Flux<T> read(Function<DatabaseClient, Flux<T>> query) {
        return Flux.defer(() -> query.apply(client))
                .subscribeOn(THREADS)
                .timeout(READ_TIMEOUT)
                .onErrorMap(Database::problem);
    }

    /** Writes in one transaction, which is on the disk when this completes. */
    public Mono<Void> write(Function<DatabaseClient, Publisher<?>> statements) {
        return write(statements, List.of());
    }

    /**
     * Writes in one transaction, which is on the disk when this completes.
     *
     * @param announced what all processes are told if the transaction is committed
     */
    public Mono<Void> write(Function<DatabaseClient, Publisher<?>> statements, List<String> announced) {
        return writeOne(client -> Flux.from(statements.apply(client)).then(), announced);
    }

    /**
     * Writes in one transaction, which is on the disk when the result comes.
     *
     * @param announced as in {@link #write(Function, List)}
     */
    public <T> Mono<T> writeOne(Function<DatabaseClient, Mono<T>> statements, List<String> announced) {
        // On one connection: after a failed write H2 reopens its file for the next connection, without data that the
        // first one committed but that did not reach the file.
        Mono<T> written = Mono.usingWhen(
                connections.create(), connection -> write(connection, statements, announced), Connection::close);
        return written.subscribeOn(THREADS)
                .timeout(WRITE_TIMEOUT)
                .onErrorMap(Database::problem)
                .doOnSuccess(done -> writable = true)
                .doOnError(Database::isUnavailable, e -> writable = false);
    }

    /** False after a write has failed because of the database, until one succeeds. */
    public boolean isWritable() {
        return writable;
    }

    /** Returns space to the file system after much was deleted; a part of the work. PostgreSQL does that by itself. */
    public Mono<Void> shrink() {
        return isH2 ? readOne(H2File::shrink) : Mono.empty();
    }

    private <T> Mono<T> write(
            Connection connection, Function<DatabaseClient, Mono<T>> statements, List<String> announced) {
        var one = new SingleConnectionFactory(connection, connections.getMetadata(), true);
        DatabaseClient single = DatabaseClient.create(one);
        Mono<Optional<T>> written = Mono.defer(() -> statements.apply(single))
                .singleOptional()
                .delayUntil(result -> isH2 ? Mono.empty() : notify(single, announced))
                .as(TransactionalOperator.create(new R2dbcTransactionManager(one))::transactional);
        return (isH2 ? written.delayUntil(result -> H2File.sync(single)).doOnNext(result -> emit(announced)) : written)
                .flatMap(Mono::justOrEmpty);
    }

    private static Mono<Void> notify(DatabaseClient client, List<String> announced) {
        return Flux.fromIterable(announced)
                .concatMap(text -> client.sql("select pg_notify('" + Notifications.CHANNEL + "', :text)")
                        .bind("text", text)
                        .then())
                .then();
    }

    private void emit(List<String> announced) {
        synchronized (local) { // a sink accepts one thread at a time
            announced.forEach(text -> local.emitNext(text, EmitFailureHandler.FAIL_FAST));
        }
    }

    /** Maps every error of the database or its connection to STORE_UNAVAILABLE: clients can only try again later. */
    private static Throwable problem(Throwable e) {
        // Reactor reports a failed rollback by an exception of its own, with the database's as a suppressed one.
        boolean isDatabaseError =
                isDatabaseError(e) || Stream.of(e.getSuppressed()).anyMatch(Database::isDatabaseError);
        if (!isDatabaseError) {
            return e;
        }
        log.warn("Database: an operation failed and is reported as store-unavailable: {}", e.toString());
        var problem = TryLaterException.storeUnavailable();
        problem.initCause(e);
        return problem;
    }

    private static boolean isDatabaseError(Throwable e) {
        return e instanceof R2dbcException
                || e instanceof DataAccessException
                || e instanceof TransactionException
                || e instanceof TimeoutException;
    }

    private static boolean isUnavailable(Throwable e) {
        return e instanceof TryLaterException later && later.type() == ProblemType.STORE_UNAVAILABLE;
    }
}
