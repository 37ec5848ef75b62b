package org.nnplayground.sql;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.store.History;
import org.nnplayground.store.RunCheckpoint;

/**
 * What one transaction writes of one job, so that the database has the job's {@code state} afterwards.
 *
 * @param writer the number of the job's opener; null writes whoever has opened it
 * @param changesState whether the database has the job in another state
 * @param isProgress whether the training has progressed, or needs none: its trainer did not end because of it
 * @param withSpec whether the database has another spec
 * @param startsRun whether the history and path in the database are of another run
 * @param losses that the database does not have yet, and possibly some that are written again
 * @param checkpoint null if the database has it already, or there is none
 * @param parameters that are added to the path, by epoch
 * @param removed epochs whose parameters leave the path
 */
record WriteBatch(
        State state,
        @Nullable Long writer,
        boolean changesState,
        boolean isProgress,
        boolean withSpec,
        boolean startsRun,
        History losses,
        @Nullable RunCheckpoint checkpoint,
        List<PathParameters> parameters,
        List<Long> removed) {

    /**
     * A consistent moment of a job.
     *
     * @param number of the moment, increasing
     * @param run that the losses are of
     * @param end one after the last epoch that has losses
     * @param checkpoint the last one; null before the first
     */
    record State(
            long number,
            Job job,
            int run,
            long end,
            @Nullable RunCheckpoint checkpoint) {

        State withoutCheckpoint() {
            return new State(number, job, run, end, null);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record PathParameters(long epoch, Instant takenAt, float[] parameters) {}

    /** Replaces a job that no process has open. */
    static WriteBatch of(Job job) {
        return new WriteBatch(
                new State(0, job, 0, 0, null),
                null,
                true,
                false,
                true,
                false,
                History.EMPTY,
                null,
                List.of(),
                List.of());
    }

    Job job() {
        return state.job();
    }

    /** Size of the arrays. */
    long bytes() {
        long floats = 3L * losses.size()
                + (checkpoint == null ? 0 : checkpoint.checkpoint().size());
        for (PathParameters added : parameters) {
            floats += added.parameters().length;
        }
        return Float.BYTES * floats;
    }
}
