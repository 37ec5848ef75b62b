package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nnplayground.sql.DocumentTable.Document;
import org.nnplayground.store.Job;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Writes jobs with all that belongs to them, many at once. */
final class JobTables {

    private final SpecFormat specs;

    JobTables(SpecFormat specs) {
        this.specs = specs;
    }

    Publisher<?> insert(DatabaseClient client, Job job) {
        return client.inConnectionMany(connection ->
                Flux.concat(JobTable.insert(connection, job), DocumentTable.write(connection, List.of(spec(job)))));
    }

    private Document spec(Job job) {
        return new Document(
                job.id(), DocumentTable.SPEC, specs.write(job.spec()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes what has come of jobs; nothing of those that are not there any more, or that somebody else has opened
     * since.
     *
     * @param lost told of the latter
     */
    Publisher<?> write(DatabaseClient client, List<Commit> commits, Consumer<String> lost) {
        return client.inConnectionMany(connection -> JobTable.lock(connection, commits)
                .flatMapMany(writers -> write(
                        connection,
                        commits.stream()
                                .filter(commit -> mayWrite(
                                        commit, writers.get(commit.job().id()), lost))
                                .toList())));
    }

    private static boolean mayWrite(Commit commit, @Nullable Long writer, Consumer<String> lost) {
        boolean isWriter = commit.writer() == null || commit.writer().equals(writer);
        if (writer != null && !isWriter) {
            lost.accept(commit.job().id());
        }
        return writer != null && isWriter;
    }

    private Flux<Long> write(Connection connection, List<Commit> commits) {
        var beginning = new ArrayList<String>();
        var ended = new ArrayList<String>();
        var documents = new ArrayList<Document>();
        for (Commit commit : commits) {
            Job job = commit.job();
            if (commit.begins()) {
                beginning.add(job.id());
            }
            if (job.state().isTerminal()) {
                ended.add(job.id());
            }
            if (commit.withSpec()) {
                documents.add(spec(job));
            }
            RunCheckpoint checkpoint = commit.checkpoint();
            if (checkpoint != null) {
                documents.add(Document.of(job.id(), checkpoint));
            }
        }
        return Flux.concat(
                JobTable.update(connection, commits),
                PathTable.delete(connection, beginning),
                DocumentTable.write(connection, documents),
                LossesTable.append(connection, commits),
                PathTable.change(connection, commits),
                JobTable.measure(connection, ended));
    }
}
