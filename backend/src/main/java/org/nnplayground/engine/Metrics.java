package org.nnplayground.engine;

import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Targets;
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
     */
    record Regression(double trainRmse, double testRmse, double trainR2, double testR2) implements Metrics {}

    /**
     * @param trainOutputs {@code [samples][outputs]}, the network's outputs for the train set
     * @param testOutputs the same of the test set
     */
    static Metrics of(
            TrainingSpec spec, SampleSet train, float[][] trainOutputs, SampleSet test, float[][] testOutputs) {
        return switch (spec.task()) {
            case CLASSIFICATION -> {
                int[][] trainConfusion = confusion(spec, train, trainOutputs);
                int[][] testConfusion = test.size() == 0 ? new int[0][] : confusion(spec, test, testOutputs);
                yield new Classification(
                        accuracy(trainConfusion), accuracy(testConfusion), trainConfusion, testConfusion);
            }
            case REGRESSION ->
                new Regression(
                        rmse(train, trainOutputs),
                        rmse(test, testOutputs),
                        r2(train, trainOutputs),
                        r2(test, testOutputs));
        };
    }

    private static int[][] confusion(TrainingSpec spec, SampleSet set, float[][] outputs) {
        Targets targets = Targets.of(spec);
        var confusion = new int[spec.classes()][spec.classes()];
        for (int i = 0; i < set.size(); i++) {
            confusion[(int) set.y()[i][0]][targets.predictedClass(outputs[i])]++;
        }
        return confusion;
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

    private static double squaredError(SampleSet set, float[][] outputs, int output) {
        double sum = 0;
        for (int i = 0; i < set.size(); i++) {
            double error = outputs[i][output] - set.y()[i][output];
            sum += error * error;
        }
        return sum;
    }

    private static double rmse(SampleSet set, float[][] outputs) {
        if (set.size() == 0) {
            return Double.NaN;
        }
        int width = outputs[0].length;
        double sum = 0;
        for (int o = 0; o < width; o++) {
            sum += squaredError(set, outputs, o);
        }
        return Math.sqrt(sum / ((double) set.size() * width));
    }

    private static double r2(SampleSet set, float[][] outputs) {
        int width = set.size() == 0 ? 0 : outputs[0].length;
        double sum = 0;
        int varying = 0;
        for (int o = 0; o < width; o++) {
            double deviation = squaredDeviation(set, o);
            if (deviation > 0) {
                sum += 1 - squaredError(set, outputs, o) / deviation;
                varying++;
            }
        }
        return varying == 0 ? Double.NaN : sum / varying;
    }

    private static double squaredDeviation(SampleSet set, int output) {
        double mean = 0;
        for (double[] y : set.y()) {
            mean += y[output] / set.size();
        }
        double sum = 0;
        boolean varies = false;
        for (double[] y : set.y()) {
            varies |= y[output] != set.y()[0][output];
            sum += (y[output] - mean) * (y[output] - mean);
        }
        return varies ? sum : 0;
    }
}
