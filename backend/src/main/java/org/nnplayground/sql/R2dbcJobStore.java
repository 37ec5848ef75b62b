package org.nnplayground.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

    /** To find it means to add up all ended jobs. */
    private static final Duration BETWEEN_SURPLUS = Duration.ofSeconds(10);

    private final Database database;
    private final SpecFormat specs;
    private final JobTables tables;
    private final Map<String, Pending> open = new ConcurrentHashMap<>();
    private final JobWriter writer;
    private final Backlog backlog;
    private final long mostStored;
    private final AtomicLong surplusSoughtAt = new AtomicLong(System.nanoTime() - BETWEEN_SURPLUS.toNanos());

    R2dbcJobStore(Database database, SpecFormat specs, SqlSettings settings) {
        this.backlog = new Backlog(settings.unwrittenBytes());
        this.mostStored = settings.mostStored().toBytes();
        this.database = database;
        this.specs = specs;
        this.tables = new JobTables(specs);
        this.writer = new JobWriter(database, tables, () -> {
            open.values().removeIf(Pending::isDone);
            return List.copyOf(open.values());
        });
    }

    @Override
    public Mono<Void> insert(Job job) {
        return database.write(client -> tables.insert(client, job));
    }

    @Override
    public Mono<Opened> open(String id) {
        return Mono.defer(() -> {
            Pending already = open.get(id);
            return already != null
                    ? Mono.just(already.reopen())
                    : database.readOne(client -> JobTable.read(client, id, specs)
                            .flatMap(job -> Mono.zip(
                                    DocumentTable.checkpoint(client, id)
                                            .map(Optional::of)
                                            .defaultIfEmpty(Optional.empty()),
                                    PathTable.read(client, id),
                                    (checkpoint, path) -> opened(job, checkpoint.orElse(null), path))));
        });
    }

    private Opened opened(Job job, @Nullable RunCheckpoint checkpoint, Map<Long, Instant> path) {
        int run = checkpoint == null ? 0 : checkpoint.run();
        var pending =
                new Pending(job, checkpoint, new ParameterPath(run, job.spec().parameters(), path), backlog);
        open.put(job.id(), pending);
        return new Opened(job, checkpoint);
    }

    @Override
    public Mono<Void> update(Job job) {
        return Mono.defer(() -> {
            Pending pending = open.get(job.id());
            if (pending != null) {
                pending.update(job);
                return Mono.empty();
            }
            var unchanged = new History(0, 0, new float[0], new float[0], new float[0]);
            var commit = new Commit(0, job, true, false, unchanged, null, List.of(), List.of());
            return database.write(client -> tables.write(client, List.of(commit)));
        });
    }

    @Override
    public Mono<Job> find(String id) {
        return Mono.defer(() -> {
            Pending pending = open.get(id);
            return pending != null
                    ? Mono.just(pending.job())
                    : database.readOne(client -> JobTable.read(client, id, specs));
        });
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.defer(() -> {
            var deleted = new boolean[1];
            return database.write(client -> JobTable.delete(client, id).doOnNext(one -> deleted[0] = one))
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
    public Mono<Page> list(Query query) {
        return database.read(client -> JobTable.places(client, query))
                .collectList()
                .flatMap(places -> {
                    boolean more = places.size() > query.limit();
                    List<JobTable.Place> page = more ? places.subList(0, query.limit()) : places;
                    return found(Flux.fromIterable(page).map(JobTable.Place::id))
                            .collectList()
                            .map(jobs -> new Page(jobs, more ? page.getLast().arrival() : null));
                });
    }

    @Override
    public Flux<Job> expired(Instant now) {
        Flux<String> expired = database.read(client -> JobTable.expired(client, now));
        return found(isSurplusDue() ? expired.concatWith(database.read(this::surplus)) : expired);
    }

    private Flux<String> surplus(DatabaseClient client) {
        return JobTable.surplus(client, mostStored);
    }

    private boolean isSurplusDue() {
        long before = surplusSoughtAt.get();
        long now = System.nanoTime();
        return now - before >= BETWEEN_SURPLUS.toNanos() && surplusSoughtAt.compareAndSet(before, now);
    }

    @Override
    public Flux<Job> unfinished() {
        return found(database.read(JobTable::unfinished));
    }

    /** All ids first, so that no connection is held while the jobs are read. */
    private Flux<Job> found(Flux<String> ids) {
        return ids.collectList().flatMapIterable(all -> all).concatMap(this::find);
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
            Pending pending = open.get(id);
            if (pending == null) {
                return find(id).flatMap(
                                job -> stored(id, Math.max(1, job.progress().run()), after, limit));
            }
            History recent = pending.recent(after, limit);
            return recent != null ? Mono.just(recent) : stored(id, pending.run(), after, limit);
        });
    }

    /** From row to row, until there are enough. */
    private Mono<History> stored(String id, int run, long after, int limit) {
        return database.readOne(client -> LossesTable.after(client, id, run, after, limit))
                .flatMap(piece -> piece.size() >= limit
                        ? Mono.just(piece)
                        : history(id, piece.lastEpoch(), limit - piece.size()).map(piece::and))
                .defaultIfEmpty(new History(run, after + 1, new float[0], new float[0], new float[0]));
    }

    @Override
    public Mono<RunCheckpoint> checkpoint(String id) {
        return Mono.defer(() -> {
            Pending pending = open.get(id);
            return pending != null
                    ? Mono.justOrEmpty(pending.checkpoint())
                    : database.readOne(client -> DocumentTable.checkpoint(client, id));
        });
    }

    @Override
    public Flux<PathEntry> path(String id) {
        return Flux.defer(() -> {
            Pending pending = open.get(id);
            return pending != null
                    ? Flux.fromIterable(pending.path())
                    : find(id).flatMapIterable(job -> List.of(job))
                            .concatMap(job -> database.readOne(client -> PathTable.read(client, id))
                                    .flatMapIterable(Map::entrySet)
                                    .map(entry -> new PathEntry(
                                            Math.max(1, job.progress().run()), entry.getKey(), entry.getValue())));
        });
    }

    @Override
    public Mono<float[]> parameters(String id, long epoch) {
        return Mono.defer(() -> {
            Pending pending = open.get(id);
            float[] unwritten = pending == null ? null : pending.unwrittenParameters(epoch);
            return unwritten != null
                    ? Mono.just(unwritten)
                    : database.readOne(client -> PathTable.parameters(client, id, epoch));
        });
    }

    @Override
    public Mono<Void> settle(String id) {
        return Mono.defer(() -> {
            Pending pending = open.get(id);
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
