package org.nnplayground.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nnplayground.store.History;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Mode;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that read jobs. */
final class JobRows {

    private final SpecFormat specs;

    JobRows(SpecFormat specs) {
        this.specs = specs;
    }

    Mono<Job> job(DatabaseClient client, String id) {
        return client.sql("select owner, mode, details from jobs where id = :id")
                .bind("id", id)
                .map(row -> new Row(
                        row.get(0, String.class),
                        Mode.valueOf(text(row.get(1, String.class))),
                        details(row.get(2, String.class))))
                .one()
                .flatMap(row -> document(client, id, JobTables.SPEC)
                        .map(spec -> row.job(id, specs, new String(spec, StandardCharsets.UTF_8))));
    }

    private record Row(@Nullable String owner, Mode mode, StoredJson.Details details) {
        Job job(String id, SpecFormat specs, String spec) {
            return new Job(
                    id,
                    owner,
                    mode,
                    details.description(),
                    specs.read(spec),
                    details.stop(),
                    details.pace(),
                    details.life(),
                    details.progress());
        }
    }

    private static StoredJson.Details details(@Nullable String column) {
        return StoredJson.read(text(column), StoredJson.Details.class);
    }

    /** The number of the last one to open the job. */
    static Mono<Long> writer(DatabaseClient client, String job) {
        return client.sql("select writer from jobs where id = :id")
                .bind("id", job)
                .mapValue(Long.class)
                .one();
    }

    /** The ids of an owner's jobs, newest first. */
    static Flux<String> ids(DatabaseClient client, JobStore.Query query) {
        var sql = new StringBuilder("select id from jobs where owner = :owner");
        if (query.after() != null) {
            sql.append(" and arrival < (select arrival from jobs where id = :after)");
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
        var statement = client.sql(sql.toString())
                .bind("owner", query.owner())
                .bind("limit", query.limit());
        if (query.after() != null) {
            statement = statement.bind("after", query.after());
        }
        if (query.state() != null) {
            statement = statement.bind("state", query.state().name());
        }
        for (int i = 0; i < labels.size(); i++) {
            statement = statement
                    .bind("label" + i, labels.get(i).getKey())
                    .bind("content" + i, labels.get(i).getValue());
        }
        return statement.mapValue(String.class).all();
    }

    /** A document's content; empty where there is none. */
    static Mono<byte[]> document(DatabaseClient client, String job, String name) {
        return joined(client.sql("select content from documents where job = :job and name = :name order by part")
                .bind("job", job)
                .bind("name", name));
    }

    static Mono<float[]> parameters(DatabaseClient client, String job, long epoch) {
        return joined(client.sql("select content from checkpoints where job = :job and epoch = :epoch order by part")
                        .bind("job", job)
                        .bind("epoch", epoch))
                .map(CheckpointBytes::toFloats);
    }

    private static Mono<byte[]> joined(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> row.get(0, byte[].class) instanceof byte[] content ? content : new byte[0])
                .all()
                .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .filter(bytes -> bytes.size() > 0)
                .map(ByteArrayOutputStream::toByteArray);
    }

    static Mono<RunCheckpoint> checkpoint(DatabaseClient client, String job) {
        return document(client, job, JobTables.CHECKPOINT).map(CheckpointBytes::read);
    }

    /** By epoch, when its parameters were taken. */
    static Mono<Map<Long, Instant>> path(DatabaseClient client, String job) {
        return client.sql("select epoch, taken_at from checkpoints where job = :job and part = 0")
                .bind("job", job)
                .map(row -> Map.entry(
                        row.get(0, Long.class) instanceof Long epoch ? epoch : 0L,
                        row.get(1, OffsetDateTime.class) instanceof OffsetDateTime at ? at.toInstant() : Instant.EPOCH))
                .all()
                .collect(TreeMap::new, (all, entry) -> all.put(entry.getKey(), entry.getValue()));
    }

    /**
     * The losses after an epoch, as many as share a row with the first of them, at most {@code limit}. In one statement
     * with the run that they are of: somebody else may be writing.
     */
    static Mono<History> losses(DatabaseClient client, String job, long after, int limit) {
        return client.sql("select losses.from_epoch, losses.epochs, losses.content, jobs.details"
                        + " from losses join jobs on jobs.id = losses.job"
                        + " where losses.job = :job and losses.from_epoch + losses.epochs > :first"
                        + " order by losses.from_epoch limit 1")
                .bind("job", job)
                .bind("first", after + 1)
                .map(row -> {
                    int run = Math.max(1, details(row.get(3, String.class)).progress().run());
                    long from = row.get(0, Long.class) instanceof Long epoch ? epoch : 0L;
                    int epochs = row.get(1, Integer.class) instanceof Integer count ? count : 0;
                    float[] all = CheckpointBytes.toFloats(
                            row.get(2, byte[].class) instanceof byte[] content ? content : new byte[0]);
                    int first = (int) (Math.max(from, after + 1) - from);
                    int last = (int) Math.min(epochs, (long) first + limit);
                    return new History(
                            run,
                            from + first,
                            Arrays.copyOfRange(all, first, last),
                            Arrays.copyOfRange(all, epochs + first, epochs + last),
                            Arrays.copyOfRange(all, 2 * epochs + first, 2 * epochs + last));
                })
                .one();
    }

    static String text(@Nullable String column) {
        if (column == null) {
            throw new IllegalStateException("a column is null that cannot be");
        }
        return column;
    }

    static long number(@Nullable Long column) {
        return Long.parseLong(text(column == null ? null : column.toString()));
    }
}
