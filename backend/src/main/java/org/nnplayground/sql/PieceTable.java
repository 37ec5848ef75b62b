package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnplayground.database.Statements;
import org.nnplayground.store.RunCheckpoint;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The tables {@code piece_sets} and {@code checkpoint_pieces}: checkpoints that are too large for a transaction that
 * others wait for. A set is written piece by piece and belongs to its job from the transaction on that sets
 * {@code jobs.pieces} to its number. All other sets are leftovers or not complete yet.
 */
final class PieceTable {

    /** Size of a piece in bytes. Each is written, and later deleted, in a transaction of its own. */
    static final int PIECE = 1024 * 1024;

    /** H2 writes a page of its own for each row, and with it the page before it: small rows keep that small. */
    private static final int ROW = 64 * 1024;

    private static final int ROWS_PER_PIECE = PIECE / ROW;

    /** A set that is not complete after this time was left by a killed process, whose job may have ended before. */
    private static final Duration MAX_TIME_TO_WRITE = Duration.ofHours(1);

    private PieceTable() {}

    static boolean isLarge(RunCheckpoint checkpoint) {
        return Float.BYTES * checkpoint.checkpoint().size() > PIECE;
    }

    /**
     * The pieces of one checkpoint.
     *
     * @param number random, so that no set replaces rows of another
     * @param writer the number of the job's opener
     */
    record PieceSet(long number, String job, long writer, RunCheckpoint checkpoint, long bytes) {

        static PieceSet of(String job, long writer, RunCheckpoint checkpoint) {
            return new PieceSet(
                    ThreadLocalRandom.current().nextLong(Long.MAX_VALUE),
                    job,
                    writer,
                    checkpoint,
                    CheckpointBytes.length(checkpoint));
        }

        int pieces() {
            return (int) ((bytes + PIECE - 1) / PIECE);
        }

        int rows() {
            return (int) ((bytes + ROW - 1) / ROW);
        }
    }

    /** @param index counted from 0 */
    record Piece(PieceSet set, int index) {

        boolean isLast() {
            return index == set.pieces() - 1;
        }

        private List<Row> rows() {
            int first = index * ROWS_PER_PIECE;
            return IntStream.range(first, Math.min(first + ROWS_PER_PIECE, set.rows()))
                    .mapToObj(part -> {
                        long from = (long) part * ROW;
                        int length = (int) Math.min(ROW, set.bytes - from);
                        return new Row(part, CheckpointBytes.part(set.checkpoint, from, length));
                    })
                    .toList();
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(int part, byte[] content) {}

    /**
     * Writes a piece, if the job exists and has no newer writer. It replaces what an earlier attempt has left.
     *
     * @param rejected called if the job has a newer writer
     * @param lost called if the set is being deleted, because its writer could not reach the database for long
     */
    static Publisher<?> write(DatabaseClient client, Piece piece, Runnable rejected, Runnable lost) {
        PieceSet set = piece.set;
        return client.inConnectionMany(connection -> JobTable.lock(connection, List.of(set.job))
                .flatMapMany(writers -> {
                    Long writer = writers.get(set.job);
                    if (writer != null && writer != set.writer) {
                        rejected.run();
                    }
                    return writer != null && writer == set.writer
                            ? writeIfAlive(connection, piece, lost)
                            : Flux.empty();
                }));
    }

    private static Flux<Long> writeIfAlive(Connection connection, Piece piece, Runnable lost) {
        if (piece.index == 0) {
            return write(connection, piece);
        }
        return alive(connection, List.of(piece.set.number)).flatMapMany(alive -> {
            if (alive.isEmpty()) {
                lost.run();
                return Flux.empty();
            }
            return write(connection, piece);
        });
    }

    /** Those of these sets that exist and are not being deleted. The rows of their jobs must be locked. */
    static Mono<Set<Long>> alive(Connection connection, List<Long> sets) {
        if (sets.isEmpty()) {
            return Mono.just(Set.of());
        }
        String placeholders = IntStream.rangeClosed(1, sets.size())
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
        Statement statement = connection.createStatement(
                "select number from piece_sets where dying = false and number in (" + placeholders + ")");
        for (int i = 0; i < sets.size(); i++) {
            statement.bind(i, sets.get(i));
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, columns) -> Statements.value(row.get(0, Long.class))))
                .collect(Collectors.toSet());
    }

