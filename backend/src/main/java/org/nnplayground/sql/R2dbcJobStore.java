package org.nnplayground.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.store.History;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.ParameterPath;
import org.nnplayground.store.PathEntry;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps jobs in a database. What trainers write about open jobs goes into memory first ({@link Pending}), where it is
 * read at once, and from there into the database in batches ({@link JobWriter}); so no trainer ever waits for a disk.
 */
public final class R2dbcJobStore implements JobStore, AutoCloseable {

    /** What a change waits for to be written before its client is told that it was not. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    private final Database database;
    private final JobTables tables;
    private final JobRows rows;
    private final Map<String, Pending> open = new ConcurrentHashMap<>();
    private final JobWriter writer;
    private final Backlog backlog;

    /** @param mostUnwritten bytes; while more waits to be written, the store is behind */
    R2dbcJobStore(Database database, SpecFormat specs, long mostUnwritten) {
        this.backlog = new Backlog(mostUnwritten);
        this.database = database;
        this.tables = new JobTables(specs);
        this.rows = new JobRows(specs);
        this.writer = new JobWriter(database, tables, () -> {
            open.values().removeIf(Pending::isDone);
            return List.copyOf(open.values());
        }, this::lose);
    }

    @Override
    public Mono<Void> insert(Job job) {
        return database.write(client -> tables.insert(client, job));
    }

    @Override
    public Mono<Opened> open(String id) {
        return settle(id)
                .then(becomeWriter(id))
                .flatMap(writer -> database.readOne(client -> rows.job(client, id)
                        .flatMap(job -> Mono.zip(
                                JobRows.checkpoint(client, id).map(Optional::of).defaultIfEmpty(Optional.empty()),
                                JobRows.path(client, id),
                                (checkpoint, path) -> opened(job, writer, checkpoint.orElse(null), path)))));
    }

    /** @return the number of this opening; no earlier one writes about the job any more */
    private Mono<Long> becomeWriter(String id) {
        return Mono.defer(() -> {
            var writer = new long[1];
            Mono<Void> written = database.isShared()
                    ? database.write(client -> client.sql("update jobs set writer = writer + 1 where id = :id")
                            .bind("id", id)
                            .then()
                            .then(JobRows.writer(client, id))
                            .doOnNext(number -> writer[0] = number))
                    : Mono.empty();
            return written.then(Mono.fromSupplier(() -> writer[0]));
        });
    }

    private Opened opened(Job job, long writer, @Nullable RunCheckpoint checkpoint, Map<Long, Instant> path) {
        int run = checkpoint == null ? 0 : checkpoint.run();
        var pending = new Pending(
                job, writer, checkpoint, new ParameterPath(run, job.spec().parameters(), path), backlog);
        open.put(job.id(), pending);
        return new Opened(job, checkpoint);
    }

    @Override
    public Mono<Void> leave(String id) {
        return Mono.fromRunnable(() -> open.remove(id));
    }

    /** Somebody else writes about the job by now; what comes from here until it is left is forgotten. */
    private void lose(String id) {
        Pending pending = open.get(id);
        if (pending != null) {
            pending.lose();
        }
    }

    /** What is here of a job; null where only the database knows it. */
    private @Nullable Pending here(String id) {
        Pending pending = open.get(id);
        return pending == null || pending.isLost() ? null : pending;
    }

    @Override
    public History unkept(String id) {
        Pending pending = here(id);
        return pending == null ? History.NONE : pending.unkept();
    }

    @Override
    public Mono<Void> update(Job job) {
        return Mono.defer(() -> {
            Pending pending = open.get(job.id());
            if (pending != null) {
                pending.update(job);
                return Mono.empty();
            }
            var commit = new Commit(0, null, job, true, false, History.NONE, null, List.of(), List.of());
            return database.write(client -> tables.write(client, List.of(commit), nobody -> {}));
        });
    }

    @Override
    public Mono<Job> find(String id) {
        return Mono.defer(() -> {
            Pending pending = here(id);
            return pending != null ? Mono.just(pending.job()) : database.readOne(client -> rows.job(client, id));
        });
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.defer(() -> {
            var deleted = new boolean[1];
            return database.write(client -> client.sql("delete from jobs where id = :id")
                            .bind("id", id)
                            .fetch()
                            .rowsUpdated()
                            .doOnNext(rows -> deleted[0] = rows > 0))
                    .then(Mono.fromSupplier(() -> {
                        // Not before: a job that could not be deleted is written to its end.
                        Pending pending = open.remove(id);
                        if (pending != null) {
                            pending.forget();
                        }
                        return deleted[0];
                    }));
        });
    }

