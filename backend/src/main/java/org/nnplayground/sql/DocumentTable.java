package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import org.nnplayground.database.Chunks;
import org.nnplayground.database.Statements;
import org.nnplayground.store.RunCheckpoint;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table {@code documents}: the spec and the last checkpoint of each job. */
final class DocumentTable {

    static final String SPEC = "spec";
    static final String CHECKPOINT = "checkpoint";

    private DocumentTable() {}

    @SuppressWarnings("ArrayRecordComponent")
    record Document(String job, String name, byte[] content) {

        static Document of(String job, RunCheckpoint checkpoint) {
            return new Document(job, CHECKPOINT, CheckpointBytes.write(checkpoint));
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Part(Document of, int number, byte[] content) {}

    /** Writes documents; each replaces the job's document of the same name. */
    static Flux<Long> write(Connection connection, List<Document> documents) {
        var parts = new ArrayList<Part>();
        for (Document document : documents) {
            List<byte[]> chunks = Chunks.of(document.content);
            for (int i = 0; i < chunks.size(); i++) {
                parts.add(new Part(document, i, chunks.get(i)));
            }
        }
        return Flux.concat(
                Statements.run(
                        connection,
                        "delete from documents where job = $1 and name = $2",
                        documents,
                        (s, document) -> s.bind(0, document.job).bind(1, document.name)),
                Statements.run(
                        connection,
                        "insert into documents (job, name, part, content) values ($1, $2, $3, $4)",
                        parts,
                        (statement, part) -> statement
                                .bind(0, part.of.job)
                                .bind(1, part.of.name)
                                .bind(2, part.number)
                                .bind(3, part.content)));
    }

    /** The content of a document; empty if there is none. */
    static Mono<byte[]> read(DatabaseClient client, String job, String name) {
        return Chunks.joined(client.sql("select content from documents where job = :job and name = :name order by part")
                .bind("job", job)
                .bind("name", name));
    }

    /** Deletes the documents of this name. */
    static Flux<Long> delete(Connection connection, String name, List<String> jobs) {
        return Statements.run(
                connection,
                "delete from documents where job = $1 and name = $2",
                jobs,
                (s, job) -> s.bind(0, job).bind(1, name));
    }

    /** The last checkpoint, from here or from {@link PieceTable}, in one statement: another process may replace it. */
    static Mono<RunCheckpoint> checkpoint(DatabaseClient client, String job) {
        return Chunks.joined(client.sql("select content, part from documents where job = :job and name = :name"
                                + " union all select p.content, p.part from checkpoint_pieces p"
                                + " join jobs j on j.pieces = p.set_number where j.id = :job order by part")
                        .bind("job", job)
                        .bind("name", CHECKPOINT))
                .map(CheckpointBytes::read);
    }
}
