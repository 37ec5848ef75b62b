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
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.sql.Commit.PathParameters;
import org.nnplayground.store.History;
import org.nnplayground.store.Job;
import org.nnplayground.store.LossTable;
import org.nnplayground.store.ParameterPath;
import org.nnplayground.store.PathEntry;
import org.nnplayground.store.RunCheckpoint;

/**
 * One job that a trainer writes about: as it is now, the losses of its last epochs, and what of it the database does
 * not have. A checkpoint marks a moment at which all of it fits together; {@link #commit} gives the last such moment.
 */
final class Pending {

    /** Epochs whose losses stay here after they were written: what followers ask for again and again. */
    private static final int RECENT = 4096;

    private final Map<Long, PathParameters> unwrittenParameters = new HashMap<>();
    private final Set<Long> unwrittenGone = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private LossTable losses;
    private ParameterPath path;
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
    private TrainingSpec specWritten;
    private @Nullable RunCheckpoint checkpointWritten;

    private final long writer;
    private boolean lost;
    private final Backlog backlog;
    private long unwritten;

    private record Waiting(long moment, CompletableFuture<Void> done) {}

    /**
     * A job as the database has it.
     *
     * @param writer the number of this one to open it
     * @param checkpoint null where it has not begun
     * @param backlog counts what the database lacks of it
     */
    Pending(Job job, long writer, @Nullable RunCheckpoint checkpoint, ParameterPath path, Backlog backlog) {
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
            path = new ParameterPath(latest.run(), at.parameters().length);
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

    synchronized List<PathEntry> path() {
        return path.entries();
    }

    /** Null where the database has them, or nothing does. */
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
    synchronized @Nullable Commit commit() {
        // A run that has begun since then is about to give another moment.
        if (lost || moment == written || runThen != losses.run()) {
            return null;
        }
        boolean begins = losses.run() != runWritten;
        long from = begins ? 0 : lossesWritten;
        return new Commit(
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
    synchronized void written(Commit commit) {
        written = commit.number();
        specWritten = commit.job().spec();
        RunCheckpoint latest = commit.checkpoint();
        if (latest != null) {
            checkpointWritten = latest;
        }
        runWritten = commit.losses().run();
        lossesWritten = commit.losses().lastEpoch() + 1;
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
        for (Waiting waits : List.copyOf(waiting)) {
            if (waits.moment <= written) {
                waits.done.complete(null);
                waiting.remove(waits);
            }
        }
    }

    /** Completes when the database has the last moment. */
    synchronized CompletableFuture<Void> settled() {
        var done = new CompletableFuture<Void>();
        if (moment == written) {
            done.complete(null);
        } else {
            waiting.add(new Waiting(moment, done));
        }
        return done;
    }

    /** Whether nothing will come any more, and the database has all. */
    synchronized boolean isDone() {
        return job.state().isTerminal() && moment == written;
    }

    /** Nobody needs it any more: the job is deleted. */
    synchronized void forget() {
        countAs(0);
        waiting.forEach(waits -> waits.done.complete(null));
        waiting.clear();
    }

    /** Somebody else writes about the job: what is not written never will be, and nothing comes to it. */
    synchronized void lose() {
        lost = true;
        moment = written;
        losses = new LossTable();
        checkpoint = null;
        checkpointWritten = null;
        unwrittenParameters.clear();
        countAs(0);
        waiting.forEach(waits -> waits.done.completeExceptionally(Database.unavailable()));
        waiting.clear();
    }

    synchronized boolean isLost() {
        return lost;
    }
}
