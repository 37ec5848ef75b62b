package org.nnplayground.engine;

import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.PredictedSamples;
import org.nnplayground.dataset.Samples;
import org.nnplayground.spec.TrainingSpec;

/** Quality measures that do not depend on the loss function. NaN, or an empty confusion matrix, without a test set. */
public sealed interface Metrics {

    /**
     * @param trainAccuracy share of samples whose class is predicted correctly, 0 to 1
     * @param trainConfusion {@code [classes][classes]}, counts; rows the true class, columns the predicted one
     * @param testConfusion {@code [0][]} without test set
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Classification(double trainAccuracy, double testAccuracy, int[][] trainConfusion, int[][] testConfusion)
            implements Metrics {}

    /**
     * @param trainRmse root of the mean squared error, over all outputs
     * @param trainR2 1 - squared error / squared deviation of the targets from their mean, the mean over the outputs
     *     whose targets vary; NaN where none do
     * @param logLikelihood null for a network, and for a machine whose likelihood is not computed
     */
    record Regression(
            double trainRmse,
            double testRmse,
            double trainR2,
            double testR2,
            @Nullable LogLikelihood logLikelihood) implements Metrics {

        /** Of a network. */
        public Regression(double trainRmse, double testRmse, double trainR2, double testR2) {
            this(trainRmse, testRmse, trainR2, testR2, null);
        }
    }

    /**
     * The mean of the exact ln p of the samples of a set, by a restricted Boltzmann machine.
     *
     * @param test NaN without test set
     */
    record LogLikelihood(double train, double test) {}

    /** @param outputs {@code [outputs][samples]}, the network's outputs for all sets: train, validation, test */
    static Metrics of(TrainingSpec spec, Samples samples, float[] outputs) {
        int all = samples.train().size()
                + samples.validation().size()
                + samples.test().size();
        var train = new PredictedSamples(samples.train(), outputs, all, 0);
        var test = new PredictedSamples(
                samples.test(), outputs, all, all - samples.test().size());
        return switch (spec.task()) {
            case CLASSIFICATION -> {
                int[][] trainConfusion = train.confusion(spec);
                int[][] testConfusion = test.size() == 0 ? new int[0][] : test.confusion(spec);
                yield new Classification(
                        accuracy(trainConfusion), accuracy(testConfusion), trainConfusion, testConfusion);
            }
            case REGRESSION -> new Regression(train.rmse(), test.rmse(), train.r2(), test.r2());
        };
    }

    /** The same with the likelihood of a machine; of a regression. */
    default Metrics with(@Nullable LogLikelihood logLikelihood) {
        return switch (this) {
            case Classification _ -> this;
            case Regression(double trainRmse, double testRmse, double trainR2, double testR2, var _) ->
                new Regression(trainRmse, testRmse, trainR2, testR2, logLikelihood);
        };
    }

    private static double accuracy(int[][] confusion) {
        double right = 0;
        double all = 0;
        for (int label = 0; label < confusion.length; label++) {
            right += confusion[label][label];
            for (int count : confusion[label]) {
                all += count;
            }
        }
        return right / all;
    }
}
