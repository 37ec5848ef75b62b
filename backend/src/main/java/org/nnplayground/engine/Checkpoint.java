package org.nnplayground.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;

/**
 * The complete state of a training between two updates: a session opened with it continues with the same bits. Random
 * draws are functions of seed and epoch, so they need no state. The arrays are never changed.
 *
 * @param epoch completed epochs
 * @param batch updates done in the epoch in progress
 * @param parametersOf the epoch that the parameters belong to; below {@code epoch} after the best epoch was restored
 * @param parameters layer by layer, each {@code [units][inputs + 1]} with the bias last ({@code [units][inputs]}
 *     without), row-major; then the slopes of the layers that have one
 * @param optimizerState the optimizer's slots one after the other, each in the order of the parameters; empty for plain
 *     gradient descent
 * @param updates of the run so far
 * @param schedule state of the learning rate schedule
 * @param retuned set if the spec's rates and batch size take effect only at the next epoch; otherwise null
 * @param finite the state to return to if the epoch in progress diverges; null between epochs
 * @param best the state that early stopping would restore; null if the stop conditions have no patience
 * @param pretraining null if there is none, or if it is complete
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
        @Nullable Best best,
        @Nullable Pretraining pretraining) {

    /**
     * A pre-training in progress; the parameters are those after its last update.
     *
     * @param layer in pre-training, from 0
     * @param epoch completed epochs of this layer
     * @param batch updates done in the epoch in progress
     * @param errorSum sum of the squared reconstruction errors over the samples and inputs of these updates
     * @param reconstructionError of the last completed epoch; null if this layer has none
     * @param visibleBiases {@code [inputs of the layer]}, with which its inputs are reconstructed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Pretraining(
            int layer,
            int epoch,
            int batch,
            double errorSum,
            @Nullable Double reconstructionError,
            float[] visibleBiases) {}

    /** A checkpoint of the training proper. */
    public Checkpoint(
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
        this(epoch, batch, parametersOf, parameters, optimizerState, updates, schedule, retuned, finite, best, null);
    }

    /**
     * The best epoch so far.
     *
     * @param epoch completed epochs
     * @param loss the validation loss (test loss without a validation set) at that epoch
     * @param state as {@link Checkpoint#state}, at that epoch
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Best(long epoch, double loss, float[] state) {}

    /**
     * Settings that take effect at the next epoch.
     *
     * @param inForce rates and batch size of the epoch in progress
     * @param freshRate whether the base learning rate was set again, which resets the reductions of a plateau schedule
     */
    public record Retuned(Training inForce, boolean freshRate) {}

    /** A checkpoint of a training with no updates so far and an initial schedule. */
    public Checkpoint(long epoch, int batch, float[] parameters, float[] optimizerState) {
        this(epoch, batch, parameters, optimizerState, 0, Schedule.Progress.START);
    }

    /** A checkpoint between two epochs, of a training without patience. */
    public Checkpoint(
            long epoch,
            int batch,
            float[] parameters,
            float[] optimizerState,
            long updates,
            Schedule.Progress schedule) {
        this(epoch, batch, epoch, parameters, optimizerState, updates, schedule, null, null, null);
    }

    /** The same without the state that early stopping would restore. */
    public Checkpoint withoutBest() {
        return new Checkpoint(
                epoch,
                batch,
                parametersOf,
                parameters,
                optimizerState,
                updates,
                schedule,
                retuned,
                finite,
                null,
                pretraining);
    }

    public Checkpoint withPretraining(@Nullable Pretraining pretraining) {
        return new Checkpoint(
                epoch,
                batch,
                parametersOf,
                parameters,
                optimizerState,
                updates,
                schedule,
                retuned,
                finite,
                best,
                pretraining);
    }

    /** @return parameters, then the optimizer's state */
    public float[] state() {
        float[] state = Arrays.copyOf(parameters, parameters.length + optimizerState.length);
        System.arraycopy(optimizerState, 0, state, parameters.length, optimizerState.length);
        return state;
    }

    /** Count of floats in this checkpoint, including the finite and the best state and the visible biases. */
    public long size() {
        long present = (long) parameters.length + optimizerState.length;
        return present
                + (finite == null ? 0 : finite.size())
                + (best == null ? 0 : best.state.length)
                + (pretraining == null ? 0 : pretraining.visibleBiases.length);
    }
}
