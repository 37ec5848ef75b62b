package org.nnplayground.sql;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.sql.PieceTable.PieceSet;
import org.nnplayground.sql.journal.JournalTable;
import org.nnplayground.store.Beginning;
import org.nnplayground.store.History;
import org.nnplayground.store.Journal;
import org.nnplayground.store.RunCheckpoint;

/**
 * What one transaction writes of one job, so that the database has the job's {@code state} afterwards.
 *
 * @param changeNumber the last moment whose changes are durable with this batch, as {@code JobStore.flushChange} means
 *     it; at least the number of the state
 * @param writer the number of the job's opener; null writes whoever has opened it
 * @param changesState whether the database has the job in another state
 * @param isProgress whether the training has progressed, or needs none: its trainer did not end because of it
 * @param withSpec whether the database has another spec
 * @param startsRun whether the history and path in the database are of another run
 * @param losses that the database does not have yet, and possibly some that are written again
 * @param journal null if the database has the same one
 * @param checkpoint null if the database has it already, or there is none
 * @param pieces the complete set that has the checkpoint; null if this batch has to write it
 * @param parameters that are added to the path, by epoch
 * @param removed epochs whose parameters leave the path
 */
record WriteBatch(
        State state,
        long changeNumber,
        @Nullable Long writer,
        boolean changesState,
        boolean isProgress,
        boolean withSpec,
        boolean startsRun,
        JournalTable.@Nullable Change journal,
        History losses,
        @Nullable RunCheckpoint checkpoint,
        @Nullable PieceSet pieces,
        List<PathParameters> parameters,
        List<Long> removed) {

    /**
     * A consistent moment of a job.
     *
     * @param number of the moment, increasing
     * @param run that the losses are of
     * @param end one after the last epoch that has losses
     * @param course number of changes of the training so far: of spec, stop conditions, run or parameters, and its end.
     *     A training from the checkpoint of one moment reaches a later one of the same course.
     * @param checkpointNumber of the moment of the last checkpoint; {@link #NO_CHECKPOINT} before the first
     * @param checkpoint the last one; null if there is none or the database has it
     * @param journal of the job
     */
    record State(
            long number,
            Job job,
            int run,
            long end,
            long course,
            long checkpointNumber,
            @Nullable RunCheckpoint checkpoint,
            Journal journal) {

        static final long NO_CHECKPOINT = -1;

        /** The same moment without the arrays of its checkpoint. */
        State withoutArrays() {
            return new State(number, job, run, end, course, checkpointNumber, null, journal);
        }

        /** The same moment with the present settings and state of its job. */
        State with(Job present) {
            return new State(
                    number, present.with(job.progress()), run, end, course, checkpointNumber, checkpoint, journal);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record PathParameters(long epoch, Instant takenAt, float[] parameters) {}

    /** Replaces a job that no process has open. */
    static WriteBatch of(Job job) {
        return new WriteBatch(
                new State(0, job, 0, 0, 0, State.NO_CHECKPOINT, null, Journal.EMPTY),
                0,
                null,
                true,
                false,
                true,
                false,
                null,
                History.EMPTY,
                null,
                null,
                List.of(),
                List.of());
    }

    /** Where a new job begins. */
    static WriteBatch of(Job job, Beginning beginning) {
        return new WriteBatch(
                new State(0, job, 0, 0, 0, State.NO_CHECKPOINT, null, beginning.journal()),
                0,
                null,
                false,
                false,
                false,
                true,
                JournalTable.Change.between(job.id(), Journal.EMPTY, beginning.journal()),
                beginning.history(),
                beginning.checkpoint(),
                null,
                List.of(),
                List.of());
    }

    /** This batch without its checkpoint, which is stored as a set of pieces, for the job as it is now. */
    WriteBatch ofPieces(PieceSet set, State merged, long change, boolean newState, boolean progress) {
        return new WriteBatch(
                merged,
                change,
                writer,
                newState,
                progress,
                withSpec,
                startsRun,
                journal,
                losses,
                checkpoint,
                set,
                parameters,
                removed);
    }

    boolean replacesCheckpoint() {
        return checkpoint != null;
    }

    Job job() {
        return state.job();
    }

    /** Size of the arrays. */
    long bytes() {
        long floats = 3L * losses.size()
                + (checkpoint == null || pieces != null
                        ? 0
                        : checkpoint.checkpoint().size());
        for (PathParameters added : parameters) {
            floats += added.parameters().length;
        }
        return Float.BYTES * floats;
    }
}
