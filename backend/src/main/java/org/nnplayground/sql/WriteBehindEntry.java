package org.nnplayground.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.sql.WriteBatch.PathParameters;
import org.nnplayground.store.History;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.LossTable;
import org.nnplayground.store.RunCheckpoint;

/**
 * One job that a trainer writes about: as it is now, the losses of its last epochs, and what of it the database does
 * not have. A checkpoint marks a moment at which all of it fits together; {@link #commit} gives the last such moment.
 */
final class WriteBehindEntry {

    /** Epochs whose losses stay here after they were written: what followers ask for again and again. */
    private static final int RECENT = 4096;

    /** A row of the losses of fewer epochs is written anew with those that follow: slow jobs would have one each. */
    private static final int SHORT_ROW = 256;

    private final Map<Long, PathParameters> unwrittenParameters = new HashMap<>();
    private final Set<Long> unwrittenGone = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private LossTable losses;
    private KeptEpochs path;
    private Job job;
    private @Nullable RunCheckpoint checkpoint;

    // The last moment that fits together.
    private long moment;
    private Job jobThen;
    private int runThen;
    private long lossesThen;

    // What the database has.
    private long written;
    private int runWritten;
    private long lossesWritten;
    /** The epoch that the next row of losses begins with. */
    private long nextRow;

    private TrainingSpec specWritten;
    private @Nullable RunCheckpoint checkpointWritten;

    private final long writer;
    private boolean lost;
    private final WriteBehindSize backlog;
    private long unwritten;

    private record Waiting(long moment, CompletableFuture<Void> done) {}

    /**
     * A job as the database has it.
     *
     * @param writer the number of this one to open it
     * @param checkpoint null where it has not begun
     * @param backlog counts what the database lacks of it
     */
    WriteBehindEntry(
            Job job, long writer, @Nullable RunCheckpoint checkpoint, KeptEpochs path, WriteBehindSize backlog) {
        this.backlog = backlog;
        this.job = job;
        this.writer = writer;
        this.jobThen = job;
        this.specWritten = job.spec();
        this.path = path;
        this.checkpoint = checkpoint;
        this.checkpointWritten = checkpoint;
        if (checkpoint == null) {
            this.losses = new LossTable();
        } else {
            runWritten = checkpoint.run();
            lossesWritten = checkpoint.checkpoint().epoch() + 1;
            nextRow = lossesWritten;
            lossesThen = lossesWritten;
            runThen = runWritten;
            this.losses = new LossTable(runWritten, lossesWritten);
        }
    }

    synchronized Job job() {
        return job;
    }

    synchronized void update(Job now) {
        if (lost) {
            return;
        }
        job = now;
        if (now.state().isTerminal() || now.progress().run() == 0) {
            // Nothing goes on from here: whatever there is belongs together.
            mark();
        }
    }

    /** Both at once, so that no moment has one without the other. */
    synchronized void update(Job now, RunCheckpoint latest) {
        if (!lost) {
            job = now;
            keep(latest);
        }
    }

    synchronized void append(int run, long fromEpoch, Losses[] added) {
        if (lost) {
            return;
        }
        losses.append(run, fromEpoch, added);
        count();
    }

    synchronized void keep(RunCheckpoint latest) {
        if (lost) {
            return;
        }
        checkpoint = latest;
        Checkpoint at = latest.checkpoint();
        if (path.run() != latest.run()) {
            path = new KeptEpochs(latest.run(), at.parameters().length);
            unwrittenParameters.clear();
            unwrittenGone.clear();
        }
        long epoch = at.parametersOf();
        if (at.batch() == 0 && path.wants(epoch)) {
            unwrittenParameters.put(epoch, new PathParameters(epoch, latest.takenAt(), at.parameters()));
            unwrittenGone.remove(epoch);
            for (long gone : path.add(epoch, latest.takenAt())) {
                unwrittenParameters.remove(gone);
                unwrittenGone.add(gone);
            }
        }
        mark();
        count();
    }

    /** Brings the backlog's count of this job up to date. */
    private void count() {
        long epochs = losses.end() - (losses.run() == runWritten ? lossesWritten : 0);
        long numbers = 3 * epochs;
        RunCheckpoint latest = checkpoint;
        if (latest != null) {
            numbers += (long) unwrittenParameters.size() * latest.checkpoint().parameters().length;
            numbers += latest == checkpointWritten ? 0 : latest.checkpoint().size();
        }
        countAs(Float.BYTES * numbers);
    }

    private void countAs(long bytes) {
        backlog.add(bytes - unwritten);
        unwritten = bytes;
    }

    private void mark() {
        moment++;
        jobThen = job;
        runThen = losses.run();
        lossesThen = losses.end();
    }

