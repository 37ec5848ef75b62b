package org.nnplayground.engine;

import java.util.Arrays;

/**
 * The recent losses of a run.
 *
 * @param first the train loss at the start of the run
 * @param train of the latest epochs, at most {@link #SPAN}, the latest last
 * @param watched the validation losses of the same epochs, or the test losses without a validation set
 * @param best the lowest watched loss of the run; infinite without validation and test set
 * @param trainAtBest the train loss of that epoch
 */
@SuppressWarnings("ArrayRecordComponent")
public record LossTrend(double first, double[] train, double[] watched, double best, double trainAtBest) {

    /** Number of epochs that the rules use. */
    public static final int SPAN = 400;

    private static final double MIN_SHARE_OF_FIRST = 0.2;
    private static final double MIN_LOSS = 0.05;

    /** The trend of a run at epoch 0. */
    public static LossTrend from(Losses losses) {
        return new LossTrend(losses.train(), new double[0], new double[0], Double.POSITIVE_INFINITY, Double.NaN)
                .append(losses);
    }

    /** Appends the losses of more epochs. */
    public LossTrend append(Losses... epochs) {
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

    /** Whether a train loss is far from that of a trained network: above a fifth of the first loss, and above 0.05. */
    boolean isHigh(double loss) {
        return loss > MIN_SHARE_OF_FIRST * first && loss > MIN_LOSS;
    }

    private static double[] latest(double[] before, double[] more) {
        int length = Math.min(SPAN, before.length + more.length);
        int old = Math.max(0, length - more.length);
        double[] latest = Arrays.copyOfRange(before, before.length - old, before.length - old + length);
        System.arraycopy(more, more.length - (length - old), latest, old, length - old);
        return latest;
    }
}
