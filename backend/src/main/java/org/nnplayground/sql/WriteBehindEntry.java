package org.nnplayground.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nnplayground.database.Database;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.sql.WriteBatch.State;
import org.nnplayground.store.History;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.LossTable;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;

/**
 * One open job: its present values, and two states of it: the last consistent moment, and what the database has. Their
 * difference is the next {@link WriteBatch}. Thread-safe.
 */
final class WriteBehindEntry {

    /** Number of written epochs whose losses stay in memory, because followers read them again and again. */
    private static final int RECENT_EPOCHS = 4096;

    /**
     * A row with fewer epochs is written again, together with the epochs that follow: otherwise slow jobs would have
     * one row per epoch.
     */
    private static final int MIN_EPOCHS_PER_ROW = 256;

    private record Waiting(long number, CompletableFuture<Void> done) {}

    private final long writer;
    private final AtomicLong unwrittenBytes;
    private final PathBuffer path;
    private final List<Waiting> waiting = new ArrayList<>();
    private LossTable losses;
    private Job job;

    /** The last consistent moment. */
    private State lastConsistent;

    /** What the database has; without its checkpoint, so that an earlier one does not take memory. */
    private State lastWritten;

    /** The checkpoint of {@link #lastConsistent} if the database does not have it. */
    private @Nullable RunCheckpoint unwrittenCheckpoint;

    /** The epoch that the next row of losses begins with. */
    private long nextRow;

    /** Bytes of this job in {@link #unwrittenBytes}. */
    private long bytes;

    private boolean dropped;

    /**
     * A job as the database has it.
     *
     * @param writer the number of this opening of the job
     * @param checkpoint null if the job has not begun
     * @param path as the database has it
     * @param unwrittenBytes of all jobs; this entry adds and subtracts its own
     */
    WriteBehindEntry(
            Job job, long writer, @Nullable RunCheckpoint checkpoint, KeptEpochs path, AtomicLong unwrittenBytes) {
        this.job = job;
        this.writer = writer;
        this.path = new PathBuffer(path);
        this.unwrittenBytes = unwrittenBytes;
        int run = checkpoint == null ? 0 : checkpoint.run();
        long end = checkpoint == null ? 0 : checkpoint.checkpoint().epoch() + 1;
        losses = new LossTable(run, end);
        lastConsistent = new State(0, job, run, end, checkpoint);
        lastWritten = lastConsistent.withoutCheckpoint();
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
        RunCheckpoint checkpoint = moment.checkpoint();
        if (checkpoint != null) {
            path.add(checkpoint);
        }
        if (moment.isConsistent()) {
            unwrittenCheckpoint = checkpoint == null ? unwrittenCheckpoint : checkpoint;
            lastConsistent = new State(
                    lastConsistent.number() + 1,
                    job,
                    losses.run(),
                    losses.end(),
                    checkpoint == null ? lastConsistent.checkpoint() : checkpoint);
        }
        count();
        return changesState;
    }

    /** Updates this job's part of {@link #unwrittenBytes}. */
    private void count() {
        RunCheckpoint checkpoint = unwrittenCheckpoint;
        count(Float.BYTES
                * (3 * (losses.end() - unwrittenFrom())
                        + path.unwrittenSize()
                        + (checkpoint == null ? 0 : checkpoint.checkpoint().size())));
    }

    private void count(long now) {
        unwrittenBytes.addAndGet(now - bytes);
        bytes = now;
    }

    /** The first epoch of the present run whose losses the database does not have. */
    private long unwrittenFrom() {
        return losses.run() == lastWritten.run() ? lastWritten.end() : 0;
    }

    synchronized Job job() {
        return job;
    }

    synchronized @Nullable RunCheckpoint checkpoint() {
        return lastConsistent.checkpoint();
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

    /** What the database lacks of the last consistent moment; null if it lacks nothing. */
    synchronized @Nullable WriteBatch nextBatch() {
        // Losses of another run have replaced those of the moment: a moment of that run follows.
        boolean replaced = lastConsistent.run() != losses.run();
        if (dropped || replaced || lastConsistent.number() == lastWritten.number()) {
            return null;
        }
        boolean startsRun = lastConsistent.run() != lastWritten.run();
        long from = startsRun ? 0 : lastConsistent.end() > lastWritten.end() ? nextRow : lastWritten.end();
        return new WriteBatch(
                lastConsistent,
                writer,
                lastConsistent.job().state() != lastWritten.job().state(),
                isProgress(lastWritten.job(), lastConsistent.job()),
                !lastConsistent.job().spec().equals(lastWritten.job().spec()),
                startsRun,
                losses.after(from - 1, (int) (lastConsistent.end() - from)),
                unwrittenCheckpoint,
                path.added(),
                path.removed());
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
        lastWritten = batch.state().withoutCheckpoint();
        if (unwrittenCheckpoint == batch.checkpoint()) {
            unwrittenCheckpoint = null;
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
        waiting.removeIf(waits -> waits.number <= lastWritten.number() && done.add(waits.done));
        return done;
    }

    /**
     * Completes when the database has the last consistent moment; fails with {@code STORE_UNAVAILABLE} if it never
     * will.
     */
    synchronized CompletableFuture<Void> flushed() {
        if (dropped) {
            return CompletableFuture.failedFuture(Database.unavailable());
        }
        if (lastConsistent.number() == lastWritten.number()) {
            return CompletableFuture.completedFuture(null);
        }
        var done = new CompletableFuture<Void>();
        waiting.add(new Waiting(lastConsistent.number(), done));
        return done;
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
        dropAll().forEach(done -> done.completeExceptionally(Database.unavailable()));
    }

    /** @return the futures that waited */
    private synchronized List<CompletableFuture<Void>> dropAll() {
        dropped = true;
        losses = new LossTable();
        path.clear();
        lastWritten = new State(lastWritten.number(), job, 0, 0, null);
        lastConsistent = lastWritten;
        unwrittenCheckpoint = null;
        count(0);
        List<CompletableFuture<Void>> done = waiting.stream().map(Waiting::done).toList();
        waiting.clear();
        return done;
    }

    synchronized boolean isDropped() {
        return dropped;
    }
}
