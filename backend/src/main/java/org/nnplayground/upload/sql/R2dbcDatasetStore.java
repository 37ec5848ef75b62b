package org.nnplayground.upload.sql;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.database.Database;
import org.nnplayground.database.Statements;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.spec.data.DatasetId;
import org.nnplayground.upload.Dataset;
import org.nnplayground.upload.DatasetStore;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores datasets in a database. The parts are written before the dataset's row, each in a transaction of its own;
 * without that row nobody finds them.
 */
final class R2dbcDatasetStore implements DatasetStore {

    private static final String SEPARATOR = "\n"; // names are one line

    private static final String UNUSED = """
             used_at < :usedBefore and not exists
               (select 1 from dataset_uses u join jobs on jobs.id = u.job where u.dataset = datasets.id)
            """;

    private final Database database;

    R2dbcDatasetStore(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> save(Dataset dataset, List<byte[]> content, Instant now) {
        String id = dataset.id().toString();
        return Flux.range(0, content.size())
                .concatMap(part -> writePart(id, part, content.get(part), now))
                .then(database.writeOne(client -> writeRow(client, dataset, content, now), List.of()))
                // The parts were those of an expired dataset, and have been deleted meanwhile.
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.error(TryLaterException::storeUnavailable))
                .then();
    }

    private Mono<Void> writePart(String id, int part, byte[] bytes, Instant now) {
        return database.write(client -> client.sql("""
                        insert into dataset_parts (dataset, part, content, written_at)
                        values (:dataset, :part, :content, :now) on conflict do nothing
                        """)
                .bind("dataset", id)
                .bind("part", part)
                .bind("content", bytes)
                .bind("now", Statements.time(now))
                .then());
    }

