package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.sql.DocumentTable.Document;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes jobs with all that belongs to them, many at once. */
final class JobTables {

    private static final Duration LATER = Duration.ofMinutes(1);

    /** Bytes; the others are bounded by the number of jobs. */
    private static final int LARGE_SPEC = 1 << 16;

    private final SpecFormat specs;
    private final long maxUnfinished;

    /** @param maxUnfinished bytes that large specs of unfinished jobs may take */
    JobTables(SpecFormat specs, long maxUnfinished) {
        this.specs = specs;
        this.maxUnfinished = maxUnfinished;
    }

    /** Fails with {@code QUEUE_FULL} where a large spec has no room beside those of other unfinished jobs. */
    Mono<Void> requireRoom(DatabaseClient client, Document spec) {
        return isLarge(spec)
                ? JobTable.unfinishedBytes(client)
                        .filter(taken -> taken + spec.content().length > maxUnfinished)
                        .flatMap(full -> Mono.error(
                                new TryLaterException(ProblemType.QUEUE_FULL, Message.of("store.full"), LATER)))
                : Mono.empty();
    }

    private static boolean isLarge(Document spec) {
        return spec.content().length > LARGE_SPEC;
    }

    Publisher<?> insert(DatabaseClient client, Job job, Document spec) {
        List<String> measured = isLarge(spec) ? List.of(job.id()) : List.of();
        return client.inConnectionMany(connection -> Flux.concat(
                JobTable.insert(connection, job),
                DocumentTable.write(connection, List.of(spec)),
                JobTable.measure(connection, measured)));
    }

    Document spec(Job job) {
        return new Document(
                job.id(), DocumentTable.SPEC, specs.write(job.spec()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes what has come of jobs; nothing of those that are not there any more, or that somebody else has opened
     * since.
     *
     * @param lost told of the latter
     */
    Publisher<?> write(DatabaseClient client, List<WriteBatch> batches, Consumer<String> lost) {
        return client.inConnectionMany(connection -> JobTable.lock(connection, batches)
                .flatMapMany(writers -> write(
                        connection,
                        batches.stream()
                                .filter(batch ->
                                        mayWrite(batch, writers.get(batch.job().id()), lost))
                                .toList())));
    }

    private static boolean mayWrite(WriteBatch batch, @Nullable Long writer, Consumer<String> lost) {
        boolean isWriter = batch.writer() == null || batch.writer().equals(writer);
        if (writer != null && !isWriter) {
            lost.accept(batch.job().id());
        }
        return writer != null && isWriter;
    }

    private Flux<Long> write(Connection connection, List<WriteBatch> batches) {
        var beginning = new ArrayList<String>();
        var ended = new ArrayList<String>();
        var documents = new ArrayList<Document>();
        for (WriteBatch batch : batches) {
            Job job = batch.job();
            if (batch.startsRun()) {
                beginning.add(job.id());
            }
            if (job.state().isTerminal()) {
                ended.add(job.id());
            }
            if (batch.withSpec()) {
                documents.add(spec(job));
            }
            RunCheckpoint checkpoint = batch.checkpoint();
            if (checkpoint != null) {
                documents.add(Document.of(job.id(), checkpoint));
            }
        }
        return Flux.concat(
                JobTable.update(connection, batches),
                CheckpointTable.delete(connection, beginning),
                DocumentTable.write(connection, documents),
                LossesTable.append(connection, batches),
                CheckpointTable.change(connection, batches),
                JobTable.measure(connection, ended));
    }
}
