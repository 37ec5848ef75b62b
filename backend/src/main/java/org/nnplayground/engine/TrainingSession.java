package org.nnplayground.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.spec.Training;

/**
 * The open resources of one training. Calls must not overlap, but may come from different threads. The results depend
 * neither on the thread nor on how the training is cut into slices.
 */
public interface TrainingSession extends AutoCloseable {

    /** The device that the session computes on. */
    Device device();

    /** Which sessions can be advanced together with this one; null if none. May change with {@link #retune}. */
    default @Nullable SessionShape shape() {
        return null;
    }

    /** The pre-training in progress; null if there is none, or if it is complete. */
    default @Nullable Pretraining pretraining() {
        return null;
    }

    /** Completed epochs and updates; {@link #pretraining} comes before the first. */
    Position position();

    /** Updates of the run so far. */
    long updates();

    /** The epoch that the current parameters belong to: an earlier one after {@link #restoreBest}. */
    long parametersOf();

    /** The losses at the current parameters; also defined at epoch 0. */
    Losses losses();

    /** The learning rate of the epoch in progress, or of the next. */
    double learningRate();

    /**
     * Trains a slice. A training that diverges is set back to its last finite epoch, and the result says so. Until the
     * pre-training is complete, slices continue it and complete no epoch; one that diverges is set back to its
     * beginning.
     */
    Advance advance(Slice slice);

    /**
     * Changes the rates and the batch size from the next epoch on. Optimizer, loss and order must stay the same.
     *
     * @param freshRate whether the base learning rate was set, even to the same value: resets the reductions of a
     *     plateau schedule
     */
    void retune(Training training, boolean freshRate);

    /** The samples that it trains on, in their original order. */
    SampleSet trainSamples();

    /** The current parameters. */
    Parameters parameters();

    /**
     * The gradient of the loss over the whole train set, without penalty, at the current parameters; of a restricted
     * Boltzmann machine the mean of {@link #gradientsOfBatch} over the batches.
     */
    Gradients gradientsOfTrainSet();

    /**
     * The same over one mini-batch of the epoch in progress, or of the next; of a restricted Boltzmann machine the
     * estimate by contrastive divergence that its update takes.
     *
     * @param index from 0, below {@link Position#batches}
     */
    Gradients gradientsOfBatch(int index);

    /**
     * The pass of one mini-batch of the epoch in progress, or of the next, with the dropout mask and the order of that
     * update. The optimizer's state is the current one.
     *
     * @param index from 0, below {@link Position#batches}
     */
    Trace traceOfBatch(int index);

    /**
     * The pass of one train sample, without dropout.
     *
     * @param index of the sample in the train set in its original order, from 0
     */
    Trace traceOfSample(int index);

    /**
     * The network's outputs.
     *
     * @param x {@code [samples][columns]}, raw columns
     * @return {@code [samples][outputs]}
     */
    float[][] predict(double[][] x);

    /**
     * The network's outputs on a grid. If the data lack a column of the grid, the first two columns (or the only one)
     * are used.
     */
    Boundary boundary(View.Grid grid);

    /** The same as a frame shows it, quantised. */
    default QuantisedBoundary picture(View.Grid grid) {
        return boundary(grid).quantised();
    }

    /**
     * @param resolution points per axis, 10 to 200
     * @param column1 index of the column along the horizontal axis
     * @param column2 index of the column along the vertical axis; differs from {@code column1} unless there is only one
     *     column
     */
    Boundary boundary(int resolution, int column1, int column2);

    /**
     * The activation of one unit, hidden or output, on the grid of {@link #boundary(int, int, int)}.
     *
     * @param layer from 0, hidden layers first
     * @param unit from 0
     */
    Boundary boundary(int resolution, int column1, int column2, int layer, int unit);

    /** Accuracy, confusion, RMSE or R^2 of train and test set at the current parameters. */
    Metrics metrics();

    /** Samples of a restricted Boltzmann machine, {@code [samples][visible]}; empty for other models. */
    default float[][] dreams() {
        return new float[0][];
    }

    /** Inactive units, layer by layer. Includes the output layer unless the loss is computed from the weighted sums. */
    List<InactiveUnits> inactiveUnits();