    private static Flux<Long> write(Connection connection, Piece piece) {
        PieceSet set = piece.set;
        List<PieceSet> begun = piece.index == 0 ? List.of(set) : List.of();
        return Flux.concat(
                Statements.run(
                        connection,
                        "delete from piece_sets where number = $1",
                        begun,
                        (s, one) -> s.bind(0, one.number)),
                Statements.run(
                        connection,
                        "insert into piece_sets (number, job, writer, begun_at, parts, bytes)"
                                + " values ($1, $2, $3, $4, $5, $6)",
                        begun,
                        (s, one) -> s.bind(0, one.number)
                                .bind(1, one.job)
                                .bind(2, one.writer)
                                .bind(3, Statements.time(Instant.now()))
                                .bind(4, one.rows())
                                .bind(5, one.bytes)),
                deleteRows(connection, set.number, piece.index),
                Statements.run(
                        connection,
                        "insert into checkpoint_pieces (set_number, part, content) values ($1, $2, $3)",
                        piece.rows(),
                        (s, row) -> s.bind(0, set.number).bind(1, row.part).bind(2, row.content)));
    }

    private static Flux<Long> deleteRows(Connection connection, long set, int piece) {
        return Statements.run(
                connection,
                "delete from checkpoint_pieces where set_number = $1 and part between $2 and $3",
                List.of(piece),
                (s, index) -> s.bind(0, set).bind(1, index * ROWS_PER_PIECE).bind(2, (index + 1) * ROWS_PER_PIECE - 1));
    }

    /**
     * A set that is not the last checkpoint of its job.
     *
     * @param pieces number of pieces that it can have
     * @param isAbandoned whether no process can complete it
     */
    record Leftover(long number, String job, int pieces, boolean isAbandoned) {

        Leftover withPieces(int left) {
            return new Leftover(number, job, left, isAbandoned);
        }
    }

    static Flux<Leftover> leftovers(DatabaseClient client) {
        return client.sql("select s.number, s.job, s.parts, s.writer, s.begun_at, s.dying, j.writer as present"
                        + " from piece_sets s left join jobs j on j.id = s.job"
                        + " where j.id is null or j.pieces is null or j.pieces <> s.number")
                .map(row -> {
                    Long present = row.get("present", Long.class);
                    boolean isOld = Statements.value(row.get("begun_at", OffsetDateTime.class))
                            .toInstant()
                            .isBefore(Instant.now().minus(MAX_TIME_TO_WRITE));
                    return new Leftover(
                            Statements.value(row.get("number", Long.class)),
                            Statements.readText(row, "job"),
                            (Statements.value(row.get("parts", Integer.class)) + ROWS_PER_PIECE - 1) / ROWS_PER_PIECE,
                            present == null
                                    || !present.equals(row.get("writer", Long.class))
                                    || isOld
                                    || Boolean.TRUE.equals(row.get("dying", Boolean.class)));
                })
                .all();
    }

    /**
     * Deletes the last piece of a leftover, and with the first one, which is the last to be deleted, the set. Does
     * nothing if the set has become its job's last checkpoint since it was found.
     *
     * @param kept called if nothing is deleted
     */
    static Publisher<?> delete(DatabaseClient client, Leftover leftover, Runnable kept) {
        return client.inConnectionMany(connection -> isOwned(connection, leftover)
                .flatMapMany(isOwned -> {
                    if (isOwned) {
                        kept.run();
                        return Flux.empty();
                    }
                    int piece = leftover.pieces - 1;
                    return Flux.concat(
                            Statements.run(
                                    connection,
                                    piece == 0
                                            ? "delete from piece_sets where number = $1"
                                            : "update piece_sets set dying = true where number = $1",
                                    List.of(leftover),
                                    (s, one) -> s.bind(0, one.number)),
                            deleteRows(connection, leftover.number, piece));
                }));
    }

    /** Locks the job's row, so that the set cannot become its last checkpoint before the end of the transaction. */
    private static Mono<Boolean> isOwned(Connection connection, Leftover leftover) {
        Statement statement = connection
                .createStatement("select pieces from jobs where id = $1 for update")
                .bind(0, leftover.job);
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(
                        (row, columns) -> Long.valueOf(leftover.number).equals(row.get(0, Long.class))))
                .next()
                .defaultIfEmpty(false);
    }
}
