package org.nnplayground.dataset;

import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/**
 * Encodes labels and values as targets of the output layer, and decodes its outputs.
 *
 * <p>Classification with one output: the label 0 or 1 as {@code low} or {@code high}. With K outputs: {@code high} at
 * the label, {@code low} elsewhere. With several labels of a sample, an output for each: {@code high} where it is 1.
 * low and high are 0 and 1 for sigmoid and softmax, -1 and 1 otherwise. Regression: y as it is.
 *
 * @param outputs numbers that the output layer gives
 */
public record Targets(Task task, int outputs, double low, double high) {

    public static Targets of(TrainingSpec spec) {
        Activation output = spec.network().outputActivation();
        boolean probabilities = output == Activation.SIGMOID || output == Activation.SOFTMAX;
        return new Targets(spec.task(), spec.outputs(), probabilities ? 0 : -1, 1);
    }

    /** @return {@code [outputs][samples]}, row-major */
    public float[] encode(SampleSet samples) {
        int n = samples.size();
        var encoded = new float[Math.multiplyExact(outputs, n)];
        for (int i = 0; i < n; i++) {
            double[] y = samples.y()[i];
            for (int o = 0; o < outputs; o++) {
                encoded[o * n + i] = (float)
                        switch (task) {
                            case REGRESSION -> y[o];
                            case CLASSIFICATION -> (y.length > 1 ? y[o] == 1 : isHigh(o, (int) y[0])) ? high : low;
                        };
            }
        }
        return encoded;
    }

    private boolean isHigh(int output, int label) {
        return outputs == 1 ? label == 1 : label == output;
    }

    /**
     * The predicted class of one sample: the largest output, the first of equals; with one output, class 1 at or above
     * the middle between low and high. Undefined in regression.
     *
     * @param sample {@code [outputs]}
     */
    public int predictedClass(float[] sample) {
        if (outputs == 1) {
            return predictedLabel(sample[0]);
        }
        int largest = 0;
        for (int o = 1; o < outputs; o++) {
            if (sample[o] > sample[largest]) {
                largest = o;
            }
        }
        return largest;
    }

    /** The predicted one of two classes: 1 at or above the middle between low and high. */
    public int predictedLabel(float output) {
        return output >= (low + high) / 2 ? 1 : 0;
    }
}
