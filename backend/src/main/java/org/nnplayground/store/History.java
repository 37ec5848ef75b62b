package org.nnplayground.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nnplayground.engine.Losses;

/**
 * Losses of consecutive epochs of one run. The arrays must not be changed.
 *
 * @param fromEpoch the epoch of the first value; epoch 0 is the untrained network
 * @param train {@code [epochs]}
 * @param validation {@code [epochs]}, NaN without a validation set
 * @param test {@code [epochs]}, NaN without a test set
 */
@SuppressWarnings("ArrayRecordComponent")
public record History(int run, long fromEpoch, float[] train, float[] validation, float[] test) {

    /** No epochs of no run. */
    public static final History EMPTY = empty(0, 0);

    /** No epochs of a run. */
    public static History empty(int run, long nextEpoch) {
        return new History(run, nextEpoch, new float[0], new float[0], new float[0]);
    }

    /** The same as one value for each epoch. */
    public Losses[] losses() {
        var losses = new Losses[size()];
        Arrays.setAll(losses, i -> new Losses(train[i], validation[i], test[i]));
        return losses;
    }

    public int size() {
        return train.length;
    }

    /** The last epoch; one below {@link #fromEpoch} if the history is empty. */
    public long lastEpoch() {
        return fromEpoch + train.length - 1;
    }

    /**
     * The losses after an epoch.
     *
     * @param epoch at least {@code fromEpoch - 1}
     * @param limit maximum number of epochs
     */
    public History after(long epoch, int limit) {
        int from = (int) Math.min(size(), epoch + 1 - fromEpoch);
        int to = (int) Math.min(size(), (long) from + limit);
        return new History(
                run,
                epoch + 1,
                Arrays.copyOfRange(train, from, to),
                Arrays.copyOfRange(validation, from, to),
                Arrays.copyOfRange(test, from, to));
    }

    /**
     * Concatenates pieces up to the first one that is of another run or does not follow the previous one.
     *
     * @param pieces at least one
     */
    public static History concat(List<History> pieces) {
        History first = pieces.getFirst();
        var fitting = new ArrayList<History>();
        int size = 0;
        for (History piece : pieces) {
            if (piece.run != first.run || piece.fromEpoch != first.fromEpoch + size) {
                break;
            }
            fitting.add(piece);
            size += piece.size();
        }
        return new History(
                first.run,
                first.fromEpoch,
                concat(fitting, size, History::train),
                concat(fitting, size, History::validation),
                concat(fitting, size, History::test));
    }

    private static float[] concat(List<History> pieces, int size, Function<History, float[]> values) {
        var all = new float[size];
        int end = 0;
        for (History piece : pieces) {
            System.arraycopy(values.apply(piece), 0, all, end, piece.size());
            end += piece.size();
        }
        return all;
    }
}
