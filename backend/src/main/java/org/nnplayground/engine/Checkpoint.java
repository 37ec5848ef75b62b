package org.nnplayground.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Schedule;

/**
 * Where a training stands, with all that it needs to go on; randomness needs no state. The arrays are never changed.
 *
 * @param epoch completed epochs
 * @param batch updates done in the epoch in progress
 * @param parameters layer by layer, each {@code [units][inputs + 1]} with the bias last ({@code [units][inputs]}
 *     without), row-major; then the slopes of the layers that have one
 * @param optimizerState as the optimizer keeps it, in the same order; empty for plain gradient descent
 * @param updates of the run so far
 * @param schedule what the schedule remembers
 * @param best what patience would restore; null where nobody watches
 */
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(
        long epoch,
        int batch,
        float[] parameters,
        float[] optimizerState,
        long updates,
        Schedule.Progress schedule,
        @Nullable Best best) {

    /**
     * The best epoch so far.
     *
     * @param epoch completed epochs
     * @param loss by which it is the best
     * @param state as {@link Checkpoint#state}, at that epoch
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Best(long epoch, double loss, float[] state) {}

    /** Of a training that counts its updates from here and has no losses to remember. */
    public Checkpoint(long epoch, int batch, float[] parameters, float[] optimizerState) {
        this(epoch, batch, parameters, optimizerState, 0, Schedule.Progress.START, null);
    }

    /** @return parameters, then the optimizer's state */
    public float[] state() {
        float[] state = Arrays.copyOf(parameters, parameters.length + optimizerState.length);
        System.arraycopy(optimizerState, 0, state, parameters.length, optimizerState.length);
        return state;
    }
}
