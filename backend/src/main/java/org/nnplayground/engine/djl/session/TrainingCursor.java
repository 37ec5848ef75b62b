package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.spec.Schedule;

/**
 * The position of a training, without its parameters.
 *
 * @param epoch completed epochs
 * @param batch updates done in the epoch in progress
 * @param parametersOf as {@link Checkpoint#parametersOf}
 * @param updates of the run so far
 * @param progress state of the learning rate schedule
 */
record TrainingCursor(long epoch, int batch, long parametersOf, long updates, Schedule.Progress progress) {

    static TrainingCursor of(Checkpoint checkpoint) {
        return new TrainingCursor(
                checkpoint.epoch(),
                checkpoint.batch(),
                checkpoint.parametersOf(),
                checkpoint.updates(),
                checkpoint.schedule());
    }

    /**
     * @param state {@code [parameters * (1 + slots)]}
     * @param size number of parameters
     */
    Checkpoint checkpoint(float[] state, int size) {
        return new Checkpoint(
                epoch,
                batch,
                parametersOf,
                Arrays.copyOf(state, size),
                Arrays.copyOfRange(state, size, state.length),
                updates,
                progress,
                null,
                null,
                null);
    }

    TrainingCursor afterBatches(int batches) {
        return new TrainingCursor(epoch, batch + batches, epoch, updates + batches, progress);
    }

    /** The position after the epoch in progress, all of whose batches are done. */
    TrainingCursor afterEpoch(Schedule schedule, double trainLoss) {
        return new TrainingCursor(epoch + 1, 0, epoch + 1, updates, schedule.after(progress, trainLoss));
    }

    TrainingCursor withProgress(Schedule.Progress progress) {
        return new TrainingCursor(epoch, batch, parametersOf, updates, progress);
    }

    TrainingCursor withParametersOf(long parametersOf) {
        return new TrainingCursor(epoch, batch, parametersOf, updates, progress);
    }
}
