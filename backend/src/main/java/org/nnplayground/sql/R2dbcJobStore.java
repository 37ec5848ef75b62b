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
import org.nnplayground.job.Job;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps jobs in a database. What trainers write about open jobs goes into memory first ({@link WriteBehindEntry}),
 * where it is read at once, and from there into the database in batches ({@link JobWriter}); so no trainer ever waits
 * for a disk.
 */
public final class R2dbcJobStore implements JobStore, AutoCloseable {

    /** What a change waits for to be written before its client is told that it was not. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    /** To find it means to add up all ended jobs. */
    private static final Duration BETWEEN_SURPLUS = Duration.ofSeconds(10);

    private final Database database;
    private final SpecFormat specs;
    private final JobTables tables;
    private final Map<String, WriteBehindEntry> open = new ConcurrentHashMap<>();
    private final JobWriter writer;
    private final WriteBehindSize backlog;
    private final long mostStored;
    private final AtomicLong surplusSoughtAt = new AtomicLong(System.nanoTime() - BETWEEN_SURPLUS.toNanos());

    R2dbcJobStore(Database database, SpecFormat specs, SqlSettings settings) {
        this.backlog = new WriteBehindSize(settings.unwrittenBytes());
        this.mostStored = settings.mostStored().toBytes();
        this.database = database;
        this.specs = specs;
        this.tables = new JobTables(specs, settings.mostUnfinished().toBytes());
        this.writer = new JobWriter(database, tables, () -> {
            open.values().removeIf(WriteBehindEntry::isDone);
            return List.copyOf(open.values());
        });
    }

    @Override
    public Mono<Void> insert(Job job) {
        return Mono.fromSupplier(() -> tables.spec(job))
                .flatMap(spec -> database.readOne(client -> tables.requireRoom(client, spec))
                        .then(database.write(client -> tables.insert(client, job, spec))));
    }

