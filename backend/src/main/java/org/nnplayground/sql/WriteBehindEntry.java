package org.nnplayground.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.sql.PieceTable.Piece;
import org.nnplayground.sql.PieceTable.PieceSet;
import org.nnplayground.sql.WriteBatch.State;
import org.nnplayground.sql.journal.JournalTable;
import org.nnplayground.store.History;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.LossTable;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;

/**
 * One open job: its present values, and two states of it: the last consistent moment, and what the database has. Their
 * difference is the next {@link WriteBatch}. Thread-safe.
 *
 * <p>A large checkpoint is written as a set of pieces before the batch that it belongs to. Meanwhile a change of the
 * job that a training from the checkpoint in the database would reach, such as a pause, is a batch of its own.
 */
final class WriteBehindEntry {

    /** Number of written epochs whose losses stay in memory, because followers read them again and again. */
    private static final int RECENT_EPOCHS = 4096;

    /**
     * A row with fewer epochs is written again, together with the epochs that follow: otherwise slow jobs would have
     * one row per epoch.
     */
    private static final int MIN_EPOCHS_PER_ROW = 256;

    /** @param isForAll whether it waits for the checkpoint, too */
    private record Waiting(long number, boolean isForAll, CompletableFuture<Void> done) {}

    /** A batch whose checkpoint is being written as pieces. */
    private static final class Pending {
        private final WriteBatch batch;
        private final PieceSet set;
        private int written;

        Pending(WriteBatch batch, PieceSet set) {
            this.batch = batch;
            this.set = set;
        }

        State state() {
            return batch.state();
        }

        boolean isComplete() {
            return written == set.pieces();
        }
    }

    private final long writer;
    private final AtomicLong unwrittenBytes;
    private final PathBuffer path;
    private final List<Waiting> waiting = new ArrayList<>();
    private LossTable losses;
    private Job job;
    private Journal journal;

    /** The last consistent moment. */
    private State lastConsistent;

    /** What the database has; without its checkpoint, so that an earlier one does not take memory. */
    private State lastWritten;

    private @Nullable Pending pending;

    /** The epoch that the next row of losses begins with. */
    private long nextRow;

    /** Bytes of this job in {@link #unwrittenBytes}. */
    private long bytes;

    /** The {@link System#nanoTime} of the last write, at first of the opening. */
    private long writtenAt = System.nanoTime();

    /** Whether the database has progress of this opening, so that its claim counts no more. */
    private boolean hasProgressed;

    private boolean dropped;

    /**
     * A job as the database has it.
     *
     * @param writer the number of this opening of the job
     * @param checkpoint null if the job has not begun
     * @param journal as the database has it
     * @param path as the database has it
     * @param unwrittenBytes of all jobs; this entry adds and subtracts its own
     */
    WriteBehindEntry(
            Job job,
            long writer,
            @Nullable RunCheckpoint checkpoint,
            Journal journal,
            KeptEpochs path,
            AtomicLong unwrittenBytes) {
        this.job = job;
        this.journal = journal;
        this.writer = writer;
        this.path = new PathBuffer(path);
        this.unwrittenBytes = unwrittenBytes;
        int run = checkpoint == null ? 0 : checkpoint.run();
        long end = checkpoint == null ? 0 : checkpoint.checkpoint().epoch() + 1;
        losses = new LossTable(run, end);
        lastConsistent =
                new State(0, job, run, end, 0, checkpoint == null ? State.NO_CHECKPOINT : 0, checkpoint, journal);
        lastWritten = lastConsistent.withoutArrays();
        nextRow = end;
    }

    /** The number of this opening of the job. */
    long writer() {
        return writer;
    }

    /**
     * Ignored after {@link #drop} and {@link #delete}.
     *
     * @return whether the job's state has changed
     */
    synchronized boolean write(Moment moment) {
        if (dropped) {
            return false;
        }
        boolean changesState = job.state() != moment.job().state();
        if (moment.losses().length > 0) {
            losses.append(moment.job().progress().run(), moment.fromEpoch(), moment.losses());
        }
        job = moment.job();
        if (moment.journal() != null) {
            journal = moment.journal();
        }
        RunCheckpoint checkpoint = moment.checkpoint();
        if (checkpoint != null) {
            path.add(checkpoint);
        }
        if (moment.isConsistent()) {
            long number = lastConsistent.number() + 1;
            lastConsistent = new State(
                    number,
                    job,
                    losses.run(),
                    losses.end(),
                    lastConsistent.course() + (continues(moment) ? 0 : 1),
                    checkpoint == null ? lastConsistent.checkpointNumber() : number,
                    checkpoint == null ? lastConsistent.checkpoint() : checkpoint,
                    journal);
        }
        count();
        return changesState;
    }

