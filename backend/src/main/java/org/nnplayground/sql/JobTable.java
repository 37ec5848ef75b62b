package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Statements;
import org.nnplayground.job.Job;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.QueueName;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.store.JobStore.Query;
import org.nnplayground.store.SpecFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables {@code jobs} and {@code job_labels}: jobs without their specs. */
final class JobTable {

    private static final String ENDED = "state in ('SUCCEEDED', 'FAILED', 'CANCELLED')";

    private JobTable() {}

    /** @param turn the job's turn in its queue */
    static Flux<Long> insert(Connection connection, Job job, double turn) {
        return Flux.concat(
                Statements.run(
                        connection,
                        "insert into jobs (id, owner, mode, state, expires_at, details, queue, caller, turn)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                        List.of(job),
                        (statement, row) -> {
                            statement.bind(0, row.id());
                            Statements.bind(statement, 1, row.owner(), String.class);
                            statement.bind(2, row.mode().name());
                            statement.bind(3, row.state().name());
                            bindExpiry(statement, 4, row);
                            statement.bind(5, StoredJson.write(StoredJson.Details.of(row)));
                            statement.bind(6, QueueName.of(row).name());
                            Statements.bind(statement, 7, row.description().caller(), String.class);
                            statement.bind(8, turn);
                        }),
                Statements.run(
                        connection,
                        "insert into job_labels (job, label, content) values ($1, $2, $3)",
                        job.description().labels().entrySet(),
                        (statement, label) -> statement
                                .bind(0, job.id())
                                .bind(1, storable(label.getKey()))
                                .bind(2, storable(label.getValue()))));
    }