    @Override
    public Flux<Job> list(Query query) {
        return ids(client -> JobRows.ids(client, query));
    }

    @Override
    public Flux<Job> expired(Instant now) {
        return ids("select id from jobs where expires_at <= :now", Map.of("now", now.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Flux<Job> unfinished() {
        return ids("select id from jobs where state in ('QUEUED', 'RUNNING', 'PAUSED') order by arrival", Map.of());
    }

    private Flux<Job> ids(String sql, Map<String, Object> parameters) {
        return ids(client ->
                client.sql(sql).bindValues(parameters).mapValue(String.class).all());
    }

    /** The ids first, so that no connection is held while the jobs are read. */
    private Flux<Job> ids(Function<DatabaseClient, Flux<String>> query) {
        return database.read(query)
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(this::find);
    }

    @Override
    public Mono<Void> append(String id, int run, long fromEpoch, Losses[] losses) {
        return change(id, pending -> pending.append(run, fromEpoch, losses));
    }

    @Override
    public Mono<Void> keep(String id, RunCheckpoint checkpoint) {
        return change(id, pending -> pending.keep(checkpoint));
    }

    private Mono<Void> change(String id, Consumer<Pending> change) {
        return Mono.fromRunnable(() -> {
            Pending pending = open.get(id);
            if (pending != null) {
                change.accept(pending);
            }
        });
    }

    @Override
    public Mono<History> history(String id, long after, int limit) {
        return Mono.defer(() -> {
            Pending pending = here(id);
            History recent = pending == null ? null : pending.recent(after, limit);
            return recent != null ? Mono.just(recent) : stored(id, after, limit);
        });
    }

    /** From row to row, until there are enough. */
    private Mono<History> stored(String id, long after, int limit) {
        return database.readOne(client -> JobRows.losses(client, id, after, limit))
                .flatMap(piece -> piece.size() >= limit
                        ? Mono.just(piece)
                        : history(id, piece.lastEpoch(), limit - piece.size()).map(piece::and))
                .switchIfEmpty(find(id).map(job ->
                        new History(Math.max(1, job.progress().run()), after + 1, new float[0], new float[0], new float[0])));
    }

    @Override
    public Mono<RunCheckpoint> checkpoint(String id) {
        return Mono.defer(() -> {
            Pending pending = here(id);
            return pending != null
                    ? Mono.justOrEmpty(pending.checkpoint())
                    : database.readOne(client -> JobRows.checkpoint(client, id));
        });
    }

    @Override
    public Flux<PathEntry> path(String id) {
        return Flux.defer(() -> {
            Pending pending = here(id);
            return pending != null
                    ? Flux.fromIterable(pending.path())
                    : find(id).flatMapIterable(job -> List.of(job))
                            .concatMap(job -> database.readOne(client -> JobRows.path(client, id))
                                    .flatMapIterable(Map::entrySet)
                                    .map(entry -> new PathEntry(
                                            Math.max(1, job.progress().run()), entry.getKey(), entry.getValue())));
        });
    }

    @Override
    public Mono<float[]> parameters(String id, long epoch) {
        return Mono.defer(() -> {
            Pending pending = here(id);
            float[] unwritten = pending == null ? null : pending.unwrittenParameters(epoch);
            return unwritten != null
                    ? Mono.just(unwritten)
                    : database.readOne(client -> JobRows.parameters(client, id, epoch));
        });
    }

    @Override
    public Mono<Void> settle(String id) {
        return Mono.defer(() -> {
            Pending pending = here(id);
            if (pending == null) {
                return Mono.empty();
            }
            var settled = pending.settled();
            writer.hurry();
            return Mono.fromFuture(settled).timeout(SETTLING, Mono.error(Database::unavailable));
        });
    }

    @Override
    public boolean isBehind() {
        return backlog.isFull();
    }

    /** Writes what is pending. */
    @Override
    public void close() {
        writer.close();
    }
}
