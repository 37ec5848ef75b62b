package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Database;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.sql.DocumentTable.Document;
import org.nnplayground.sql.journal.JournalTable;
import org.nnplayground.store.Beginning;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes jobs with their documents, losses and paths, many jobs in one transaction. */
final class JobTables {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    /** Specs above this size in bytes are limited in total; smaller ones are limited by the number of jobs. */
    private static final int LARGE_SPEC = 1 << 16;

    private final SpecFormat specs;
    private final long maxUnfinishedBytes;

    /** @param maxUnfinishedBytes maximum total size of the large specs of unfinished jobs, in bytes */
    JobTables(SpecFormat specs, long maxUnfinishedBytes) {
        this.specs = specs;
        this.maxUnfinishedBytes = maxUnfinishedBytes;
    }

    /** Fails with {@code QUEUE_FULL} if the large ones of these specs would exceed the limit of all unfinished jobs. */
    Mono<Void> requireSpace(DatabaseClient client, List<Document> specs) {
        long bytes = specs.stream()
                .filter(JobTables::isLarge)
                .mapToLong(spec -> spec.content().length)
                .sum();
        return bytes == 0
                ? Mono.empty()
                : JobTable.unfinishedBytes(client)
                        .filter(taken -> taken + bytes > maxUnfinishedBytes)
                        .flatMap(full -> Mono.error(
                                new TryLaterException(ProblemType.QUEUE_FULL, Message.of("store.full"), RETRY_AFTER)));
    }

    private static boolean isLarge(Document spec) {
        return spec.content().length > LARGE_SPEC;
    }

    /**
     * @param turn the job's turn in its queue
     * @param beginning where the job begins; null for untrained
     */
    Publisher<?> insert(DatabaseClient client, Job job, double turn, Document spec, @Nullable Beginning beginning) {
        List<String> measured = isLarge(spec) ? List.of(job.id()) : List.of();
        return client.inConnectionMany(connection -> Flux.concat(
                JobTable.insert(connection, job, turn),
                DocumentTable.write(connection, List.of(spec)),
                beginning == null ? Flux.empty() : write(connection, List.of(WriteBatch.of(job, beginning))),
                JobTable.measure(connection, measured)));
    }

    Document spec(Job job) {
        return new Document(
                job.id(), DocumentTable.SPEC, specs.write(job.spec()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes batches, except those of jobs that do not exist any more or have a newer writer, and those whose pieces
     * are being deleted.
     *
     * @param rejected receives the ids of jobs that have a newer writer
     * @param lost receives the ids of jobs whose pieces are being deleted
     */
    Publisher<?> write(
            DatabaseClient client, List<WriteBatch> batches, Consumer<String> rejected, Consumer<String> lost) {
        return client.inConnectionMany(connection -> JobTable.lock(connection, ids(batches))
                .zipWhen(writers -> PieceTable.alive(connection, sets(batches)))
                .flatMapMany(present -> write(
                        connection,
                        batches.stream()
                                .filter(batch -> mayWrite(
                                                batch,
                                                present.getT1().get(batch.job().id()),
                                                rejected)
                                        && hasItsPieces(batch, present.getT2(), lost))
                                .toList())));
    }

    private static List<Long> sets(List<WriteBatch> batches) {
        return batches.stream()
                .map(WriteBatch::pieces)
                .filter(Objects::nonNull)
                .map(PieceTable.PieceSet::number)
                .toList();
    }

    private static boolean hasItsPieces(WriteBatch batch, Set<Long> alive, Consumer<String> lost) {
        PieceTable.PieceSet set = batch.pieces();
        boolean hasThem = set == null || alive.contains(set.number());
        if (!hasThem) {
            lost.accept(batch.job().id());
        }
        return hasThem;
    }

    /**
     * Deletes the history and the path of a large ended job from their ends on, in transactions of about 1 MB. What is
     * left is deleted with the job.
     */
    static Mono<Void> empty(Database database, String id) {
        return database.readOne(client -> JobTable.bytes(client, id))
                .filter(bytes -> bytes > PieceTable.PIECE)
                .flatMap(bytes -> Flux.concat(
                                database.readOne(client -> CheckpointTable.read(client, id))
                                        .flatMapIterable(path -> steps(path.keySet(), bytes))
                                        .concatMap(epoch -> database.write(
                                                client -> CheckpointTable.deleteFrom(client, id, epoch))),
                                database.read(client -> LossesTable.rows(client, id))
                                        .collectList()
                                        .flatMapIterable(rows -> steps(rows, bytes))
                                        .concatMap(epoch ->
                                                database.write(client -> LossesTable.deleteFrom(client, id, epoch))))
                        .then());
    }

    /**
     * Where the parts begin that are deleted one after the other.
     *
     * @param epochs of rows
     * @param bytes in all of them, or more
     * @return descending
     */
    static List<Long> steps(Collection<Long> epochs, long bytes) {
        List<Long> descending =
                epochs.stream().sorted(Comparator.reverseOrder()).toList();
        int size = (int) Math.max(1, descending.size() * (long) PieceTable.PIECE / bytes);
        return IntStream.range(0, descending.size())
                .filter(i -> (i + 1) % size == 0)
                .mapToObj(descending::get)
                .toList();
    }

    private static List<String> ids(List<WriteBatch> batches) {
        return batches.stream().map(batch -> batch.job().id()).toList();
    }

    private static boolean mayWrite(WriteBatch batch, @Nullable Long writer, Consumer<String> rejected) {
        boolean isWriter = batch.writer() == null || batch.writer().equals(writer);
        if (writer != null && !isWriter) {
            rejected.accept(batch.job().id());
        }
        return writer != null && isWriter;
    }

    private Flux<Long> write(Connection connection, List<WriteBatch> batches) {
        var startingRun = new ArrayList<String>();
        var ended = new ArrayList<String>();
        var documents = new ArrayList<Document>();
        var inPieces = new ArrayList<String>();
        var journals = new ArrayList<JournalTable.Change>();
        for (WriteBatch batch : batches) {
            Job job = batch.job();
            if (batch.startsRun()) {
                startingRun.add(job.id());
            }
            if (job.state().isTerminal()) {
                ended.add(job.id());
            }
            if (batch.journal() != null) {
                journals.add(batch.journal());
            }
            if (batch.withSpec()) {
                documents.add(spec(job));
            }
            RunCheckpoint checkpoint = batch.checkpoint();
            if (batch.pieces() != null) {
                inPieces.add(job.id());
            } else if (checkpoint != null) {
                documents.add(Document.of(job.id(), checkpoint));
            }
        }
        return Flux.concat(
                JobTable.update(connection, batches),
                CheckpointTable.delete(connection, startingRun),
                DocumentTable.write(connection, documents),
                DocumentTable.delete(connection, DocumentTable.CHECKPOINT, inPieces),
                LossesTable.append(connection, batches),
                JournalTable.write(connection, journals, specs),
                CheckpointTable.updatePaths(connection, batches),
                JobTable.measure(connection, ended));
    }
}
