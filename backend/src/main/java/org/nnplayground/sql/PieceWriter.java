package org.nnplayground.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Database;
import org.nnplayground.sql.PieceTable.Leftover;
import org.nnplayground.sql.PieceTable.Piece;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the pieces of large checkpoints on a thread of its own, beside the {@link JobWriter}, and deletes those that
 * no job needs any more. Each piece is a transaction. The pauses between them leave the database to other writes; they
 * are shorter for a checkpoint that somebody waits for.
 */
final class PieceWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PieceWriter.class);

    /** Maximum rate of pieces that nobody waits for. H2 writes 1 MB in about 15 ms, during which others wait. */
    private static final long BYTES_PER_SECOND = 4L * 1024 * 1024;

    private static final long NANOS_PER_PIECE = TimeUnit.SECONDS.toNanos(1) * PieceTable.PIECE / BYTES_PER_SECOND;
    private static final long INTERVAL = Duration.ofMillis(500).toNanos();
    private static final long LEFTOVERS_INTERVAL = Duration.ofMinutes(1).toNanos();

    /** After deletions the database shrinks for this time, longer than it keeps deleted data. */
    private static final long SHRINKING_TIME = Duration.ofSeconds(20).toNanos();

    private static final long CLOSING_INTERVAL = Duration.ofMillis(1).toNanos();
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(10);

    private final Database database;
    private final Supplier<Collection<WriteBehindEntry>> entries;
    private final BooleanSupplier isHurried;
    private final Runnable whenComplete;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean awake;
    private boolean closed;

    // Used by the thread only.
    private @Nullable WriteBehindEntry current;
    private final Map<WriteBehindEntry, Long> served = new WeakHashMap<>();
    private long pieces;
    private final Set<Long> begun = new HashSet<>();
    private final Deque<Leftover> leftovers = new ArrayDeque<>();
    private Step lastStep = Step.NOTHING;
    private boolean failing;
    private long shrinksUntil = System.nanoTime();

    private volatile long closedAt;
    private volatile long leftoversDueAt = System.nanoTime();

    /**
     * @param isHurried whether pieces are written without the rate limit, because too much is unwritten
     * @param whenComplete called when the last piece of a checkpoint is written
     */
    PieceWriter(
            Database database,
            Supplier<Collection<WriteBehindEntry>> entries,
            BooleanSupplier isHurried,
            Runnable whenComplete) {
        this.database = database;
        this.entries = entries;
        this.isHurried = isHurried;
        this.whenComplete = whenComplete;
        this.thread = Thread.ofPlatform().daemon().name("piece-writer").start(this::run);
    }

    /** Writes now instead of at the end of the pause. */
    void wake() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Looks for pieces to delete soon. */
    void findLeftovers() {
        leftoversDueAt = System.nanoTime();
    }

    private void run() {
        boolean ends = false;
        while (!ends) {
            boolean isLast = isClosed();
            long start = System.nanoTime();
            Step done = Step.NOTHING;
            try {
                done = step(!isLast);
                if (failing) {
                    failing = false;
                    log.info("Piece writer: the database accepts writes again");
                }
            } catch (RuntimeException | Error e) { // without this thread nothing is ever written
                if (!failing) {
                    failing = true;
                    log.error(
                            "Piece writer: writing or deleting a large checkpoint failed; what is unwritten stays in"
                                    + " memory and is tried again every {} ms",
                            TimeUnit.NANOSECONDS.toMillis(INTERVAL),
                            e);
                }
            }
            ends = isLast && isAllWritten();
            if (!ends) {
                await(isLast && !failing ? CLOSING_INTERVAL : pause(done, System.nanoTime() - start));
            }
        }
    }

    private boolean isAllWritten() {
        return System.nanoTime() - closedAt > TIME_TO_CLOSE.toNanos()
                || entries.get().stream().noneMatch(WriteBehindEntry::awaitsPieces);
    }

    private static long pause(Step done, long took) {
        return switch (done) {
            case NOTHING -> INTERVAL;
            case WRITTEN, DELETED -> Math.max(took, NANOS_PER_PIECE - took);
            case HURRIED -> took;
        };
    }

    private enum Step {
        NOTHING,
        WRITTEN,
        /** Written for somebody who waits. */
        HURRIED,
        DELETED
    }

    /** Writes or deletes one piece; alternately, if nobody waits. */
    private Step step(boolean deletes) {
        boolean isDeletionNext = deletes && lastStep == Step.WRITTEN;
        lastStep = Step.NOTHING;
        if (isDeletionNext && deleteOne()) {
            lastStep = Step.DELETED;
            return lastStep;
        }
        current = next();
        Piece piece = current == null ? null : current.nextPiece();
        if (current != null && piece != null) {
            lastStep = current.isUrgent() || isHurried.getAsBoolean() ? Step.HURRIED : Step.WRITTEN;
            write(current, piece);
        } else if (deletes && !isDeletionNext && deleteOne()) {
            lastStep = Step.DELETED;
        } else if (System.nanoTime() - shrinksUntil < 0) {
            database.shrink().block();
        }
        return lastStep;
    }

    /**
     * A job with a piece to write: first those that somebody waits for; of these, the one whose set is in progress,
     * else the one that was not served for the longest time.
     */
    private @Nullable WriteBehindEntry next() {
        return entries.get().stream()
                .filter(WriteBehindEntry::needsPieces)
                .min(Comparator.comparing((WriteBehindEntry entry) -> !entry.isUrgent())
                        .thenComparing(entry -> entry != current)
                        .thenComparing(entry -> served.getOrDefault(entry, 0L)))
                .orElse(null);
    }

    private void write(WriteBehindEntry entry, Piece piece) {
        if (piece.index() == 0) {
            begun.add(piece.set().number());
        }
        var rejected = new boolean[1];
        var lost = new boolean[1];
        database.write(client -> PieceTable.write(client, piece, () -> rejected[0] = true, () -> lost[0] = true))
                .block();
        served.put(entry, ++pieces);
        if (rejected[0]) {
            entry.drop();
            begun.remove(piece.set().number());
        } else if (lost[0]) {
            entry.lose(piece.set().number());
        } else if (entry.written(piece)) {
            current = null;
            whenComplete.run();
            // The set that it replaces can be deleted after the next batch.
            leftoversDueAt = System.nanoTime() + INTERVAL;
        }
    }

    /** @return whether there was one */
    private boolean deleteOne() {
        if (leftovers.isEmpty() && System.nanoTime() - leftoversDueAt >= 0) {
            leftoversDueAt = System.nanoTime() + LEFTOVERS_INTERVAL;
            List<Leftover> found =
                    database.read(PieceTable::leftovers).collectList().block();
            if (found != null) {
                found.stream().filter(this::isUnneeded).forEach(leftovers::add);
            }
        }
        Leftover leftover = leftovers.poll();
        if (leftover == null) {
            return false;
        }
        int left = leftover.pieces() - 1;
        var kept = new boolean[1];
        database.write(client -> PieceTable.delete(client, leftover, () -> kept[0] = true))
                .block();
        if (kept[0]) {
            begun.remove(leftover.number());
        } else if (left > 0) {
            leftovers.addFirst(leftover.withPieces(left));
        } else {
            begun.remove(leftover.number());
            shrinksUntil = System.nanoTime() + SHRINKING_TIME;
        }
        return true;
    }

    /** Whether nobody is writing the set. */
    private boolean isUnneeded(Leftover leftover) {
        boolean isOwn = begun.contains(leftover.number());
        return (isOwn || leftover.isAbandoned())
                && entries.get().stream().noneMatch(entry -> entry.isPending(leftover.number()));
    }

    private void await(long nanoseconds) {
        lock.lock();
        try {
            boolean wasClosed = closed;
            long left = nanoseconds;
            while ((failing || !awake) && closed == wasClosed && left > 0) {
                left = changed.awaitNanos(left);
            }
            awake = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Writes the remaining pieces, for at most 10 s. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closedAt = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TIME_TO_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
