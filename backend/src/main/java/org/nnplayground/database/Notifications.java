package org.nnplayground.database;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Receives what other processes announce with PostgreSQL's {@code NOTIFY}, on a connection of its own. */
final class Notifications {

    static final String CHANNEL = "playground";

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);

    // A connection that hangs reports no error.
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

    private Notifications() {}

    /** The payloads from now on. Connects again after an error, so it never ends; what came meanwhile is lost. */
    static Flux<String> of(ConnectionFactory connections) {
        var isListening = new AtomicBoolean();
        return Flux.usingWhen(connections.create(), connection -> listen(connection, isListening), Connection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("the connection was closed")))
                .doOnError(e -> {
                    if (isListening.getAndSet(false)) { // the other errors of an outage say nothing new
                        log.warn(
                                "Database: the connection that listens for announcements failed; connecting again every {}: {}",
                                RECONNECT_DELAY,
                                e.toString());
                    }
                })
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT_DELAY));
    }

    private static Flux<String> listen(Connection connection, AtomicBoolean isListening) {
        var postgres = (PostgresqlConnection) connection;
        Flux<String> payloads = postgres.getNotifications().mapNotNull(Notification::getParameter);
        Flux<String> checks = Flux.interval(CHECK_INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> Mono.from(postgres.validate(ValidationDepth.REMOTE))
                        .timeout(CHECK_TIMEOUT)
                        .filter(isValid -> !isValid)
                        .flatMap(broken -> Mono.error(new IllegalStateException("the connection is broken"))));
        return postgres.createStatement("listen " + CHANNEL)
                .execute()
                .concatMap(Result::getRowsUpdated)
                .doOnComplete(() -> isListening.set(true))
                .thenMany(Flux.merge(payloads, checks));
    }
}