    /** Whether a training from an earlier checkpoint of the same course would reach this moment. */
    private boolean continues(Moment moment) {
        Job before = lastConsistent.job();
        RunCheckpoint last = lastConsistent.checkpoint();
        RunCheckpoint next = moment.checkpoint();
        boolean isSameRun = losses.run() == lastConsistent.run() || (lastConsistent.run() == 0 && losses.run() == 1);
        boolean hasResult = job.state() == JobState.SUCCEEDED || job.state() == JobState.FAILED;
        return isSameRun
                && !hasResult
                && moment.journal() == null
                && job.spec().equals(before.spec())
                && job.stop().equals(before.stop())
                && (next == null || next.stop().equals(last == null ? before.stop() : last.stop()));
    }

    /** Updates this job's part of {@link #unwrittenBytes}. */
    private void count() {
        RunCheckpoint checkpoint = isAtItsBeginning() ? null : unwrittenCheckpoint();
        count(Float.BYTES
                        * (3 * (losses.end() - unwrittenFrom())
                                + path.unwrittenSize()
                                + (checkpoint == null
                                        ? 0
                                        : checkpoint.checkpoint().size())
                                + earlierPendingSize())
                + unwrittenJournal());
    }

    private long unwrittenJournal() {
        List<JournalEntry> written = lastWritten.journal().entries();
        return journal == lastWritten.journal()
                ? 0
                : journal.bytesFrom(written.isEmpty() ? 0 : written.getLast().number() + 1);
    }

    /** Number of floats of the pending checkpoint, if it is not the last one. */
    private long earlierPendingSize() {
        return pending == null || pending.state().checkpointNumber() == lastConsistent.checkpointNumber()
                ? 0
                : pending.set.checkpoint().checkpoint().size();
    }

    private void count(long now) {
        unwrittenBytes.addAndGet(now - bytes);
        bytes = now;
    }

    /** The first epoch of the present run whose losses the database does not have. */
    private long unwrittenFrom() {
        return losses.run() == lastWritten.run() ? lastWritten.end() : 0;
    }

    private @Nullable RunCheckpoint unwrittenCheckpoint() {
        return lastConsistent.checkpointNumber() == lastWritten.checkpointNumber() ? null : lastConsistent.checkpoint();
    }

    /** The checkpoint that is written as pieces; null if there is none. */
    private @Nullable RunCheckpoint largeCheckpoint() {
        RunCheckpoint checkpoint = unwrittenCheckpoint();
        return checkpoint != null && PieceTable.isLarge(checkpoint) ? checkpoint : null;
    }

    /** Whether a later process can begin the job's first run again, and so needs no large checkpoint. */
    private boolean isAtItsBeginning() {
        RunCheckpoint checkpoint = largeCheckpoint();
        return checkpoint != null
                && lastWritten.checkpointNumber() == State.NO_CHECKPOINT
                && lastConsistent.course() == lastWritten.course()
                && !lastConsistent.job().state().isTerminal()
                && checkpoint.checkpoint().epoch() == 0
                && checkpoint.checkpoint().batch() == 0
                && waiting.stream().noneMatch(Waiting::isForAll);
    }

    private boolean isReplaced() {
        // Losses of another run have replaced those of the moment: a moment of that run follows.
        return lastConsistent.run() != losses.run();
    }

    synchronized Job job() {
        return job;
    }

    synchronized @Nullable RunCheckpoint checkpoint() {
        return lastConsistent.checkpoint();
    }

    synchronized Journal journal() {
        return journal;
    }

    synchronized List<KeptEpoch> path() {
        return path.entries();
    }

    /** Whether the database has the parameters of an epoch of the present run. */
    synchronized boolean hasWrittenParameters(long epoch) {
        return losses.run() == lastWritten.run() && path.isWritten(epoch);
    }

    /** Parameters of an epoch that the database does not have; null if there are none. */
    synchronized float @Nullable [] unwrittenParameters(long epoch) {
        return path.unwritten(epoch);
    }

    /** Losses after an epoch; null if some of them are only in the database. */
    synchronized @Nullable History recent(long after, int limit) {
        return after + 1 >= losses.from() ? losses.after(after, limit) : null;
    }

    /**
     * Whether the next batch should be written now: if it is more than the progress of a running batch job, somebody
     * waits for it, or the last write was this long ago.
     */
    synchronized boolean isDue(Duration batchInterval) {
        Job written = lastWritten.job();
        boolean isProgressAlone = job.mode() == Mode.BATCH
                && hasProgressed
                && job.state() == written.state()
                && lastConsistent.course() == lastWritten.course()
                && pending == null
                && waiting.isEmpty();
        return !isProgressAlone || System.nanoTime() - writtenAt >= batchInterval.toNanos();
    }

