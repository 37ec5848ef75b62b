package org.nnplayground.sql.journal;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Chunks;
import org.nnplayground.database.Statements;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.StopConditions;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.sql.CheckpointBytes;
import org.nnplayground.sql.StoredJson;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry;
import org.nnplayground.store.JournalEntry.Cause;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code journals}: the entries of each job's {@link Journal}. */
public final class JournalTable {

    private static final String BEGUN = "BEGUN";
    private static final String RETUNED = "RETUNED";
    private static final String RESTARTED = "RESTARTED";
    private static final String ENDED = "ENDED";

    private static final byte[] NOTHING = {};

    private JournalTable() {}

    /**
     * How a journal differs from the stored one.
     *
     * @param from stored entries with this number or a larger one are removed
     * @param added all entries with such a number
     */
    public record Change(String job, long from, List<JournalEntry> added) {

        /** Null if both are equal. */
        public static @Nullable Change between(String job, Journal stored, Journal present) {
            if (stored == present) {
                return null;
            }
            List<JournalEntry> before = stored.entries();
            List<JournalEntry> now = present.entries();
            int same = 0;
            while (same < before.size() && same < now.size() && before.get(same).equals(now.get(same))) {
                same++;
            }
            if (same == before.size() && same == now.size()) {
                return null;
            }
            long from = same == 0 ? 0 : now.get(same - 1).number() + 1;
            return new Change(job, from, now.subList(same, now.size()));
        }
    }

    /** The columns of an entry. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(
            String job,
            long number,
            int run,
            String kind,
            @Nullable String detail,
            long epoch,
            int batch,
            int part,
            byte[] content) {

        private static List<Row> of(String job, JournalEntry entry, SpecFormat specs) {
            return switch (entry) {
                case JournalEntry.RunBegun begun ->
                    rows(
                            job,
                            begun,
                            BEGUN,
                            begun.arithmetic().name(),
                            begun.fromEpoch(),
                            0,
                            specs.write(begun.spec()).getBytes(StandardCharsets.UTF_8));
                case JournalEntry.Retuned retuned ->
                    rows(
                            job,
                            retuned,
                            RETUNED,
                            StoredJson.write(retuned.settings()),
                            retuned.epoch(),
                            retuned.batch(),
                            NOTHING);
                case JournalEntry.Restarted at ->
                    rows(job, at, RESTARTED, at.cause().name(), at.epoch(), at.batch(), bytes(at));
                case JournalEntry.RunEnded ended -> rows(job, ended, ENDED, null, ended.epochs(), 0, NOTHING);
            };
        }

        private static byte[] bytes(JournalEntry.Restarted at) {
            return at.state() == null
                    ? NOTHING
                    : CheckpointBytes.write(new RunCheckpoint(
                            at.run(), at.state(), new StopConditions(null, null, null, null), 0, Instant.EPOCH));
        }

        private static List<Row> rows(
                String job,
                JournalEntry of,
                String kind,
                @Nullable String detail,
                long epoch,
                int batch,
                byte[] content) {
            var rows = new ArrayList<Row>();
            for (byte[] chunk : Chunks.of(content)) {
                rows.add(new Row(job, of.number(), of.run(), kind, detail, epoch, batch, rows.size(), chunk));
            }
            return rows;
        }

        static Row read(Readable row) {
            return new Row(
                    "",
                    Statements.value(row.get("number", Long.class)),
                    Statements.value(row.get("run", Integer.class)),
                    Statements.readText(row, "kind"),
                    row.get("detail", String.class),
                    Statements.value(row.get("epoch", Long.class)),
                    Statements.value(row.get("batch", Integer.class)),
                    Statements.value(row.get("part", Integer.class)),
                    Statements.value(row.get("content", byte[].class)));
        }

        JournalEntry entry(byte[] bytes, SpecFormat specs) {
            String text = Objects.requireNonNullElse(detail, "");
            return switch (kind) {
                case BEGUN ->
                    new JournalEntry.RunBegun(
                            number,
                            run,
                            epoch,
                            specs.read(new String(bytes, StandardCharsets.UTF_8)),
                            Arithmetic.valueOf(text));
                case RETUNED ->
                    new JournalEntry.Retuned(number, run, epoch, batch, StoredJson.read(text, JobPatch.class));
                case RESTARTED ->
                    new JournalEntry.Restarted(
                            number,
                            run,
                            epoch,
                            batch,
                            Cause.valueOf(text),
                            bytes.length == 0
                                    ? null
                                    : CheckpointBytes.read(bytes).checkpoint());
                case ENDED -> new JournalEntry.RunEnded(number, run, epoch);
                default -> throw new IllegalStateException("an entry of a journal has the unknown kind " + kind);
            };
        }
    }

    public static Flux<Long> write(Connection connection, List<Change> changes, SpecFormat specs) {
        List<Row> rows = changes.stream()
                .flatMap(change -> change.added.stream().flatMap(entry -> Row.of(change.job, entry, specs).stream()))
                .toList();
        return Flux.concat(
                Statements.run(
                        connection,
                        "delete from journals where job = $1 and number >= $2",
                        changes,
                        (statement, change) -> statement.bind(0, change.job).bind(1, change.from)),
                Statements.run(
                        connection,
                        "insert into journals (job, number, part, run, kind, detail, epoch, batch, content)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                        rows,
                        (statement, row) -> {
                            statement
                                    .bind(0, row.job)
                                    .bind(1, row.number)
                                    .bind(2, row.part)
                                    .bind(3, row.run)
                                    .bind(4, row.kind);
                            Statements.bind(statement, 5, row.detail, String.class);
                            statement.bind(6, row.epoch).bind(7, row.batch).bind(8, row.content);
                        }));
    }

    /** The journal of a job, empty if it has no entries. */
    public static Mono<Journal> read(DatabaseClient client, String job, SpecFormat specs) {
        return client.sql("select number, part, run, kind, detail, epoch, batch, content from journals"
                        + " where job = :job order by number, part")
                .bind("job", job)
                .map(Row::read)
                .all()
                .collectList()
                .map(rows -> journal(rows, specs));
    }

    private static Journal journal(List<Row> rows, SpecFormat specs) {
        var entries = new ArrayList<JournalEntry>();
        for (int from = 0, to; from < rows.size(); from = to) {
            Row first = rows.get(from);
            to = from + 1;
            while (to < rows.size() && rows.get(to).number == first.number) {
                to++;
            }
            entries.add(first.entry(
                    Chunks.join(
                            rows.subList(from, to).stream().map(Row::content).toList()),
                    specs));
        }
        return new Journal(entries);
    }
}