    /** PostgreSQL text can contain every character except NUL. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static void bindExpiry(Statement statement, int index, Job job) {
        Statements.bind(statement, index, Statements.timeIfAny(job.life().expiresAt()), OffsetDateTime.class);
    }

    /** The present writers of those of these jobs that exist; locks the rows until the end of the transaction. */
    static Mono<Map<String, Long>> lock(Connection connection, List<String> jobs) {
        String placeholders = IntStream.rangeClosed(1, jobs.size())
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
        Statement statement = connection.createStatement(
                "select id, writer from jobs where id in (" + placeholders + ") order by id for update");
        for (int i = 0; i < jobs.size(); i++) {
            statement.bind(i, jobs.get(i));
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, columns) -> Map.entry(
                        Statements.value(row.get(0, String.class)), Statements.value(row.get(1, Long.class)))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The number of the last lease of a job, which may write about it. */
    static Mono<Long> writer(DatabaseClient client, String id) {
        return client.sql("select writer from jobs where id = :id")
                .bind("id", id)
                .mapValue(Long.class)
                .one();
    }

    /** A job that has ended leaves the queue. */
    static Flux<Long> update(Connection connection, List<WriteBatch> batches) {
        return Statements.run(
                connection,
                "update jobs set state = $1, expires_at = $2, details = $3,"
                        + " queue = case when cast($4 as boolean) then null else queue end,"
                        + " holder = case when cast($4 as boolean) then null else holder end,"
                        + " claims = case when cast($5 as boolean) then 0 else claims end,"
                        + " pieces = case when cast($6 as boolean) then cast($7 as bigint) else pieces end where id = $8",
                batches,
                (statement, batch) -> {
                    Job job = batch.job();
                    statement.bind(0, job.state().name());
                    bindExpiry(statement, 1, job);
                    statement.bind(2, StoredJson.write(StoredJson.Details.of(job)));
                    statement.bind(3, job.state().isTerminal());
                    statement.bind(4, batch.isProgress());
                    statement.bind(5, batch.replacesCheckpoint());
                    Statements.bind(
                            statement,
                            6,
                            batch.pieces() == null ? null : batch.pieces().number(),
                            Long.class);
                    statement.bind(7, job.id());
                });
    }

    /** Stores the total size of jobs that have ended, and so do not grow. */
    static Flux<Long> measure(Connection connection, List<String> jobs) {
        String bytes = List.of("documents", "losses", "checkpoints", "journals").stream()
                .map(table -> "(select coalesce(sum(octet_length(content)), 0) from " + table + " where job = jobs.id)")
                .collect(Collectors.joining(" + "));
        bytes += " + (select coalesce(sum(bytes), 0) from piece_sets where number = jobs.pieces)";
        return Statements.run(
                connection, "update jobs set bytes = " + bytes + " where id = $1", jobs, (s, id) -> s.bind(0, id));
    }

    private record Row(@Nullable String owner, Mode mode, StoredJson.Details details) {
        Job job(String id, SpecFormat specs, String spec) {
            return new Job(
                    id,
                    owner,
                    mode,
                    details.description(),
                    specs.read(spec),
                    details.arithmetic() == null ? Arithmetic.SOLO : details.arithmetic(),
                    details.stop(),
                    details.pace(),
                    details.life(),
                    details.progress());
        }
    }

    static Mono<Job> read(DatabaseClient client, String id, SpecFormat specs) {
        return client.sql("select owner, mode, details from jobs where id = :id")
                .bind("id", id)
                .map(row -> new Row(
                        row.get(0, String.class),
                        Mode.valueOf(Statements.value(row.get(1, String.class))),
                        StoredJson.read(Statements.value(row.get(2, String.class)), StoredJson.Details.class)))
                .one()
                .flatMap(row -> DocumentTable.read(client, id, DocumentTable.SPEC)
                        .map(spec -> row.job(id, specs, new String(spec, StandardCharsets.UTF_8))));
    }

    /** Size of an ended job in bytes, as {@link #measure} has stored it. */
    static Mono<Long> bytes(DatabaseClient client, String id) {
        return client.sql("select bytes from jobs where id = :id and " + ENDED)
                .bind("id", id)
                .mapValue(Long.class)
                .one();
    }

    /** @return whether the job existed */
    static Mono<Boolean> delete(DatabaseClient client, String id) {
        return client.sql("delete from jobs where id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** A job of a list. {@code arrival} is greater for a newer job. */
    record ListRow(String id, long arrival) {}

    /** The jobs that match a query, newest first, and one more. */
    static Flux<ListRow> places(DatabaseClient client, Query query) {
        var sql = new StringBuilder("select id, arrival from jobs where owner = :owner");
        if (query.before() != null) {
            sql.append(" and arrival < :before");
        }
        if (query.state() != null) {
            sql.append(" and state = :state");
        }
        List<Map.Entry<String, String>> labels = List.copyOf(query.labels().entrySet());
        for (int i = 0; i < labels.size(); i++) {
            sql.append(" and exists (select 1 from job_labels where job = jobs.id and label = :label")
                    .append(i)
                    .append(" and content = :content")
                    .append(i)
                    .append(')');
        }
        sql.append(" order by arrival desc limit :limit");
        var statement = client.sql(sql.toString()).bind("owner", query.owner()).bind("limit", query.limit() + 1);
        if (query.before() != null) {
            statement = statement.bind("before", query.before());
        }
        if (query.state() != null) {
            statement = statement.bind("state", query.state().name());
        }
        for (int i = 0; i < labels.size(); i++) {
            statement = statement
                    .bind("label" + i, storable(labels.get(i).getKey()))
                    .bind("content" + i, storable(labels.get(i).getValue()));
        }
        return statement
                .map(row -> new ListRow(
                        Statements.value(row.get(0, String.class)), Statements.value(row.get(1, Long.class))))
                .all();
    }

    static Flux<String> expired(DatabaseClient client, Instant now) {
        return client.sql("select id from jobs where expires_at <= :now")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapValue(String.class)
                .all();
    }

    /** The oldest ended jobs beyond a total size of all ended jobs, in bytes. */
    static Flux<String> surplus(DatabaseClient client, long limit) {
        return client.sql("select id from (select id, sum(bytes) over (order by arrival desc) as total from jobs where "
                        + ENDED + ") as ended where total > :limit")
                .bind("limit", limit)
                .mapValue(String.class)
                .all();
    }

    /** Total size of the large specs of unfinished jobs, in bytes. */
    static Mono<Long> unfinishedBytes(DatabaseClient client) {
        return client.sql("select cast(coalesce(sum(bytes), 0) as bigint) from jobs where not (" + ENDED + ")")
                .mapValue(Long.class)
                .one();
    }

    static Flux<String> unfinished(DatabaseClient client) {
        return client.sql("select id from jobs where not (" + ENDED + ") order by arrival")
                .mapValue(String.class)
                .all();
    }
}