    /**
     * Replaces the parameters by others of the same shape. The optimizer's state, epoch and batch stay. {@link #losses}
     * are then those of the new parameters.
     */
    void replace(Parameters parameters);

    /**
     * The best epoch since the first slice with {@link Slice#patience}, including the epoch at which that slice
     * started; null before.
     */
    @Nullable
    Best best();

    /** Restores the parameters and the optimizer's state of the best epoch, if there is one. Epoch and batch stay. */
    void restoreBest();

    /** Forgets the best epoch; the next slice with patience starts to look for a new one. */
    void clearBest();

    /** The complete state, from which another session continues with the same bits. */
    Checkpoint checkpoint();

    /** Frees all native memory. Closing twice has no effect. */
    @Override
    void close();

    /**
     * The progress of a pre-training.
     *
     * @param layer in pre-training, from 0
     * @param epoch completed epochs of this layer
     * @param reconstructionError of the last completed epoch: the mean of the squared differences between the inputs of
     *     the layer and their reconstructions, over samples and inputs, each before the update of its batch; null if
     *     this layer has completed none
     */
    record Pretraining(int layer, int epoch, @Nullable Double reconstructionError) {}

    /**
     * @param epoch completed epochs
     * @param batch updates done in the epoch in progress, 0 at its end
     * @param batches updates of an epoch
     */
    record Position(long epoch, int batch, int batches) {}

    /**
     * The limits of one call of {@link #advance}: it ends when the number of epochs or updates is reached, a condition
     * is met, or the time is used up. A slice ends a few tens of milliseconds after its time at the latest, within an
     * epoch if the network is large. A condition ends it exactly at the epoch that meets it.
     *
     * @param untilEpoch completed epochs to stop at; nothing is trained if they are reached already
     * @param nanoseconds time limit, above 0
     * @param updates maximum number of updates; the losses are computed after the last update of an epoch; with 0 only
     *     the losses are computed
     * @param targetTestLoss a test loss at or below it is a condition; NaN for none
     * @param patience this many epochs after the {@link #best} one is a condition; 0 for none
     */
    record Slice(long untilEpoch, long nanoseconds, long updates, double targetTestLoss, long patience) {

        public Slice(long untilEpoch, long nanoseconds) {
            this(untilEpoch, nanoseconds, Long.MAX_VALUE, Double.NaN, 0);
        }

        public Slice withUpdates(long updates) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }

        public Slice withNanoseconds(long nanoseconds) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }

        public Slice withTargetTestLoss(double targetTestLoss) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }

        public Slice withPatience(long patience) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }
    }

    /** The condition that ended a slice before its epochs, updates or time were used up. */
    enum Condition {
        TARGET_TEST_LOSS,
        PATIENCE
    }

    /**
     * The epoch with the lowest validation loss (test loss without a validation set); the first of equals.
     *
     * @param epoch completed epochs
     */
    record Best(long epoch, double loss) {}

    /**
     * The result of a slice.
     *
     * @param fromEpoch the epoch of the first entry of {@code losses}: completed epochs before the slice, plus one
     * @param losses one entry for each epoch that the slice completed, all finite
     * @param divergence set if the next epoch had a loss or parameter that is not finite
     * @param condition set if the last epoch met one
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Advance(
            long fromEpoch,
            Losses[] losses,
            @Nullable Divergence divergence,
            @Nullable Condition condition) {

        public Advance(long fromEpoch, Losses[] losses, @Nullable Divergence divergence) {
            this(fromEpoch, losses, divergence, null);
        }

        /** This slice and the next one as one. */
        public Advance then(Advance next) {
            Losses[] both = Arrays.copyOf(losses, losses.length + next.losses.length);
            System.arraycopy(next.losses, 0, both, losses.length, next.losses.length);
            return new Advance(fromEpoch, both, next.divergence, next.condition);
        }
    }

    /**
     * @param epoch the first epoch that was not finite
     * @param lastLoss the train loss of the epoch before; infinite if that was not finite either
     */
    record Divergence(long epoch, double lastLoss) {}
}
