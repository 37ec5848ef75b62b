package org.nnplayground.sql;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.store.History;
import org.nnplayground.store.RunCheckpoint;

/**
 * What one write brings to the database of one job: all of one moment.
 *
 * @param number of the moment, ever larger
 * @param writer of the job, as the database has it; null where nobody writes about it
 * @param withSpec whether the spec is another than the one that the database has
 * @param begins whether what the database has of history and path is of another run
 * @param losses that the database does not have yet
 * @param checkpoint the latest; null where the database has it already, or there is none
 * @param parameters that come to the path, by epoch; it goes no further
 * @param gone epochs whose parameters leave the path
 */
record WriteBatch(
        long number,
        @Nullable Long writer,
        Job job,
        boolean withSpec,
        boolean begins,
        History losses,
        @Nullable RunCheckpoint checkpoint,
        List<PathParameters> parameters,
        List<Long> gone) {

    @SuppressWarnings("ArrayRecordComponent")
    record PathParameters(long epoch, Instant takenAt, float[] parameters) {}

    long bytes() {
        long floats = 3L * losses.size()
                + (checkpoint == null ? 0 : checkpoint.checkpoint().size());
        for (PathParameters of : parameters) {
            floats += of.parameters().length;
        }
        return Float.BYTES * floats;
    }
}