    @Override
    public Mono<Opened> open(String id) {
        return flush(id)
                .onErrorComplete(e -> here(id) == null) // what was lost is not waited for
                .then(becomeWriter(id))
                .flatMap(number -> database.readOne(client -> JobTable.read(client, id, specs)
                        .flatMap(job -> Mono.zip(
                                DocumentTable.checkpoint(client, id)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty()),
                                CheckpointTable.read(client, id),
                                (checkpoint, path) -> opened(job, number, checkpoint.orElse(null), path)))));
    }

    /** @return the number of this opening; no earlier one writes about the job any more */
    private Mono<Long> becomeWriter(String id) {
        return Mono.defer(() -> {
            var number = new long[1];
            Mono<Void> written = database.isShared()
                    ? database.write(client -> JobTable.becomeWriter(client, id).doOnNext(given -> number[0] = given))
                    : Mono.empty();
            return written.then(Mono.fromSupplier(() -> number[0]));
        });
    }

    private Opened opened(Job job, long number, @Nullable RunCheckpoint checkpoint, Map<Long, Instant> path) {
        int run = checkpoint == null ? 0 : checkpoint.run();
        var kept = new KeptEpochs(run, job.spec().parameters(), path);
        loseIfAny(open.put(job.id(), new WriteBehindEntry(job, number, checkpoint, kept, backlog)));
        return new Opened(job, checkpoint);
    }

    @Override
    public Mono<Void> abandon(String id) {
        return Mono.fromRunnable(() -> loseIfAny(open.remove(id)));
    }

    private static void loseIfAny(@Nullable WriteBehindEntry earlier) {
        if (earlier != null) {
            earlier.lose();
        }
    }

    /** What is here of a job; null where only the database knows it. */
    private @Nullable WriteBehindEntry here(String id) {
        WriteBehindEntry pending = open.get(id);
        return pending == null || pending.isLost() ? null : pending;
    }

    @Override
    public History unflushed(String id) {
        WriteBehindEntry pending = here(id);
        return pending == null ? History.NONE : pending.unkept();
    }

    @Override
    public Mono<Void> update(Job job) {
        return Mono.defer(() -> {
            WriteBehindEntry pending = open.get(job.id());
            if (pending != null) {
                pending.update(job);
                return Mono.empty();
            }
            var commit = new WriteBatch(0, null, job, true, false, History.NONE, null, List.of(), List.of());
            return database.write(client -> tables.write(client, List.of(commit), nobody -> {}));
        });
    }

    @Override
    public Mono<Void> update(Job job, RunCheckpoint checkpoint) {
        return change(job.id(), pending -> pending.update(job, checkpoint));
    }

    @Override
    public Mono<Job> find(String id) {
        return Mono.defer(() -> {
            WriteBehindEntry pending = here(id);
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
                        WriteBehindEntry pending = open.remove(id);
                        if (pending != null) {
                            pending.forget();
                        }
                        return deleted[0];
                    }));
        });
    }

    @Override
    public Mono<Page> list(Query query) {
        return settleAll(query)
                .thenMany(database.read(client -> JobTable.places(client, query)))
                .collectList()
                .flatMap(places -> found(
                                Flux.fromIterable(places).take(query.limit()).map(JobTable.Place::id))
                        .filter(job -> query.state() == null || query.state() == job.state())
                        .takeUntil(Page.isLast())
                        .collectList()
                        .map(jobs -> page(jobs, places, query.limit())));
    }

    /** The database looks for a state that it must know. */
    private Mono<Void> settleAll(Query query) {
        return query.state() == null
                ? Mono.empty()
                : Flux.fromIterable(open.values())
                        .map(WriteBehindEntry::job)
                        .filter(job -> query.owner().equals(job.owner()))
                        // One that another process has opened meanwhile is that one's to write.
                        .flatMap(job -> flush(job.id()).onErrorComplete())
                        .then();
    }

    /** The places after the last job are the next page's, or their jobs are gone by now. */
    private static Page page(List<Job> jobs, List<JobTable.Place> places, int limit) {
        int end = Math.min(limit, places.size());
        while (!jobs.isEmpty()
                && !places.get(end - 1).id().equals(jobs.getLast().id())) {
            end--;
        }
        return new Page(jobs, end < places.size() ? places.get(end - 1).arrival() : null);
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
        return found(unfinishedIds());
    }

    @Override
    public Flux<String> unfinishedIds() {
        return database.read(JobTable::unfinished);
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

    private Mono<Void> change(String id, Consumer<WriteBehindEntry> change) {
        return Mono.fromRunnable(() -> {
            WriteBehindEntry pending = open.get(id);
            if (pending != null) {
                change.accept(pending);
            }
        });
    }

    @Override
    public Mono<History> history(String id, long after, int limit) {
        return Mono.defer(() -> {
            WriteBehindEntry pending = here(id);
            History recent = pending == null ? null : pending.recent(after, limit);
            return recent != null ? Mono.just(recent) : stored(id, after, limit);
        });
    }

    /** What the database has, and what follows here. */
    private Mono<History> stored(String id, long after, int limit) {
        return database.readOne(client -> LossesTable.after(client, id, after, limit))
                .flatMap(piece -> piece.size() >= limit || here(id) == null
                        ? Mono.just(piece)
                        : history(id, piece.lastEpoch(), limit - piece.size())
                                .map(next -> History.joined(List.of(piece, next))))
                .switchIfEmpty(find(id).map(
                                job -> History.none(Math.max(1, job.progress().run()), after + 1)));
    }

    @Override
    public Mono<RunCheckpoint> checkpoint(String id) {
        return Mono.defer(() -> {
            WriteBehindEntry pending = here(id);
            return pending != null
                    ? Mono.justOrEmpty(pending.checkpoint())
                    : database.readOne(client -> DocumentTable.checkpoint(client, id));
        });
    }

    @Override
    public Flux<KeptEpoch> path(String id) {
        return Flux.defer(() -> {
            WriteBehindEntry pending = here(id);
            return pending != null
                    ? Flux.fromIterable(pending.path())
                    : find(id).flatMapIterable(job -> List.of(job))
                            .concatMap(job -> database.readOne(client -> CheckpointTable.read(client, id))
                                    .flatMapIterable(Map::entrySet)
                                    .map(entry -> new KeptEpoch(
                                            Math.max(1, job.progress().run()), entry.getKey(), entry.getValue())));
        });
    }

    @Override
    public Mono<float[]> parameters(String id, long epoch) {
        return Mono.defer(() -> {
            WriteBehindEntry pending = here(id);
            if (pending != null && !pending.hasWrittenParameters(epoch)) {
                return Mono.justOrEmpty(pending.unwrittenParameters(epoch));
            }
            return database.readOne(client -> CheckpointTable.parameters(client, id, epoch));
        });
    }

    @Override
    public Mono<Void> flush(String id) {
        return Mono.defer(() -> {
            WriteBehindEntry pending = open.get(id);
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
