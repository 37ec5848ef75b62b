package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.sql.Commit.PathParameters;
import org.nnplayground.store.History;
import org.nnplayground.store.Job;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that write jobs; each does the rows of many jobs at once. */
final class JobTables {

    /** Of the bytes of one row. */
    private static final int PART = 512 * 1024;

    /** Epochs whose losses share a row, so that they fit into a part. */
    private static final int EPOCHS = 32_768;

    static final String SPEC = "spec";
    static final String CHECKPOINT = "checkpoint";

    private final SpecFormat specs;

    JobTables(SpecFormat specs) {
        this.specs = specs;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Document(String job, String name, byte[] content) {}

    private record ThePath(String job, PathParameters at) {}

    private record Gone(String job, long epoch) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Losses(String job, History of) {}

    Publisher<?> insert(DatabaseClient client, Job job) {
        return client.inConnectionMany(connection -> Flux.concat(
                run(
                        connection,
                        "insert into jobs (id, owner, mode, state, expires_at, details) values ($1, $2, $3, $4, $5, $6)",
                        List.of(job),
                        (statement, row) -> {
                            statement.bind(0, row.id());
                            bind(statement, 1, row.owner(), String.class);
                            statement.bind(2, row.mode().name());
                            statement.bind(3, row.state().name());
                            bind(statement, 4, time(row.life().expiresAt()), OffsetDateTime.class);
                            statement.bind(5, StoredJson.write(StoredJson.Details.of(row)));
                        }),
                run(
                        connection,
                        "insert into job_labels (job, label, content) values ($1, $2, $3)",
                        job.description().labels().entrySet(),
                        (statement, label) -> statement
                                .bind(0, job.id())
                                .bind(1, label.getKey())
                                .bind(2, label.getValue())),
                documents(connection, List.of(spec(job)))));
    }

    private Document spec(Job job) {
        return new Document(job.id(), SPEC, specs.write(job.spec()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes what has come of jobs; nothing of those that are not there any more, or that somebody else has opened since.
     *
     * @param lost told of the latter
     */
    Publisher<?> write(DatabaseClient client, List<Commit> commits, Consumer<String> lost) {
        return client.inConnectionMany(connection -> writers(connection, commits)
                .flatMapMany(writers -> write(
                        connection,
                        commits.stream()
                                .filter(commit -> mayWrite(commit, writers.get(commit.job().id()), lost))
                                .toList())));
    }

    private static boolean mayWrite(Commit commit, @Nullable Long writer, Consumer<String> lost) {
        boolean isWriter = commit.writer() == null || commit.writer().equals(writer);
        if (writer != null && !isWriter) {
            lost.accept(commit.job().id());
        }
        return writer != null && isWriter;
    }

    /** Who writes each of the jobs that are there; both stay so until the end of the transaction. */
    private static Mono<Map<String, Long>> writers(Connection connection, List<Commit> commits) {
        String places = IntStream.rangeClosed(1, commits.size())
                .mapToObj(place -> "$" + place)
                .collect(Collectors.joining(", "));
        Statement statement =
                connection.createStatement(
                "select id, writer from jobs where id in (" + places + ") order by id for update");
        for (int i = 0; i < commits.size(); i++) {
            statement.bind(i, commits.get(i).job().id());
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, columns) -> Map.entry(
                        JobRows.text(row.get(0, String.class)), JobRows.number(row.get(1, Long.class)))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Flux<Long> write(Connection connection, List<Commit> commits) {
        List<String> beginning = commits.stream()
                .filter(Commit::begins)
                .map(commit -> commit.job().id())
                .toList();
        var documents = new ArrayList<Document>();
        var losses = new ArrayList<Losses>();
        var path = new ArrayList<ThePath>();
        var gone = new ArrayList<Gone>();
        for (Commit commit : commits) {
            String id = commit.job().id();
            if (commit.withSpec()) {
                documents.add(spec(commit.job()));
            }
            RunCheckpoint checkpoint = commit.checkpoint();
            if (checkpoint != null) {
                documents.add(new Document(id, CHECKPOINT, CheckpointBytes.write(checkpoint)));
            }
            pieces(commit.losses()).forEach(piece -> losses.add(new Losses(id, piece)));
            commit.gone().forEach(epoch -> gone.add(new Gone(id, epoch)));
            commit.parameters().forEach(at -> {
                gone.add(new Gone(id, at.epoch()));
                path.add(new ThePath(id, at));
            });
        }
        return Flux.concat(
                run(
                        connection,
                        "update jobs set state = $1, expires_at = $2, details = $3 where id = $4",
                        commits,
                        (statement, commit) -> {
                            Job job = commit.job();
                            statement.bind(0, job.state().name());
                            bind(statement, 1, time(job.life().expiresAt()), OffsetDateTime.class);
                            statement.bind(2, StoredJson.write(StoredJson.Details.of(job)));
                            statement.bind(3, job.id());
                        }),
                run(connection, "delete from losses where job = $1", beginning, (s, id) -> s.bind(0, id)),
                run(connection, "delete from checkpoints where job = $1", beginning, (s, id) -> s.bind(0, id)),
                documents(connection, documents),
                run(
                        connection,
                        "insert into losses (job, from_epoch, epochs, content) values ($1, $2, $3, $4)",
                        losses,
                        (statement, piece) -> statement
                                .bind(0, piece.job)
                                .bind(1, piece.of.fromEpoch())
                                .bind(2, piece.of.size())
                                .bind(
                                        3,
                                        CheckpointBytes.ofFloats(
                                                piece.of.train(), piece.of.validation(), piece.of.test()))),
                run(
                        connection,
                        "delete from checkpoints where job = $1 and epoch = $2",
                        gone,
                        (statement, row) -> statement.bind(0, row.job).bind(1, row.epoch)),
                path(connection, path));
    }

    private static List<History> pieces(History all) {
        var pieces = new ArrayList<History>();
        for (int from = 0; from < all.size(); from += EPOCHS) {
            int to = Math.min(all.size(), from + EPOCHS);
            pieces.add(new History(
                    all.run(),
                    all.fromEpoch() + from,
                    Arrays.copyOfRange(all.train(), from, to),
                    Arrays.copyOfRange(all.validation(), from, to),
                    Arrays.copyOfRange(all.test(), from, to)));
        }
        return pieces;
    }

    private static Flux<Long> documents(Connection connection, List<Document> documents) {
        record Part(Document of, int number, byte[] content) {}
        var parts = new ArrayList<Part>();
        for (Document document : documents) {
            List<byte[]> cut = parts(document.content);
            for (int i = 0; i < cut.size(); i++) {
                parts.add(new Part(document, i, cut.get(i)));
            }
        }
        return Flux.concat(
                run(
                        connection,
                        "delete from documents where job = $1 and name = $2",
                        documents,
                        (s, document) -> s.bind(0, document.job).bind(1, document.name)),
                run(
                        connection,
                        "insert into documents (job, name, part, content) values ($1, $2, $3, $4)",
                        parts,
                        (statement, part) -> statement
                                .bind(0, part.of.job)
                                .bind(1, part.of.name)
                                .bind(2, part.number)
                                .bind(3, part.content)));
    }

    private static Flux<Long> path(Connection connection, List<ThePath> path) {
        record Part(ThePath of, int number, byte[] content) {}
        var parts = new ArrayList<Part>();
        for (ThePath of : path) {
            List<byte[]> cut = parts(CheckpointBytes.ofFloats(of.at.parameters()));
            for (int i = 0; i < cut.size(); i++) {
                parts.add(new Part(of, i, cut.get(i)));
            }
        }
        return run(
                connection,
                "insert into checkpoints (job, epoch, part, taken_at, content) values ($1, $2, $3, $4, $5)",
                parts,
                (statement, part) -> statement
                        .bind(0, part.of.job)
                        .bind(1, part.of.at.epoch())
                        .bind(2, part.number)
                        .bind(3, part.of.at.takenAt().atOffset(ZoneOffset.UTC))
                        .bind(4, part.content));
    }

    private static List<byte[]> parts(byte[] bytes) {
        if (bytes.length <= PART) {
            return List.of(bytes);
        }
        return IntStream.range(0, (bytes.length + PART - 1) / PART)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * PART, Math.min(bytes.length, (i + 1) * PART)))
                .toList();
    }

    /** Runs a statement once for each row; not at all where there is none. */
    private static <T> Flux<Long> run(
            Connection connection, String sql, Collection<T> rows, BiConsumer<Statement, T> binding) {
        if (rows.isEmpty()) {
            return Flux.empty();
        }
        return Flux.defer(() -> {
            Statement statement = connection.createStatement(sql);
            boolean first = true;
            for (T row : rows) {
                if (!first) {
                    statement.add();
                }
                first = false;
                binding.accept(statement, row);
            }
            return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated);
        });
    }

    private static <T> void bind(Statement statement, int index, @Nullable T value, Class<T> type) {
        if (value == null) {
            statement.bindNull(index, type);
        } else {
            statement.bind(index, value);
        }
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
