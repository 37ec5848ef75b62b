package org.nnplayground.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Database;
import org.nnplayground.job.Job;
import org.nnplayground.queue.Turns;
import org.nnplayground.sql.DocumentTable.Document;
import org.nnplayground.sql.journal.JournalTable;
import org.nnplayground.store.Beginning;
import org.nnplayground.store.History;
import org.nnplayground.store.JobAnnouncement;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Journal;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.SpecFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores jobs in a database. Writes about open jobs go into the {@link WriteBehindBuffer}, which reads see at once, and
 * from there into the database in batches; so a trainer never waits for a disk.
 */
public final class R2dbcJobStore implements JobStore, AutoCloseable {

    /** Finding the surplus sums up all ended jobs, so it is done at most this often. */
    private static final Duration SURPLUS_INTERVAL = Duration.ofSeconds(10);

    private static final Duration CALLER_EXPIRY = Duration.ofHours(1);

    private final Database database;
    private final SpecFormat specs;
    private final Turns turns;
    private final JobTables tables;
    private final WriteBehindBuffer buffer;
    private final long maxStoredBytes;
    private final AtomicLong surplusFoundAt = new AtomicLong(System.nanoTime() - SURPLUS_INTERVAL.toNanos());

    /** @param turns the order in which new jobs wait */
    R2dbcJobStore(Database database, SpecFormat specs, SqlSettings settings, Turns turns) {
        this.database = database;
        this.specs = specs;
        this.turns = turns;
        this.maxStoredBytes = settings.maxStored().toBytes();
        this.tables = new JobTables(specs, settings.maxUnfinished().toBytes());
        this.buffer = new WriteBehindBuffer(database, tables, settings);
    }

    @Override
    public Mono<Void> insertAll(List<Job> jobs, int limit) {
        return insertAll(jobs, limit, null);
    }

    @Override
    public Mono<Void> insert(Job job, int limit, @Nullable Beginning beginning) {
        return insertAll(List.of(job), limit, beginning);
    }

    /** @param beginning of every job */
    private Mono<Void> insertAll(List<Job> jobs, int limit, @Nullable Beginning beginning) {
        return Mono.fromSupplier(() -> jobs.stream().map(tables::spec).toList())
                .flatMap(specs -> database.readOne(client -> tables.requireSpace(client, specs))
                        .then(database.write(
                                client -> CallerTable.requireRoom(client, jobs, limit)
                                        .thenMany(Flux.range(0, jobs.size()))
                                        .concatMap(i -> insert(client, jobs.get(i), specs.get(i), beginning)),
                                jobs.stream()
                                        .map(job -> JobAnnouncement.of(job).text())
                                        .toList())));
    }

    /** Each after the one before it, because a job's turn follows those of its caller's other jobs. */
    private Flux<?> insert(DatabaseClient client, Job job, Document spec, @Nullable Beginning beginning) {
        return R2dbcJobQueue.nextTurn(client, turns, job)
                .flatMapMany(turn -> tables.insert(client, job, turn, spec, beginning));
    }

    @Override
    public Flux<JobAnnouncement> announcements() {
        return database.announcements().map(JobAnnouncement::read);
    }

    @Override
    public Mono<Opened> open(String id, long lease) {
        return flush(id)
                .onErrorComplete(e -> buffer.toRead(id) == null) // dropped data is not waited for
                .then(database.readOne(client -> JobTable.writer(client, id)
                        .filter(writer -> writer == lease)
                        .flatMap(writer -> JobTable.read(client, id, specs))
                        .flatMap(job -> Mono.zip(
                                        DocumentTable.checkpoint(client, id)
                                                .map(Optional::of)
                                                .defaultIfEmpty(Optional.empty()),
                                        CheckpointTable.read(client, id),
                                        JournalTable.read(client, id, specs))
                                .map(kept ->
                                        opened(job, lease, kept.getT1().orElse(null), kept.getT3(), kept.getT2())))));
    }

    private Opened opened(
            Job job, long lease, @Nullable RunCheckpoint checkpoint, Journal journal, Map<Long, Instant> path) {
        buffer.open(job, lease, checkpoint, journal, path);
        return new Opened(job, checkpoint, journal);
    }

    @Override
    public Mono<Void> abandon(String id, long lease) {
        return Mono.fromRunnable(() -> buffer.abandon(id, lease));
    }

