package org.nnplayground.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;

/**
 * Where a training stands, with all that it needs to go on; randomness needs no state. The arrays are never changed.
 *
 * @param epoch completed epochs
 * @param batch updates done in the epoch in progress
 * @param parametersOf the epoch whose parameters they are: an earlier one once it was restored as the best
 * @param parameters layer by layer, each {@code [units][inputs + 1]} with the bias last ({@code [units][inputs]}
 *     without), row-major; then the slopes of the layers that have one
 * @param optimizerState as the optimizer keeps it, in the same order; empty for plain gradient descent
 * @param updates of the run so far
 * @param schedule what the schedule remembers
 * @param retuned where the spec's rates and batch size hold from the next epoch on only; null where they hold already
 * @param finite where it goes back to if the epoch in progress diverges; null between epochs
 * @param best what patience would restore; null where nobody watches
 */
@SuppressWarnings("ArrayRecordComponent")
public record Checkpoint(
        long epoch,
        int batch,
        long parametersOf,
        float[] parameters,
        float[] optimizerState,
        long updates,
        Schedule.Progress schedule,
        @Nullable Retuned retuned,
        @Nullable Checkpoint finite,
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

    /**
     * What is to change at the next epoch.
     *
     * @param inForce rates and batch size of the epoch in progress
     * @param freshRate whether the spec's base rate was given anew, so that the schedule's reductions of it end
     */
    public record Retuned(Training inForce, boolean freshRate) {}

    /** Of a training that counts its updates from here and has no losses to remember. */
    public Checkpoint(long epoch, int batch, float[] parameters, float[] optimizerState) {
        this(epoch, batch, parameters, optimizerState, 0, Schedule.Progress.START);
    }

    /** Of a training that stands between epochs, and that nobody watches. */
    public Checkpoint(
            long epoch,
            int batch,
            float[] parameters,
            float[] optimizerState,
            long updates,
            Schedule.Progress schedule) {
        this(epoch, batch, epoch, parameters, optimizerState, updates, schedule, null, null, null);
    }

    /** @return parameters, then the optimizer's state */
    public float[] state() {
        float[] state = Arrays.copyOf(parameters, parameters.length + optimizerState.length);
        System.arraycopy(optimizerState, 0, state, parameters.length, optimizerState.length);
        return state;
    }

    /** Numbers that it holds, the states that it may go back to included. */
    public long size() {
        long present = (long) parameters.length + optimizerState.length;
        return present + (finite == null ? 0 : finite.size()) + (best == null ? 0 : best.state.length);
    }
}
