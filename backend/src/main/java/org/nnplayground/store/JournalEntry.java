package org.nnplayground.store;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.JobPatch;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;

/**
 * Something that has changed the course of a run. Its position is the number of completed epochs and of the updates of
 * the epoch in progress.
 */
public sealed interface JournalEntry {

    /** Counts the entries of a job; no two different entries of it have the same one. */
    long number();

    int run();

    /** Why a run goes on from another state than that which its training had reached. */
    enum Cause {
        /** It began with the parameters of the run before. */
        KEPT_PARAMETERS,
        /** It began at an epoch of another job. */
        BRANCHED,
        /** A user replaced the parameters. */
        REPLACED_PARAMETERS,
        /** Early stopping restored the best epoch. */
        RESTORED_BEST,
        /** An epoch diverged after a user had changed something within it. */
        SET_BACK
    }

    /**
     * The beginning of a run, untrained unless {@link Restarted} follows at the same position.
     *
     * @param fromEpoch the first epoch that can be computed again
     * @param spec at that epoch, before the entries that follow
     */
    record RunBegun(long number, int run, long fromEpoch, TrainingSpec spec, Arithmetic arithmetic)
            implements JournalEntry {}

    /**
     * A user changed rates or batch size, from the next epoch on.
     *
     * @param settings without pace and stop conditions
     */
    record Retuned(long number, int run, long epoch, int batch, JobPatch settings) implements JournalEntry {

        /** Completed epochs when the settings took effect. */
        public long effectiveEpoch() {
            return batch == 0 ? epoch : epoch + 1;
        }
    }

    /** @param state from which the run goes on; null if it is too large to be kept */
    record Restarted(
            long number,
            int run,
            long epoch,
            int batch,
            Cause cause,
            @Nullable Checkpoint state) implements JournalEntry {}

    /** @param epochs completed ones */
    record RunEnded(long number, int run, long epochs) implements JournalEntry {}
}