    private static Mono<Long> writeRow(DatabaseClient client, Dataset dataset, List<byte[]> content, Instant now) {
        return client.sql("""
                        update datasets set withdrawn = false, used_at = :now, expires_at = greatest(expires_at, :expires)
                        where id = :id
                        """)
                .bind("id", dataset.id().toString())
                .bind("now", Statements.time(now))
                .bind("expires", Statements.time(dataset.expiresAt()))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.defer(() -> insertRow(client, dataset, content, now)));
    }

    private static Mono<Long> insertRow(DatabaseClient client, Dataset dataset, List<byte[]> content, Instant now) {
        return client.sql("""
                        insert into datasets
                          (id, owner, column_names, label, classes, bytes, created_at, used_at, expires_at, withdrawn)
                        select :id, cast(:owner as varchar(64)), :columns, :label, :classes, :bytes, :created, :now, :expires, false
                        from dataset_parts where dataset = :id having count(*) = :parts
                        """)
                .bind("id", dataset.id().toString())
                .bind("owner", Parameter.fromOrEmpty(dataset.owner(), String.class))
                .bind("columns", String.join(SEPARATOR, dataset.columns()))
                .bind("label", dataset.label())
                .bind("classes", String.join(SEPARATOR, dataset.classes()))
                .bind("bytes", content.stream().mapToLong(part -> part.length).sum())
                .bind("created", Statements.time(dataset.createdAt()))
                .bind("now", Statements.time(now))
                .bind("expires", Statements.time(dataset.expiresAt()))
                .bind("parts", content.size())
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Dataset> find(DatasetId id) {
        return database.readOne(client -> client.sql("select * from datasets where id = :id and not withdrawn")
                .bind("id", id.toString())
                .map(row -> dataset(id, row))
                .one());
    }

    @Override
    public Mono<List<byte[]>> content(DatasetId id) {
        return database.readOne(client -> client.sql("""
                                select content from dataset_parts
                                where dataset = :id and exists (select 1 from datasets where id = :id) order by part
                                """)
                        .bind("id", id.toString())
                        .map(row -> Statements.value(row.get(0, byte[].class)))
                        .all()
                        .collectList())
                .filter(parts -> !parts.isEmpty());
    }

    @Override
    public Mono<Boolean> use(DatasetId id, String job, Instant now, Instant expiresAt) {
        return database.writeOne(
                client -> client.sql("""
                                update datasets set used_at = :now, expires_at = greatest(expires_at, :expires)
                                where id = :id and not withdrawn
                                """)
                        .bind("id", id.toString())
                        .bind("now", Statements.time(now))
                        .bind("expires", Statements.time(expiresAt))
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0)
                        .delayUntil(found -> found ? addUse(client, id, job, now) : Mono.empty()),
                List.of());
    }

    private static Mono<Void> addUse(DatabaseClient client, DatasetId id, String job, Instant now) {
        return client.sql("""
                        insert into dataset_uses (dataset, job, used_at) values (:id, :job, :now)
                        on conflict do nothing
                        """)
                .bind("id", id.toString())
                .bind("job", job)
                .bind("now", Statements.time(now))
                .then();
    }

    @Override
    public Mono<Void> withdraw(DatasetId id) {
        return database.write(client -> client.sql("update datasets set withdrawn = true where id = :id")
                .bind("id", id.toString())
                .then());
    }

    @Override
    public Mono<Void> deleteExpired(Instant now, Instant usedBefore) {
        return database.write(client -> client.sql("""
                                delete from dataset_uses where used_at < :usedBefore
                                  and not exists (select 1 from jobs where jobs.id = dataset_uses.job)
                                """)
                        .bind("usedBefore", Statements.time(usedBefore))
                        .then())
                .then(database.write(client -> client.sql("""
                                delete from dataset_parts where written_at < :usedBefore
                                  and not exists (select 1 from datasets where datasets.id = dataset_parts.dataset)
                                """)
                        .bind("usedBefore", Statements.time(usedBefore))
                        .then()))
                .thenMany(database.read(client -> client.sql(
                                "select id from datasets where (withdrawn or expires_at < :now) and" + UNUSED)
                        .bind("now", Statements.time(now))
                        .bind("usedBefore", Statements.time(usedBefore))
                        .map(row -> Statements.readText(row, "id"))
                        .all()))
                .concatMap(id -> delete(id, usedBefore))
                .then();
    }

    @Override
    public Mono<Void> deleteLeastRecentlyUsed(Instant usedBefore, long bytes) {
        return database.read(client -> client.sql("select id, bytes from datasets where" + UNUSED + " order by used_at")
                        .bind("usedBefore", Statements.time(usedBefore))
                        .map(row -> new Sized(
                                Statements.readText(row, "id"), Statements.value(row.get("bytes", Long.class))))
                        .all())
                .collectList()
                .flatMapIterable(all -> firstOf(all, bytes))
                .concatMap(id -> delete(id, usedBefore))
                .then();
    }

    private record Sized(String id, long bytes) {}

    /** The first ones that have so many bytes together. */
    private static List<String> firstOf(List<Sized> all, long bytes) {
        long sum = 0;
        int count = 0;
        while (count < all.size() && sum < bytes) {
            sum += all.get(count).bytes();
            count++;
        }
        return IntStream.range(0, count).mapToObj(i -> all.get(i).id()).toList();
    }

    /** Deletes a dataset unless it is used again. */
    private Mono<Void> delete(String id, Instant usedBefore) {
        return database.write(client -> client.sql("delete from datasets where id = :id and" + UNUSED)
                .bind("id", id)
                .bind("usedBefore", Statements.time(usedBefore))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows > 0)
                .flatMap(gone -> client.sql("delete from dataset_parts where dataset = :id")
                        .bind("id", id)
                        .then()
                        .then(client.sql("delete from dataset_uses where dataset = :id")
                                .bind("id", id)
                                .then())));
    }

    @Override
    public Mono<Long> bytes() {
        return database.readOne(client -> client.sql("select cast(coalesce(sum(bytes), 0) as bigint) from datasets")
                .map(row -> Statements.value(row.get(0, Long.class)))
                .one());
    }

    private static Dataset dataset(DatasetId id, Readable row) {
        return new Dataset(
                id,
                row.get("owner", String.class),
                names(Statements.readText(row, "column_names")),
                Statements.readText(row, "label"),
                names(Statements.readText(row, "classes")),
                Statements.readTime(row, "created_at"),
                Statements.readTime(row, "expires_at"));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
    }
}