    @Override
    public Mono<Void> write(Moment moment) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = buffer.toWrite(moment.job().id());
            if (entry != null) {
                if (entry.write(moment)) {
                    buffer.wake(); // other processes wait for a change of the state
                }
                return Mono.empty();
            }
            // Losses and checkpoints come from a trainer, which has lost the job if it is not open here.
            return moment.isJobAlone() ? writeNow(moment.job()) : Mono.empty();
        });
    }

    @Override
    public Mono<Void> writeClosed(Job job, long lease) {
        return Mono.fromRunnable(() -> buffer.abandonBefore(job.id(), lease)).then(Mono.defer(() -> writeNow(job)));
    }

    private Mono<Void> writeNow(Job job) {
        List<WriteBatch> batches = List.of(WriteBatch.of(job));
        return database.write(
                client -> tables.write(client, batches, nobody -> {}, nobody -> {}),
                List.of(JobAnnouncement.of(job).text()));
    }

    @Override
    public Mono<Void> flush(String id) {
        return buffer.flush(id, true);
    }

    @Override
    public Mono<Void> flushChange(String id) {
        return buffer.flush(id, false);
    }

    @Override
    public boolean isOpen(String id) {
        return buffer.toRead(id) != null;
    }

    @Override
    public boolean isBehind() {
        return buffer.isFull();
    }

    /** The lease of this process is renewed every few seconds, so an idle store soon becomes writable again. */
    @Override
    public boolean isWritable() {
        return database.isWritable();
    }

    @Override
    public Mono<Job> find(String id) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = buffer.toRead(id);
            return entry != null
                    ? Mono.just(entry.job())
                    : database.readOne(client -> JobTable.read(client, id, specs));
        });
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.defer(() -> {
            var deleted = new boolean[1];
            return JobTables.empty(database, id)
                    .then(database.write(client -> JobTable.delete(client, id).doOnNext(one -> deleted[0] = one)))
                    .then(Mono.fromSupplier(() -> {
                        // Only now: a job that could not be deleted is still written to its end.
                        buffer.delete(id);
                        return deleted[0];
                    }));
        });
    }

    @Override
    public Mono<Page> list(Query query) {
        return flushAll(query)
                .thenMany(database.read(client -> JobTable.places(client, query)))
                .collectList()
                .flatMap(places -> found(
                                Flux.fromIterable(places).take(query.limit()).map(JobTable.ListRow::id))
                        .filter(job -> query.state() == null || query.state() == job.state())
                        .takeUntil(Page.isLast())
                        .collectList()
                        .map(jobs -> page(jobs, places, query.limit())));
    }

    /** A query by state searches in the database, which must have the states of this moment. */
    private Mono<Void> flushAll(Query query) {
        return query.state() == null
                ? Mono.empty()
                : Flux.fromIterable(buffer.jobs())
                        .filter(job -> query.owner().equals(job.owner()))
                        // If another process has opened the job, that process writes it.
                        .flatMap(job -> flushChange(job.id()).onErrorComplete())
                        .then();
    }

    /**
     * The next page begins after the last job of this page. Rows after that job are on the next page, unless their jobs
     * have been deleted.
     */
    private static Page page(List<Job> jobs, List<JobTable.ListRow> places, int limit) {
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
        return found(
                isSurplusDue()
                        ? expired.concatWith(forgetCallers(now).thenMany(database.read(this::surplus)))
                        : expired);
    }

    private Mono<Void> forgetCallers(Instant now) {
        return database.write(client -> CallerTable.removeBefore(client, now.minus(CALLER_EXPIRY)));
    }

    private Flux<String> surplus(DatabaseClient client) {
        return JobTable.surplus(client, maxStoredBytes);
    }

    private boolean isSurplusDue() {
        long before = surplusFoundAt.get();
        long now = System.nanoTime();
        return now - before >= SURPLUS_INTERVAL.toNanos() && surplusFoundAt.compareAndSet(before, now);
    }

    @Override
    public Flux<Job> unfinished() {
        return found(database.read(JobTable::unfinished));
    }

    /** Collects all ids first, so that no connection is held while the jobs are read. */
    private Flux<Job> found(Flux<String> ids) {
        return ids.collectList().flatMapIterable(all -> all).concatMap(this::find);
    }

    @Override
    public Mono<History> history(String id, long after, int limit) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = buffer.toRead(id);
            History recent = entry == null ? null : entry.recent(after, limit);
            return recent != null ? Mono.just(recent) : stored(id, after, limit);
        });
    }

    /** Losses from the database, continued with those in the buffer. */
    private Mono<History> stored(String id, long after, int limit) {
        return database.readOne(client -> LossesTable.after(client, id, after, limit))
                .flatMap(piece -> piece.size() >= limit || buffer.toRead(id) == null
                        ? Mono.just(piece)
                        : history(id, piece.lastEpoch(), limit - piece.size())
                                .map(next -> History.concat(List.of(piece, next))))
                .switchIfEmpty(find(id).map(
                                job -> History.empty(Math.max(1, job.progress().run()), after + 1)));
    }

    @Override
    public Mono<RunCheckpoint> checkpoint(String id) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = buffer.toRead(id);
            return entry != null
                    ? Mono.justOrEmpty(entry.checkpoint())
                    : database.readOne(client -> DocumentTable.checkpoint(client, id));
        });
    }

    @Override
    public Flux<KeptEpoch> path(String id) {
        return Flux.defer(() -> {
            WriteBehindEntry entry = buffer.toRead(id);
            return entry != null
                    ? Flux.fromIterable(entry.path())
                    : find(id).flatMapMany(job -> database.readOne(client -> CheckpointTable.read(client, id))
                            .flatMapIterable(Map::entrySet)
                            .map(at -> new KeptEpoch(Math.max(1, job.progress().run()), at.getKey(), at.getValue())));
        });
    }

    @Override
    public Mono<float[]> parameters(String id, long epoch) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = buffer.toRead(id);
            return entry != null && !entry.hasWrittenParameters(epoch)
                    ? Mono.justOrEmpty(entry.unwrittenParameters(epoch))
                    : database.readOne(client -> CheckpointTable.parameters(client, id, epoch));
        });
    }

    @Override
    public Mono<Journal> journal(String id) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = buffer.toRead(id);
            return entry != null
                    ? Mono.just(entry.journal())
                    : database.readOne(client -> JournalTable.read(client, id, specs));
        });
    }

    /** Writes what the buffer has. */
    @Override
    public void close() {
        buffer.close();
    }
}
