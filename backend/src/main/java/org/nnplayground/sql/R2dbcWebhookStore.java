package org.nnplayground.sql;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.webhook.Webhook;
import org.nnplayground.webhook.WebhookStore;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores webhooks in a database. */
public final class R2dbcWebhookStore implements WebhookStore {

    private final Database database;

    R2dbcWebhookStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> insert(Webhook webhook) {
        return database.write(client -> progress(
                        client.sql("""
                                insert into webhooks (job, url, api_key, created_at, body, attempts, due_at,
                                  outcome, last_attempt_at, last_status)
                                values (:job, :url, :key, :at, :body, :attempts, :due, :outcome, :lastAt, :lastStatus)
                                """)
                                .bind("url", webhook.url().toString())
                                .bind("key", webhook.key())
                                .bind("at", Statements.time(webhook.createdAt())),
                        webhook)
                .then());
    }

    @Override
    public Mono<Void> update(Webhook webhook) {
        return database.write(client -> progress(client.sql("""
                                update webhooks set body = :body, attempts = :attempts, due_at = :due,
                                  outcome = :outcome, last_attempt_at = :lastAt, last_status = :lastStatus
                                where job = :job
                                """), webhook).then());
    }

    private static DatabaseClient.GenericExecuteSpec progress(DatabaseClient.GenericExecuteSpec sql, Webhook webhook) {
        Instant due = webhook.dueAt();
        Webhook.Outcome outcome = webhook.outcome();
        Webhook.Attempt last = webhook.lastAttempt();
        return sql.bind("job", webhook.job())
                .bind("body", Parameter.fromOrEmpty(webhook.body(), String.class))
                .bind("attempts", webhook.attempts())
                .bind("due", Parameter.fromOrEmpty(due == null ? null : Statements.time(due), OffsetDateTime.class))
                .bind("outcome", Parameter.fromOrEmpty(outcome == null ? null : outcome.wireName(), String.class))
                .bind(
                        "lastAt",
                        Parameter.fromOrEmpty(last == null ? null : Statements.time(last.at()), OffsetDateTime.class))
                .bind("lastStatus", Parameter.fromOrEmpty(last == null ? null : last.status(), Integer.class));
    }

    @Override
    public Mono<Webhook> find(String job) {
        return database.readOne(client -> client.sql("select * from webhooks where job = :job")
                .bind("job", job)
                .map(R2dbcWebhookStore::webhook)
                .one());
    }

    @Override
    public Mono<Void> delete(String job) {
        return database.write(client -> client.sql("delete from webhooks where job = :job")
                .bind("job", job)
                .then());
    }

    @Override
    public Mono<Long> count() {
        return database.readOne(client -> client.sql("select count(*) from webhooks where outcome is null")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one());
    }

    @Override
    public Mono<Long> count(String key) {
        return database.readOne(client -> client.sql(
                        "select count(*) from webhooks where api_key = :key and outcome is null")
                .bind("key", key)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one());
    }

    @Override
    public Mono<Void> deleteFinished(Instant before) {
        return database.write(
                client -> client.sql("delete from webhooks where outcome is not null and last_attempt_at < :before")
                        .bind("before", Statements.time(before))
                        .then());
    }

    @Override
    public Flux<Webhook> waiting() {
        return database.read(client -> client.sql("select * from webhooks where body is null order by created_at")
                .map(R2dbcWebhookStore::webhook)
                .all());
    }

    @Override
    public Flux<Webhook> due(Instant now, int perKey, int limit) {
        return database.read(client -> client.sql("""
                        select * from
                          (select *, row_number() over (partition by api_key order by due_at) as place
                           from webhooks where due_at <= :now) as due
                        where place <= :perKey order by due_at fetch first :limit rows only
                        """)
                .bind("now", Statements.time(now))
                .bind("perKey", perKey)
                .bind("limit", limit)
                .map(R2dbcWebhookStore::webhook)
                .all());
    }

    @Override
    public Mono<Boolean> claim(Webhook due, Instant until) {
        return Mono.defer(() -> {
            var taken = new AtomicBoolean();
            return database.write(client -> client.sql(
                                    "update webhooks set due_at = :until where job = :job and due_at = :due")
                            .bind("until", Statements.time(until))
                            .bind("job", due.job())
                            .bind("due", Statements.time(Objects.requireNonNull(due.dueAt())))
                            .fetch()
                            .rowsUpdated()
                            .doOnNext(rows -> taken.set(rows > 0)))
                    .then(Mono.fromSupplier(taken::get));
        });
    }

    private static Webhook webhook(Readable row) {
        String outcome = row.get("outcome", String.class);
        Instant lastAt = Statements.readTimeIfAny(row, "last_attempt_at");
        return new Webhook(
                Statements.readText(row, "job"),
                URI.create(Statements.readText(row, "url")),
                Statements.readText(row, "api_key"),
                Statements.readTime(row, "created_at"),
                row.get("body", String.class),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Statements.readTimeIfAny(row, "due_at"),
                outcome == null ? null : outcome(outcome),
                lastAt == null ? null : new Webhook.Attempt(lastAt, row.get("last_status", Integer.class)));
    }

    private static Webhook.Outcome outcome(String wireName) {
        return Arrays.stream(Webhook.Outcome.values())
                .filter(outcome -> outcome.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("webhooks.outcome has the unknown value " + wireName));
    }
}
