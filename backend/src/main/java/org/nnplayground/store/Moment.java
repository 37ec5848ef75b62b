package org.nnplayground.store;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;

/**
 * A job at one moment, with everything that the store does not have yet: one {@link JobStore#write}.
 *
 * @param job at this moment. Losses and checkpoint are of its present run, {@code job.progress().run()}.
 * @param fromEpoch the epoch of the first of the losses; without meaning where there are none
 * @param losses of consecutive epochs, possibly none; never changed
 * @param checkpoint taken at this moment, null where none was taken
 * @param journal of the job at this moment; null where it has not changed. A training from an earlier checkpoint would
 *     not reach this moment if it has.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Moment(
        Job job,
        long fromEpoch,
        Losses[] losses,
        @Nullable RunCheckpoint checkpoint,
        @Nullable Journal journal) {

    private static final Losses[] NO_LOSSES = {};

    /** The job alone. */
    public static Moment of(Job job) {
        return new Moment(job, 0, NO_LOSSES, null, null);
    }

    public Moment withLosses(long fromEpoch, Losses... losses) {
        return new Moment(job, fromEpoch, losses, checkpoint, journal);
    }

    public Moment withCheckpoint(@Nullable RunCheckpoint checkpoint) {
        return new Moment(job, fromEpoch, losses, checkpoint, journal);
    }

    public Moment withJournal(@Nullable Journal journal) {
        return new Moment(job, fromEpoch, losses, checkpoint, journal);
    }

    public boolean isJobAlone() {
        return losses.length == 0 && checkpoint == null && journal == null;
    }

    /**
     * Whether a later process can continue from what the store has after this write: the training from the checkpoint,
     * or from its beginning; an ended job needs nothing.
     */
    public boolean isConsistent() {
        return checkpoint != null || job.state().isTerminal() || job.progress().run() == 0;
    }
}