    /**
     * What the database lacks of the last consistent moment; null if it lacks nothing, or only what waits for
     * {@link #nextPiece pieces}.
     */
    synchronized @Nullable WriteBatch nextBatch() {
        if (dropped || lastConsistent.number() == lastWritten.number()) {
            return null;
        }
        if (pending != null && pending.isComplete()) {
            return ofPieces(pending);
        }
        if (isReplaced()) {
            return null;
        }
        if (largeCheckpoint() != null) {
            return changeAlone();
        }
        if (pending != null) {
            pending = null;
            count();
        }
        return batch();
    }

    /** The batch of a complete set, with what has changed about the job since the set was begun. */
    private WriteBatch ofPieces(Pending complete) {
        State of = complete.state();
        boolean isPresent = of.course() == lastConsistent.course();
        Job present =
                isPresent ? lastConsistent.job() : of.course() == lastWritten.course() ? lastWritten.job() : of.job();
        State merged = of.with(present);
        return complete.batch.ofPieces(
                complete.set,
                merged,
                isPresent ? lastConsistent.number() : of.number(),
                merged.job().state() != lastWritten.job().state(),
                isProgress(lastWritten.job(), merged.job()));
    }

    /** The job as it is now, at the checkpoint that the database has; null if that is written or not consistent. */
    private @Nullable WriteBatch changeAlone() {
        boolean isWaitedFor = waiting.stream().anyMatch(waits -> !waits.isForAll);
        if (lastConsistent.course() != lastWritten.course() || (isChangeWritten() && !isWaitedFor)) {
            return null;
        }
        State present = lastWritten.with(lastConsistent.job());
        return new WriteBatch(
                present,
                lastConsistent.number(),
                writer,
                present.job().state() != lastWritten.job().state(),
                isProgress(lastWritten.job(), present.job()),
                false,
                false,
                null,
                History.EMPTY,
                null,
                null,
                List.of(),
                List.of());
    }

    private boolean isChangeWritten() {
        return lastConsistent.course() == lastWritten.course()
                && largeCheckpoint() != null
                && lastWritten.with(lastConsistent.job()).job().equals(lastWritten.job());
    }

    private WriteBatch batch() {
        boolean startsRun = lastConsistent.run() != lastWritten.run();
        long from = startsRun ? 0 : lastConsistent.end() > lastWritten.end() ? nextRow : lastWritten.end();
        return new WriteBatch(
                lastConsistent,
                lastConsistent.number(),
                writer,
                lastConsistent.job().state() != lastWritten.job().state(),
                isProgress(lastWritten.job(), lastConsistent.job()),
                !lastConsistent.job().spec().equals(lastWritten.job().spec()),
                startsRun,
                JournalTable.Change.between(job.id(), lastWritten.journal(), lastConsistent.journal()),
                losses.after(from - 1, (int) (lastConsistent.end() - from)),
                unwrittenCheckpoint(),
                null,
                path.added(),
                path.removed());
    }

    /** Whether {@link #nextPiece} has one. */
    synchronized boolean needsPieces() {
        boolean isCurrent = pending != null && !isOutdated(pending);
        return isCurrent ? !isComplete() : setToBegin() != null;
    }

    private boolean isComplete() {
        return pending != null && pending.isComplete();
    }

    /** The piece of a large checkpoint to write next; null if there is none. */
    synchronized @Nullable Piece nextPiece() {
        if (pending == null || isOutdated(pending)) {
            RunCheckpoint checkpoint = setToBegin();
            pending = checkpoint == null ? null : new Pending(batch(), PieceSet.of(job.id(), writer, checkpoint));
            count();
        }
        return pending == null || pending.isComplete() ? null : new Piece(pending.set, pending.written);
    }

    /** Whether pieces, or the batch of a complete set, are not written yet. */
    synchronized boolean awaitsPieces() {
        return pending != null || setToBegin() != null;
    }

    /** The checkpoint of a new set; null if none is needed. */
    private @Nullable RunCheckpoint setToBegin() {
        return dropped || isReplaced() || isAtItsBeginning() ? null : largeCheckpoint();
    }

    /** Whether a later set is all that matters, and nobody waits for this one. */
    private boolean isOutdated(Pending begun) {
        long number = begun.state().number();
        boolean isLast = number == lastConsistent.number();
        boolean isSuperseded = !isLast && lastConsistent.job().state().isTerminal();
        return !begun.isComplete()
                && (isSuperseded || begun.state().course() != lastConsistent.course())
                && waiting.stream().noneMatch(waits -> waits.number <= number);
    }

