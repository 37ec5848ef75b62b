package org.nnplayground.engine.djl;

import org.nnplayground.spec.Schedule;

/**
 * Where a training stands, but for its parameters.
 *
 * @param epoch completed epochs
 * @param batch updates done in the epoch in progress
 * @param updates of the run so far
 * @param progress what the schedule remembers
 */
record Standing(long epoch, int batch, long updates, Schedule.Progress progress) {

    Standing afterBatches(int batches) {
        return new Standing(epoch, batch + batches, updates + batches, progress);
    }

    /** The end of the epoch in progress, all of whose batches are done. */
    Standing afterEpoch(Schedule schedule, double trainLoss) {
        return new Standing(epoch + 1, 0, updates, schedule.after(progress, trainLoss));
    }

    Standing withProgress(Schedule.Progress progress) {
        return new Standing(epoch, batch, updates, progress);
    }
}
