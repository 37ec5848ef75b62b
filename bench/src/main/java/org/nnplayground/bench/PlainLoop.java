package org.nnplayground.bench;

import java.util.Arrays;
import java.util.Random;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

/** Gradient descent in plain Java loops over arrays: very fast for tiny networks, slow for large ones. */
final class PlainLoop {

    private final Layer[] layers;
    private final float[][] trainX;
    private final float[][] trainY;
    private final float[][] testX;
    private final float[][] testY;
    private final int batchSize;
    private final float rate;

    PlainLoop(TrainingSpec spec) {
        layers = new Layer[spec.network().layers().size()];
        int inputs = spec.features().size();
        var random = new Random(7);
        for (int l = 0; l < layers.length; l++) {
            Dense layer = (Dense) spec.network().layers().get(l);
            layers[l] = new Layer(inputs, layer.units(), layer.activation(), random);
            inputs = layer.units();
        }
        Samples samples = SampleSource.samples(spec);
        trainX = x(spec, samples.train());
        trainY = y(spec, samples.train());
        testX = x(spec, samples.test());
        testY = y(spec, samples.test());
        batchSize = spec.training().batchSize();
        rate = (float) spec.training().optimizer().learningRate();
    }

    private static float[][] x(TrainingSpec spec, SampleSet set) {
        float[] matrix = Feature.matrix(spec.features(), set.x()[0].length, set.x());
        return columns(matrix, spec.features().size(), set.size());
    }

    private static float[][] y(TrainingSpec spec, SampleSet set) {
        return columns(Targets.of(spec).encode(set), spec.outputs(), set.size());
    }

    private static float[][] columns(float[] matrix, int rows, int n) {
        var columns = new float[n][rows];
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < rows; r++) {
                columns[i][r] = matrix[r * n + i];
            }
        }
        return columns;
    }

    /** @return the sum of training and test loss, so that the compiler cannot remove either */
    float epoch() {
        for (int from = 0; from < trainX.length; from += batchSize) {
            int to = Math.min(from + batchSize, trainX.length);
            for (int i = from; i < to; i++) {
                float[] output = forward(trainX[i]);
                Layer last = layers[layers.length - 1];
                for (int o = 0; o < output.length; o++) {
                    last.delta[o] = output[o] - trainY[i][o];
                }
                for (int l = layers.length - 1; l >= 0; l--) {
                    layers[l].backward(l == 0 ? trainX[i] : layers[l - 1].value, l == 0 ? null : layers[l - 1].delta);
                }
            }
            float step = rate / ((to - from) * layers[layers.length - 1].value.length);
            for (Layer layer : layers) {
                layer.update(step);
            }
        }
        return loss(trainX, trainY) + loss(testX, testY);
    }

    private float[] forward(float[] x) {
        float[] input = x;
        for (Layer layer : layers) {
            input = layer.forward(input);
        }
        return input;
    }

    private float loss(float[][] x, float[][] y) {
        float sum = 0;
        for (int i = 0; i < x.length; i++) {
            float[] output = forward(x[i]);
            for (int o = 0; o < output.length; o++) {
                float error = output[o] - y[i][o];
                sum += error * error / 2;
            }
        }
        return sum / x.length;
    }

    private static final class Layer {

        private final float[][] weights;
        private final float[] biases;
        private final float[][] weightGradients;
        private final float[] biasGradients;
        private final float[] value;
        private final float[] delta;
        private final boolean tanh;

        private Layer(int inputs, int units, Activation activation, Random random) {
            weights = new float[units][inputs];
            for (float[] row : weights) {
                for (int i = 0; i < inputs; i++) {
                    row[i] = random.nextFloat() - 0.5f;
                }
            }
            biases = new float[units];
            Arrays.fill(biases, 0.1f);
            weightGradients = new float[units][inputs];
            biasGradients = new float[units];
            value = new float[units];
            delta = new float[units];
            tanh = activation == Activation.TANH;
        }

        private float[] forward(float[] input) {
            for (int u = 0; u < value.length; u++) {
                float sum = biases[u];
                float[] row = weights[u];
                for (int i = 0; i < row.length; i++) {
                    sum += row[i] * input[i];
                }
                value[u] = tanh ? (float) Math.tanh(sum) : Math.max(sum, 0);
            }
            return value;
        }

        /** @param below receives the derivative with respect to the input; null if it is not needed */
        private void backward(float[] input, float[] below) {
            if (below != null) {
                Arrays.fill(below, 0);
            }
            for (int u = 0; u < value.length; u++) {
                float d = delta[u] * (tanh ? 1 - value[u] * value[u] : value[u] > 0 ? 1 : 0);
                biasGradients[u] += d;
                float[] row = weights[u];
                float[] gradients = weightGradients[u];
                for (int i = 0; i < row.length; i++) {
                    gradients[i] += d * input[i];
                }
                if (below != null) {
                    for (int i = 0; i < row.length; i++) {
                        below[i] += d * row[i];
                    }
                }
            }
        }

        private void update(float step) {
            for (int u = 0; u < value.length; u++) {
                biases[u] -= step * biasGradients[u];
                biasGradients[u] = 0;
                for (int i = 0; i < weights[u].length; i++) {
                    weights[u][i] -= step * weightGradients[u][i];
                    weightGradients[u][i] = 0;
                }
            }
        }
    }
}
