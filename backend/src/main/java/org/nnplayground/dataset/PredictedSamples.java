package org.nnplayground.dataset;

import org.nnplayground.spec.TrainingSpec;

/**
 * A set of samples with the network's outputs.
 *
 * @param outputs {@code [outputs][all]}, of several sets one after the other
 * @param all number of samples in these sets
 * @param first index of the set's first sample
 */
@SuppressWarnings("ArrayRecordComponent")
public record PredictedSamples(SampleSet set, float[] outputs, int all, int first) {

    /** Number of samples. */
    public int size() {
        return set.size();
    }

    private int width() {
        return outputs.length / all;
    }

    private float output(int sample, int output) {
        return outputs[output * all + first + sample];
    }

    /**
     * Counts {@code [classes][classes]}; rows the true class, columns the predicted one. If a sample has several
     * labels, each of them is counted.
     */
    public int[][] confusion(TrainingSpec spec) {
        Targets targets = Targets.of(spec);
        var confusion = new int[spec.classes()][spec.classes()];
        var ofSample = new float[width()];
        for (int i = 0; i < size(); i++) {
            if (spec.hasSeveralLabels()) {
                for (int o = 0; o < width(); o++) {
                    confusion[(int) set.y()[i][o]][targets.predictedLabel(output(i, o))]++;
                }
                continue;
            }
            for (int o = 0; o < ofSample.length; o++) {
                ofSample[o] = output(i, o);
            }
            confusion[(int) set.y()[i][0]][targets.predictedClass(ofSample)]++;
        }
        return confusion;
    }

    private double squaredError(int output) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            double error = output(i, output) - set.y()[i][output];
            sum += error * error;
        }
        return sum;
    }

    /** Root of the mean squared error over all outputs; NaN without samples. */
    public double rmse() {
        if (size() == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int o = 0; o < width(); o++) {
            sum += squaredError(o);
        }
        return Math.sqrt(sum / ((double) size() * width()));
    }

    /**
     * 1 - squared error / squared deviation of the targets from their mean, the mean over the outputs whose targets
     * vary; NaN where none do.
     */
    public double r2() {
        double sum = 0;
        int varying = 0;
        for (int o = 0; size() > 0 && o < width(); o++) {
            double deviation = squaredDeviation(set, o);
            if (deviation > 0) {
                sum += 1 - squaredError(o) / deviation;
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