    synchronized int run() {
        return losses.run();
    }

    synchronized @Nullable RunCheckpoint checkpoint() {
        return checkpoint;
    }

    synchronized List<KeptEpoch> path() {
        return path.entries();
    }

    /** Whether the database has the parameters of an epoch of the present run. */
    synchronized boolean hasWrittenParameters(long epoch) {
        return losses.run() == runWritten && path.has(epoch) && !unwrittenParameters.containsKey(epoch);
    }

    /** Null where the database has them, or nobody does. */
    synchronized float @Nullable [] unwrittenParameters(long epoch) {
        PathParameters kept = unwrittenParameters.get(epoch);
        return kept == null ? null : kept.parameters();
    }

    /** Losses that are here; null where earlier ones were asked for, which the database has. */
    synchronized @Nullable History recent(long after, int limit) {
        return after + 1 >= losses.from() ? losses.after(after, limit) : null;
    }

    /** Losses that the database does not have. */
    synchronized History unkept() {
        long from = losses.run() == runWritten ? lossesWritten : 0;
        return losses.after(from - 1, (int) (losses.end() - from));
    }

    /** What the database lacks of the last moment; null where it lacks nothing. */
    synchronized @Nullable WriteBatch commit() {
        // A run that has begun since then is about to give another moment.
        if (lost || moment == written || runThen != losses.run()) {
            return null;
        }
        boolean begins = losses.run() != runWritten;
        long from = begins ? 0 : lossesThen > lossesWritten ? nextRow : lossesWritten;
        return new WriteBatch(
                moment,
                writer,
                jobThen,
                !jobThen.spec().equals(specWritten),
                begins,
                losses.after(from - 1, (int) (lossesThen - from)),
                checkpoint == checkpointWritten ? null : checkpoint,
                unwrittenParameters.values().stream()
                        .sorted(Comparator.comparingLong(PathParameters::epoch))
                        .toList(),
                List.copyOf(unwrittenGone));
    }

    /** The database has this now. */
    void written(WriteBatch commit) {
        // Apart from the lock: whoever waited goes on at once, and may hold locks of its own.
        take(commit).forEach(done -> done.complete(null));
    }

    /** @return who has waited for it */
    private synchronized List<CompletableFuture<Void>> take(WriteBatch commit) {
        if (lost) {
            return List.of();
        }
        written = commit.number();
        specWritten = commit.job().spec();
        RunCheckpoint latest = commit.checkpoint();
        if (latest != null) {
            checkpointWritten = latest;
        }
        History added = commit.losses();
        runWritten = added.run();
        lossesWritten = added.lastEpoch() + 1;
        if (added.size() > 0) {
            nextRow = added.size() < SHORT_ROW ? added.fromEpoch() : lossesWritten;
        }
        for (PathParameters of : commit.parameters()) {
            unwrittenParameters.remove(of.epoch(), of);
        }
        if (path.run() == runWritten) {
            unwrittenGone.removeAll(commit.gone());
        }
        if (losses.run() == runWritten && lossesWritten - losses.from() > 2 * RECENT) {
            losses.forget(lossesWritten - RECENT);
        }
        count();
        var done = new ArrayList<CompletableFuture<Void>>();
        waiting.removeIf(waits -> waits.moment <= written && done.add(waits.done));
        return done;
    }

    /** Completes when the database has the last moment; fails where it never will. */
    synchronized CompletableFuture<Void> settled() {
        if (lost) {
            return CompletableFuture.failedFuture(Database.unavailable());
        }
        if (moment == written) {
            return CompletableFuture.completedFuture(null);
        }
        var done = new CompletableFuture<Void>();
        waiting.add(new Waiting(moment, done));
        return done;
    }

    /** Whether nothing will come any more, and the database has all. */
    synchronized boolean isDone() {
        return job.state().isTerminal() && moment == written;
    }

    /** Nobody needs it any more: the job is deleted. */
    void forget() {
        drop().forEach(done -> done.complete(null));
    }

    /** Somebody else writes about the job: what is not written never will be, and nothing comes to it. */
    void lose() {
        drop().forEach(done -> done.completeExceptionally(Database.unavailable()));
    }

    /** @return who waits for a moment that will not come */
    private synchronized List<CompletableFuture<Void>> drop() {
        lost = true;
        moment = written;
        losses = new LossTable();
        checkpoint = null;
        checkpointWritten = null;
        unwrittenParameters.clear();
        countAs(0);
        List<CompletableFuture<Void>> done = waiting.stream().map(Waiting::done).toList();
        waiting.clear();
        return done;
    }

    synchronized boolean isLost() {
        return lost;
    }
}