    /**
     * The database has this piece now.
     *
     * @return whether its set is complete
     */
    synchronized boolean written(Piece piece) {
        if (pending == null || pending.set.number() != piece.set().number()) {
            return false;
        }
        pending.written = piece.index() + 1;
        return pending.isComplete();
    }

    /** Begins another set instead of one that was deleted. */
    synchronized void lose(long set) {
        if (isPending(set)) {
            pending = null;
            count();
        }
    }

    /** Whether a set of pieces is being written. */
    synchronized boolean isPending(long set) {
        return pending != null && pending.set.number() == set;
    }

    /** Whether somebody waits for pieces. */
    synchronized boolean isUrgent() {
        return waiting.stream().anyMatch(waits -> waits.isForAll || lastConsistent.course() != lastWritten.course());
    }

    private static boolean isProgress(Job before, Job now) {
        boolean rests = now.state() == JobState.PAUSED || now.state().isTerminal();
        Job.Progress from = before.progress();
        Job.Progress to = now.progress();
        return rests || to.epoch() > from.epoch() || (to.epoch() == from.epoch() && to.batch() > from.batch());
    }

    /** The database has this batch now. */
    void lastWritten(WriteBatch batch) {
        // Completed without the lock: a waiting thread may continue in here, and take locks of its own.
        confirm(batch).forEach(done -> done.complete(null));
    }

    /** @return the futures that waited for it */
    private synchronized List<CompletableFuture<Void>> confirm(WriteBatch batch) {
        if (dropped) {
            return List.of();
        }
        lastWritten = batch.state().withoutArrays();
        writtenAt = System.nanoTime();
        hasProgressed = hasProgressed || batch.isProgress();
        PieceSet set = batch.pieces();
        if (set != null && isPending(set.number())) {
            pending = null;
        }
        History added = batch.losses();
        if (added.size() > 0) {
            nextRow = added.size() < MIN_EPOCHS_PER_ROW ? added.fromEpoch() : lastWritten.end();
        }
        path.written(batch);
        if (losses.run() == lastWritten.run() && lastWritten.end() - losses.from() > 2 * RECENT_EPOCHS) {
            losses.removeBefore(lastWritten.end() - RECENT_EPOCHS);
        }
        count();
        var done = new ArrayList<CompletableFuture<Void>>();
        waiting.removeIf(waits ->
                waits.number <= (waits.isForAll ? lastWritten.number() : batch.changeNumber()) && done.add(waits.done));
        return done;
    }

    /**
     * Completes when the database has the last consistent moment; fails with {@code STORE_UNAVAILABLE} if it never
     * will.
     *
     * @param all false if an earlier checkpoint is enough from which a training reaches the moment
     */
    synchronized CompletableFuture<Void> flushed(boolean all) {
        if (dropped) {
            return CompletableFuture.failedFuture(TryLaterException.storeUnavailable());
        }
        if (lastConsistent.number() == lastWritten.number() || (!all && isChangeWritten())) {
            return CompletableFuture.completedFuture(null);
        }
        var done = new CompletableFuture<Void>();
        var waits = new Waiting(lastConsistent.number(), all, done);
        waiting.add(waits);
        count();
        done.whenComplete((written, e) -> forget(waits)); // also if nobody waits any more
        return done;
    }

    private synchronized void forget(Waiting waits) {
        waiting.remove(waits);
    }

    /** Whether the job has ended and the database has all of it. */
    synchronized boolean isFinished() {
        return job.state().isTerminal() && lastConsistent.number() == lastWritten.number();
    }

    /** Drops everything because the job is deleted: nothing is left to wait for. */
    void delete() {
        dropAll().forEach(done -> done.complete(null));
    }

    /** Drops everything because another process may write about the job: waiting futures fail. */
    void drop() {
        dropAll().forEach(done -> done.completeExceptionally(TryLaterException.storeUnavailable()));
    }

    /** @return the futures that waited */
    private synchronized List<CompletableFuture<Void>> dropAll() {
        dropped = true;
        losses = new LossTable();
        path.clear();
        pending = null;
        journal = Journal.EMPTY;
        lastWritten = new State(lastWritten.number(), job, 0, 0, 0, State.NO_CHECKPOINT, null, Journal.EMPTY);
        lastConsistent = lastWritten;
        count(0);
        List<CompletableFuture<Void>> done = waiting.stream().map(Waiting::done).toList();
        waiting.clear();
        return done;
    }

    synchronized boolean isDropped() {
        return dropped;
    }
}
