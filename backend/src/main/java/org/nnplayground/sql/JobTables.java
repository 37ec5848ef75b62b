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

    /** Fails with {@code QUEUE_FULL} if a large spec would exceed the limit of all unfinished jobs. */
    Mono<Void> requireSpace(DatabaseClient client, Document spec) {
        return isLarge(spec)
                ? JobTable.unfinishedBytes(client)
                        .filter(taken -> taken + spec.content().length > maxUnfinishedBytes)
                        .flatMap(full -> Mono.error(
                                new TryLaterException(ProblemType.QUEUE_FULL, Message.of("store.full"), RETRY_AFTER)))
                : Mono.empty();
    }

    private static boolean isLarge(Document spec) {
        return spec.content().length > LARGE_SPEC;
    }

    /** @param turn the job's turn in its queue */
    Publisher<?> insert(DatabaseClient client, Job job, double turn, Document spec) {
        List<String> measured = isLarge(spec) ? List.of(job.id()) : List.of();
        return client.inConnectionMany(connection -> Flux.concat(
                JobTable.insert(connection, job, turn),
                DocumentTable.write(connection, List.of(spec)),
                JobTable.measure(connection, measured)));
    }

    Document spec(Job job) {
        return new Document(
                job.id(), DocumentTable.SPEC, specs.write(job.spec()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes batches, except those of jobs that do not exist any more or have a newer writer.
     *
     * @param rejected receives the ids of jobs that have a newer writer
     */
    Publisher<?> write(DatabaseClient client, List<WriteBatch> batches, Consumer<String> rejected) {
        return client.inConnectionMany(connection -> JobTable.lock(connection, batches)
                .flatMapMany(writers -> write(
                        connection,
                        batches.stream()
                                .filter(batch ->
                                        mayWrite(batch, writers.get(batch.job().id()), rejected))
                                .toList())));
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
        for (WriteBatch batch : batches) {
            Job job = batch.job();
            if (batch.startsRun()) {
                startingRun.add(job.id());
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
                CheckpointTable.delete(connection, startingRun),
                DocumentTable.write(connection, documents),
                LossesTable.append(connection, batches),
                CheckpointTable.updatePaths(connection, batches),
                JobTable.measure(connection, ended));
    }
}
