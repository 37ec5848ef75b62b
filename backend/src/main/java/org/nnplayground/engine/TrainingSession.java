package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Training;

/**
 * The open resources of one training. Calls must not overlap, but may come from different threads; the numbers depend
 * on neither, nor on how the training is cut into slices.
 */
public interface TrainingSession extends AutoCloseable {

    /** Where it computes. */
    Device device();

    /** Where the training stands. */
    Position position();

    /** Updates of the run so far. */
    long updates();

    /** The epoch whose parameters the present ones are: an earlier one once {@link #restoreBest} has restored it. */
    long parametersOf();

    /** The losses at the present parameters, of epoch 0 too. */
    Losses losses();

    /** The learning rate of the epoch in progress, or of the next. */
    double learningRate();

    /** Trains a slice. A training that diverges stands at its last finite epoch afterwards and says so. */
    Advance advance(Slice slice);

    /**
     * Changes the rates and the batch size from the next epoch on; optimizer, loss and order must stay the same.
     *
     * @param freshRate whether the base rate was given, be it the same one: the schedule's reductions of it end
     */
    void retune(Training training, boolean freshRate);

    /** {@code [layers]}, the present parameters. */
    Parameters parameters();

    /** The gradient of the loss over the whole train set, without penalty, at the present parameters. */
    Gradients gradientsOfTrainSet();

    /**
     * The same over one mini-batch of the epoch in progress, or of the next.
     *
     * @param index from 0, below {@link Position#batches}
     */
    Gradients gradientsOfBatch(int index);

    /**
     * The pass of one mini-batch of the epoch in progress, or of the next, with the very dropout mask and order of that
     * step; what the optimizer keeps is as it is now.
     *
     * @param index from 0, below {@link Position#batches}
     */
    Trace traceOfBatch(int index);

    /**
     * The pass of one train sample, without dropout.
     *
     * @param index of the sample in the train set as it was given, from 0
     */
    Trace traceOfSample(int index);

    /**
     * The network's outputs.
     *
     * @param x {@code [samples][columns]}, raw columns
     * @return {@code [samples][outputs]}
     */
    float[][] predict(double[][] x);

    /** What the network says on a grid; over the first two columns, or the only one, where the data lack its. */
    Boundary boundary(View.Grid grid);

    /**
     * @param resolution points per axis, 10 to 200
     * @param column1 index of the column along the horizontal axis
     * @param column2 index of the column along the vertical axis, another one unless there is one column only
     */
    Boundary boundary(int resolution, int column1, int column2);

    /**
     * What one unit says, hidden or output, as {@link #boundary(int, int, int)} does of all outputs.
     *
     * @param layer from 0, hidden layers first
     * @param unit from 0
     */
    Boundary boundary(int resolution, int column1, int column2, int layer, int unit);

    /** Accuracy and the like of train and test set, at the present parameters. */
    Metrics metrics();

    /** Layer by layer, the output layer included where its loss is not computed from the weighted sums. */
    List<InactiveUnits> inactiveUnits();

    /**
     * Takes other parameters of the same shape; what the optimizer keeps, epoch and batch stay. {@link #losses} are
     * those of the new ones.
     */
    void replace(Parameters parameters);

    /** Null unless a slice asked for {@link Slice#patience}, whose first one begins the watch, its start included. */
    @Nullable
    Best best();

    /** Takes the parameters and the optimizer's state of the best epoch, if any; epoch and batch stay. */
    void restoreBest();

    /** Ends the watch: the next slice that asks for patience begins another. */
    void forgetBest();

    /** All that is needed to go on elsewhere with the very same numbers. */
    Checkpoint checkpoint();

    /** Frees all native memory; twice does no harm. */
    @Override
    void close();

    /**
     * @param epoch completed epochs
     * @param batch updates done in the epoch in progress, 0 at its end
     * @param batches updates of an epoch
     */
    record Position(long epoch, int batch, int batches) {}

    /**
     * How far to go: until the training has completed so many epochs, has done so many updates, meets a condition, or
     * the time is used up. A slice ends within a few tens of milliseconds after its time, in mid-epoch where the
     * network is large. A condition ends it at the very epoch that meets it.
     *
     * @param untilEpoch completed epochs to stop at; not above the present ones: nothing is done
     * @param nanoseconds to spend, above 0
     * @param updates to do; after the last one of an epoch its losses are computed, too, with 0 nothing but they
     * @param targetTestLoss a test loss at or below it is a condition; NaN for none
     * @param patience so many epochs after the {@link #best} one is a condition; 0 for none
     */
    record Slice(long untilEpoch, long nanoseconds, long updates, double targetTestLoss, long patience) {

        public Slice(long untilEpoch, long nanoseconds) {
            this(untilEpoch, nanoseconds, Long.MAX_VALUE, Double.NaN, 0);
        }

        public Slice withUpdates(long updates) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }

        public Slice withTargetTestLoss(double targetTestLoss) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }

        public Slice withPatience(long patience) {
            return new Slice(untilEpoch, nanoseconds, updates, targetTestLoss, patience);
        }
    }

    /** Why a slice ended before its epochs, updates or time were used up. */
    enum Condition {
        TARGET_TEST_LOSS,
        PATIENCE
    }

    /**
     * The epoch with the lowest validation loss (test loss where there is no validation set), the first of equals.
     *
     * @param epoch completed epochs
     */
    record Best(long epoch, double loss) {}

    /**
     * What a slice did.
     *
     * @param fromEpoch the first epoch that {@code losses} tells of: completed epochs before the slice, plus one
     * @param losses one for each epoch that the slice completed, all of them finite
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
    }

    /**
     * @param epoch the first epoch that was not finite
     * @param lastLoss the train loss of the epoch before; infinite where that was not finite either
     */
    record Divergence(long epoch, double lastLoss) {}
}
