package org.nnplayground.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Database;
import org.nnplayground.job.Job;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.Journal;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.RunCheckpoint;
import reactor.core.publisher.Mono;

/** The jobs that are open in this process: one {@link WriteBehindEntry} each, and the thread that writes them. */
final class WriteBehindBuffer implements AutoCloseable {

    /** After this time a flush fails with {@code STORE_UNAVAILABLE}; the data stays in the buffer. */
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(8);

    private final Map<String, WriteBehindEntry> entries = new ConcurrentHashMap<>();
    private final AtomicLong unwrittenBytes = new AtomicLong();
    private final long maxUnwrittenBytes;

    /** Time between two writes of the progress of a batch job. */
    private final Duration batchInterval;

    private final JobWriter writer;
    private final PieceWriter pieces;
    private volatile boolean closing;

    WriteBehindBuffer(Database database, JobTables tables, SqlSettings settings) {
        this.maxUnwrittenBytes = settings.writeBufferBytes();
        this.batchInterval = settings.batchInterval();
        this.writer = new JobWriter(database, tables, this::due);
        this.pieces = new PieceWriter(database, entries::values, this::isFilling, writer::wake);
    }

    /** Whether so much is unwritten that nothing must wait. */
    private boolean isFilling() {
        return unwrittenBytes.get() > maxUnwrittenBytes / 2;
    }

    /** The jobs to write now. Jobs that have ended, and are written, leave the buffer. */
    private List<WriteBehindEntry> due() {
        entries.values().removeIf(WriteBehindEntry::isFinished);
        boolean isEveryJobDue = closing || isFilling();
        return entries.values().stream()
                .filter(entry -> isEveryJobDue || entry.isDue(batchInterval))
                .toList();
    }

    /**
     * Adds a job as the database has it, in place of an earlier opening.
     *
     * @param writer the number of this opening
     * @param checkpoint null if the job has not begun
     * @param journal as the database has it
     * @param path when the parameters of each epoch on the path were taken
     */
    void open(Job job, long writer, @Nullable RunCheckpoint checkpoint, Journal journal, Map<Long, Instant> path) {
        int run = checkpoint == null ? 0 : checkpoint.run();
        var epochs = new KeptEpochs(run, job.spec().parameters(), path);
        drop(entries.put(job.id(), new WriteBehindEntry(job, writer, checkpoint, journal, epochs, unwrittenBytes)));
    }

    /** Removes a job that another process may write about, unless it has been opened again since. */
    void abandon(String id, long writer) {
        WriteBehindEntry entry = entries.get(id);
        if (entry != null && entry.writer() == writer && entries.remove(id, entry)) {
            entry.drop();
        }
    }

    /** Removes a job that was opened here before this lease. */
    void abandonBefore(String id, long writer) {
        WriteBehindEntry entry = entries.get(id);
        if (entry != null && entry.writer() < writer && entries.remove(id, entry)) {
            entry.drop();
        }
    }

    private static void drop(@Nullable WriteBehindEntry earlier) {
        if (earlier != null) {
            earlier.drop();
        }
    }

    /** Removes a deleted job. */
    void delete(String id) {
        WriteBehindEntry entry = entries.remove(id);
        if (entry != null) {
            entry.delete();
        }
        pieces.findLeftovers();
    }

    /** An entry to write to; null if the job is not open here. */
    @Nullable
    WriteBehindEntry toWrite(String id) {
        return entries.get(id);
    }

    /** An entry to read from; null if only the database knows the job. */
    @Nullable
    WriteBehindEntry toRead(String id) {
        WriteBehindEntry entry = entries.get(id);
        return entry == null || entry.isDropped() ? null : entry;
    }

    /** The open jobs as they are now. */
    List<Job> jobs() {
        return entries.values().stream().map(WriteBehindEntry::job).toList();
    }

    /**
     * As {@link org.nnplayground.store.JobStore#flush} or {@link org.nnplayground.store.JobStore#flushChange}.
     *
     * @param all false for the last change only
     */
    Mono<Void> flush(String id, boolean all) {
        return Mono.defer(() -> {
            WriteBehindEntry entry = entries.get(id);
            if (entry == null) {
                return Mono.empty();
            }
            var flushed = entry.flushed(all);
            writer.wake();
            pieces.wake();
            return Mono.fromFuture(flushed).timeout(FLUSH_TIMEOUT, Mono.error(TryLaterException::storeUnavailable));
        });
    }

    /** Writes soon, instead of at the end of the interval. */
    void wake() {
        writer.wake();
    }

    /** Whether the unwritten data exceeds its limit. */
    boolean isFull() {
        return unwrittenBytes.get() > maxUnwrittenBytes;
    }

    /** Writes what is unwritten, for at most 20 s. */
    @Override
    public void close() {
        closing = true;
        pieces.close();
        writer.close();
    }
}
