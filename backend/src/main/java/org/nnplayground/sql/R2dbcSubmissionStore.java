package org.nnplayground.sql;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.nnplayground.access.Submission;
import org.nnplayground.access.SubmissionStore;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores submissions in a database. */
public final class R2dbcSubmissionStore implements SubmissionStore {

    private final Database database;

    R2dbcSubmissionStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Submission> reserve(Submission wanted) {
        return database.write(client -> client.sql("""
                        insert into submissions (scope, name, fingerprint, job, taken_at, done)
                        values (:scope, :name, :fingerprint, :job, :at, :done) on conflict do nothing
                        """)
                        .bind("scope", wanted.scope())
                        .bind("name", wanted.key())
                        .bind("fingerprint", wanted.fingerprint())
                        .bind("job", wanted.job())
                        .bind("at", Statements.time(wanted.at()))
                        .bind("done", wanted.done())
                        .then())
                .then(database.readOne(
                        client -> client.sql("select * from submissions where scope = :scope and name = :name")
                                .bind("scope", wanted.scope())
                                .bind("name", wanted.key())
                                .map(R2dbcSubmissionStore::submission)
                                .one()));
    }

    @Override
    public Mono<Boolean> replace(Submission kept, Submission wanted) {
        return Mono.defer(() -> {
            var replaced = new AtomicLong();
            return database.write(client -> client.sql("""
                            update submissions
                            set fingerprint = :fingerprint, job = :job, taken_at = :at, done = :done
                            where scope = :scope and name = :name and job = :keptJob and done = :keptDone
                            """)
                            .bind("fingerprint", wanted.fingerprint())
                            .bind("job", wanted.job())
                            .bind("at", Statements.time(wanted.at()))
                            .bind("done", wanted.done())
                            .bind("scope", kept.scope())
                            .bind("name", kept.key())
                            .bind("keptJob", kept.job())
                            .bind("keptDone", kept.done())
                            .fetch()
                            .rowsUpdated()
                            .doOnNext(replaced::set))
                    .then(Mono.fromSupplier(() -> replaced.get() > 0));
        });
    }

    @Override
    public Mono<Void> release(Submission kept) {
        return database.write(client -> client.sql("""
                        delete from submissions
                        where scope = :scope and name = :name and job = :job and done = :done
                        """)
                .bind("scope", kept.scope())
                .bind("name", kept.key())
                .bind("job", kept.job())
                .bind("done", kept.done())
                .then());
    }

    @Override
    public Mono<Void> expire(Instant before, int mostOfScope) {
        return database.write(client -> Flux.concat(
                client.sql("delete from submissions where taken_at < :before")
                        .bind("before", Statements.time(before))
                        .then(),
                client.sql("""
                                delete from submissions where (scope, name) in
                                  (select scope, name from
                                    (select scope, name,
                                       row_number() over (partition by scope order by taken_at desc) as place
                                     from submissions) as placed
                                   where place > :most)
                                """).bind("most", mostOfScope).then()));
    }

    private static Submission submission(Readable row) {
        return new Submission(
                Statements.readText(row, "scope"),
                Statements.readText(row, "name"),
                Statements.readText(row, "fingerprint"),
                Statements.readText(row, "job"),
                Statements.readTime(row, "taken_at"),
                Boolean.TRUE.equals(row.get("done", Boolean.class)));
    }
}
