package org.nnplayground.engine.djl.draws;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;

/**
 * The order in which epochs visit the train set, drawn from the training seed: for {@code once} one permutation for all
 * epochs, for {@code everyEpoch} a new permutation of the original order for each epoch.
 */
public record VisitingOrder(Shuffle shuffle, long seed, int samples) {

    public static VisitingOrder of(Training training, int samples) {
        return new VisitingOrder(training.shuffle(), training.seed(), samples);
    }

    public boolean changesEveryEpoch() {
        return shuffle == Shuffle.EVERY_EPOCH;
    }

    /** The samples with the train set permuted if one order holds for all epochs; otherwise unchanged. */
    public Samples applyFixedOrder(Samples given) {
        if (shuffle != Shuffle.ONCE) {
            return given;
        }
        int[] order = of(0);
        var train = new SampleSet(
                Arrays.stream(order).mapToObj(i -> given.train().x()[i]).toArray(double[][]::new),
                Arrays.stream(order).mapToObj(i -> given.train().y()[i]).toArray(double[][]::new));
        return new Samples(
                given.columns(),
                train,
                given.validation(),
                given.test(),
                given.domain(),
                given.unlabelled(),
                given.scaling());
    }

    /** @return {@code [samples]} indices */
    public int[] of(long epoch) {
        return Randomness.of(seed, Purpose.ORDER, epoch, 0).permutation(samples);
    }

    /** @return {@code [samples]} indices into the train set in its original order, in the order of the epoch */
    public int[] visited(long epoch) {
        return switch (shuffle) {
            case NEVER -> IntStream.range(0, samples).toArray();
            case ONCE -> of(0);
            case EVERY_EPOCH -> of(epoch);
        };
    }

    /** @return {@code [epochs * samples]} indices, epoch by epoch; empty if the order does not change */
    public int[] of(long firstEpoch, int epochs) {
        if (!changesEveryEpoch()) {
            return new int[0];
        }
        var orders = new int[epochs * samples];
        for (int e = 0; e < epochs; e++) {
            System.arraycopy(of(firstEpoch + e), 0, orders, e * samples, samples);
        }
        return orders;
    }
}
