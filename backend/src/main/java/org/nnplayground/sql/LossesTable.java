package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnplayground.database.Statements;
import org.nnplayground.store.History;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code losses}: losses of the present runs, many epochs per row. */
final class LossesTable {

    /** Maximum number of epochs per row. */
    private static final int EPOCHS = 32_768;

    private LossesTable() {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(String job, History of) {}

    /**
     * Inserts the losses of batches. They replace rows of their first epoch and later ones: those of an earlier run,
     * and those of a batch that was written although its write was reported as failed.
     */
    static Flux<Long> append(Connection connection, List<WriteBatch> batches) {
        var pieces = new ArrayList<Piece>();
        List<WriteBatch> changing = batches.stream()
                .filter(batch -> batch.startsRun() || batch.losses().size() > 0)
                .toList();
        for (WriteBatch batch : changing) {
            pieces(batch.losses())
                    .forEach(piece -> pieces.add(new Piece(batch.job().id(), piece)));
        }
        return Flux.concat(
                Statements.run(
                        connection,
                        "delete from losses where job = $1 and from_epoch >= $2",
                        changing,
                        (statement, batch) -> statement
                                .bind(0, batch.job().id())
                                .bind(1, batch.losses().fromEpoch())),
                Statements.run(
                        connection,
                        "insert into losses (job, from_epoch, epochs, content) values ($1, $2, $3, $4)",
                        pieces,
                        (statement, piece) -> statement
                                .bind(0, piece.job)
                                .bind(1, piece.of.fromEpoch())
                                .bind(2, piece.of.size())
                                .bind(
                                        3,
                                        CheckpointBytes.ofFloats(
                                                piece.of.train(), piece.of.validation(), piece.of.test()))));
    }

    /** The first epoch of each row of a job. */
    static Flux<Long> rows(DatabaseClient client, String job) {
        return client.sql("select from_epoch from losses where job = :job")
                .bind("job", job)
                .mapValue(Long.class)
                .all();
    }

    /** Deletes the rows of a job from this epoch on. */
    static Mono<Void> deleteFrom(DatabaseClient client, String job, long epoch) {
        return client.sql("delete from losses where job = :job and from_epoch >= :epoch")
                .bind("job", job)
                .bind("epoch", epoch)
                .then();
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

    /**
     * The losses after an epoch, at most {@code limit}; empty if there are none. One statement also reads their run,
     * because another process may write between two statements.
     */
    static Mono<History> after(DatabaseClient client, String job, long after, int limit) {
        return client.sql("select losses.from_epoch, losses.epochs, losses.content, jobs.details"
                        + " from losses join jobs on jobs.id = losses.job"
                        + " where losses.job = :job and losses.from_epoch between :lowest and :highest"
                        + " and losses.from_epoch + losses.epochs > :first"
                        + " order by losses.from_epoch")
                .bind("job", job)
                .bind("lowest", after + 2 - EPOCHS)
                .bind("highest", after + limit)
                .bind("first", after + 1)
                .map(LossesTable::piece)
                .all()
                .collectList()
                .filter(pieces -> !pieces.isEmpty())
                .map(pieces -> History.concat(pieces).after(after, limit));
    }

    private static History piece(Readable row) {
        String details = Statements.value(row.get(3, String.class));
        int run = StoredJson.read(details, StoredJson.Details.class).progress().run();
        int epochs = Statements.value(row.get(1, Integer.class));
        float[] all = CheckpointBytes.toFloats(Statements.value(row.get(2, byte[].class)));
        return new History(
                Math.max(1, run),
                Statements.value(row.get(0, Long.class)),
                Arrays.copyOf(all, epochs),
                Arrays.copyOfRange(all, epochs, 2 * epochs),
                Arrays.copyOfRange(all, 2 * epochs, 3 * epochs));
    }
}
