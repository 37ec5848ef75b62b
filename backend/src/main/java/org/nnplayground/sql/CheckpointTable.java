package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nnplayground.database.Chunks;
import org.nnplayground.database.Statements;
import org.nnplayground.sql.WriteBatch.PathParameters;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code checkpoints}: parameters of some epochs of the present runs. */
final class CheckpointTable {

    private CheckpointTable() {}

    /** Deletes the paths of these jobs. */
    static Flux<Long> delete(Connection connection, List<String> jobs) {
        return Statements.run(connection, "delete from checkpoints where job = $1", jobs, (s, id) -> s.bind(0, id));
    }

    private record Removed(String job, long epoch) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Part(String job, PathParameters of, int number, byte[] content) {}

    /**
     * Deletes the parameters of epochs that are no longer kept, and inserts those of newly kept epochs. These replace
     * rows of their epoch and later ones, for the reason that {@link LossesTable#append} gives.
     */
    static Flux<Long> updatePaths(Connection connection, List<WriteBatch> batches) {
        var removed = new ArrayList<Removed>();
        var parts = new ArrayList<Part>();
        for (WriteBatch batch : batches) {
            String id = batch.job().id();
            batch.removed().forEach(epoch -> removed.add(new Removed(id, epoch)));
            for (PathParameters at : batch.parameters()) {
                List<byte[]> chunks = Chunks.of(CheckpointBytes.ofFloats(at.parameters()));
                for (int i = 0; i < chunks.size(); i++) {
                    parts.add(new Part(id, at, i, chunks.get(i)));
                }
            }
        }
        return Flux.concat(
                Statements.run(
                        connection,
                        "delete from checkpoints where job = $1 and epoch = $2",
                        removed,
                        (statement, row) -> statement.bind(0, row.job).bind(1, row.epoch)),
                Statements.run(
                        connection,
                        "delete from checkpoints where job = $1 and epoch >= $2",
                        batches.stream()
                                .filter(batch -> !batch.parameters().isEmpty())
                                .toList(),
                        (statement, batch) -> statement
                                .bind(0, batch.job().id())
                                .bind(1, batch.parameters().getFirst().epoch())),
                Statements.run(
                        connection,
                        "insert into checkpoints (job, epoch, part, taken_at, content) values ($1, $2, $3, $4, $5)",
                        parts,
                        (statement, part) -> statement
                                .bind(0, part.job)
                                .bind(1, part.of.epoch())
                                .bind(2, part.number)
                                .bind(3, part.of.takenAt().atOffset(ZoneOffset.UTC))
                                .bind(4, part.content)));
    }

    /** Deletes the parameters of a job from this epoch on. */
    static Mono<Void> deleteFrom(DatabaseClient client, String job, long epoch) {
        return client.sql("delete from checkpoints where job = :job and epoch >= :epoch")
                .bind("job", job)
                .bind("epoch", epoch)
                .then();
    }

    static Mono<float[]> parameters(DatabaseClient client, String job, long epoch) {
        return Chunks.joined(
                        client.sql("select content from checkpoints where job = :job and epoch = :epoch order by part")
                                .bind("job", job)
                                .bind("epoch", epoch))
                .map(CheckpointBytes::toFloats);
    }

    /** The time at which the parameters were taken, by epoch. */
    static Mono<Map<Long, Instant>> read(DatabaseClient client, String job) {
        return client.sql("select epoch, taken_at from checkpoints where job = :job and part = 0")
                .bind("job", job)
                .map(row -> Map.entry(
                        Statements.value(row.get(0, Long.class)),
                        Statements.value(row.get(1, OffsetDateTime.class)).toInstant()))
                .all()
                .collect(TreeMap::new, (all, entry) -> all.put(entry.getKey(), entry.getValue()));
    }
}
