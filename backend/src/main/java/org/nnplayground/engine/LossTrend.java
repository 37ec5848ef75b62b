package org.nnplayground.engine;

import java.util.Arrays;

/**
 * How the losses of a run went lately.
 *
 * @param first the train loss that the run began with
 * @param train of the latest epochs, at most {@link #SPAN}, the latest last
 * @param watched the validation losses of the same epochs, or the test losses where there is no validation set
 * @param best the least watched loss of the run; infinite where nothing is watched
 * @param trainAtBest the train loss of that epoch
 */
@SuppressWarnings("ArrayRecordComponent")
public record LossTrend(double first, double[] train, double[] watched, double best, double trainAtBest) {

    /** Epochs that are looked at. */
    public static final int SPAN = 400;

    /** Of a run that has done nothing yet. */
    public static LossTrend from(Losses losses) {
        return new LossTrend(losses.train(), new double[0], new double[0], Double.POSITIVE_INFINITY, Double.NaN)
                .and(losses);
    }

    /** The same after more epochs. */
    public LossTrend and(Losses... epochs) {
        double least = best;
        double trainAtLeast = trainAtBest;
        for (Losses epoch : epochs) {
            if (epoch.watched() < least) {
                least = epoch.watched();
                trainAtLeast = epoch.train();
            }
        }
        return new LossTrend(
                first,
                latest(train, Arrays.stream(epochs).mapToDouble(Losses::train).toArray()),
                latest(
                        watched,
                        Arrays.stream(epochs).mapToDouble(Losses::watched).toArray()),
                least,
                trainAtLeast);
    }

    private static double[] latest(double[] before, double[] more) {
        int length = Math.min(SPAN, before.length + more.length);
        int old = Math.max(0, length - more.length);
        double[] latest = Arrays.copyOfRange(before, before.length - old, before.length - old + length);
        System.arraycopy(more, more.length - (length - old), latest, old, length - old);
        return latest;
    }
}
