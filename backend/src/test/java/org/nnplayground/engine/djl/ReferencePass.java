package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Loss;

/**
 * Backpropagation of a batch in float64, sample by sample, straight from the chain rule: the reference for traces, and,
 * with {@link ReferenceEpochs}, for whole trainings. It shares no formula with the program.
 *
 * @param layers hidden layers first
 * @param sampleLosses {@code [samples]}
 * @param loss their mean
 */
public record ReferencePass(List<Layer> layers, double[] sampleLosses, double loss) {

    /**
     * A layer's parameters.
     *
     * @param weights {@code [units][inputs]}
     * @param biases {@code [units]}, empty without
     * @param slope of prelu
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Given(double[][] weights, double[] biases, double slope) {
        public static List<Given> of(List<LayerParameters> layers) {
            return layers.stream()
                    .map(layer -> new Given(
                            Arrays.stream(layer.weights()).map(Given::doubles).toArray(double[][]::new),
                            doubles(layer.biases()),
                            layer.slope() == null ? 0 : layer.slope()))
                    .toList();
        }

        private static double[] doubles(float[] floats) {
            var doubles = new double[floats.length];
            Arrays.setAll(doubles, i -> floats[i]);
            return doubles;
        }
    }

    /**
     * The first three {@code [samples][units]}, the gradients {@code [units][inputs]} and {@code [units]}; of a layer
     * without bias too.
     *
     * @param slopeGradient 0 but for prelu
     */
    public record Layer(
            double[][] sums,
            double[][] activations,
            double[][] deltas,
            double[][] weightGradients,
            double[] biasGradients,
            double slopeGradient) {}

    /**
     * @param masks for each layer {@code [samples][units]}, empty where nothing is dropped
     * @param x {@code [samples][features]}
     * @param y {@code [samples][outputs]}, encoded
     */
    public static ReferencePass of(
            List<Given> parameters,
            List<Activation> activations,
            Loss loss,
            List<double[][]> masks,
            double[][] x,
            double[][] y) {
        int n = x.length;
        int outputs = y[0].length;
        boolean isSummed = loss == Loss.CROSS_ENTROPY || loss == Loss.DICE;
        double scale = 1.0 / (isSummed ? n : n * outputs);
        var layers = new ArrayList<Layer>();
        for (Given layer : parameters) {
            int units = layer.weights().length;
            layers.add(new Layer(
                    new double[n][units],
                    new double[n][units],
                    new double[n][units],
                    new double[units][layer.weights()[0].length],
                    new double[units],
                    0));
        }
        var slopeGradients = new double[parameters.size()];
        var losses = new double[n];
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < layers.size(); l++) {
                forward(
                        parameters.get(l),
                        activations.get(l),
                        l == 0 ? x[i] : layers.get(l - 1).activations[i],
                        i,
                        layers.get(l),
                        masks.get(l));
            }
            double[] said = layers.getLast().activations[i];
            if (loss == Loss.DICE) {
                losses[i] = dice(said, y[i]);
            } else {
                for (int o = 0; o < outputs; o++) {
                    losses[i] += loss(loss, said[o], y[i][o]) / (isSummed ? 1 : outputs);
                }
            }
            for (int l = layers.size() - 1; l >= 0; l--) {
                Layer layer = layers.get(l);
                double[] input = l == 0 ? x[i] : layers.get(l - 1).activations[i];
                double slope = parameters.get(l).slope();
                for (int u = 0; u < layer.deltas[i].length; u++) {
                    double z = layer.sums[i][u];
                    double byActivation = 0;
                    if (l < layers.size() - 1) {
                        for (int above = 0; above < layers.get(l + 1).deltas[i].length; above++) {
                            byActivation +=
                                    parameters.get(l + 1).weights()[above][u] * layers.get(l + 1).deltas[i][above];
                        }
                        byActivation *= masks.get(l).length == 0 ? 1 : masks.get(l)[i][u];
                    } else if (loss == Loss.CROSS_ENTROPY || loss == Loss.BINARY_CROSS_ENTROPY) {
                        // The derivative with respect to the weighted sum; the activation's derivative cancels.
                        layer.deltas[i][u] = scale * (said[u] - y[i][u]);
                    } else if (loss == Loss.DICE) {
                        byActivation = scale * diceSlope(said, y[i], u);
                    } else {
                        byActivation = scale * lossDerivative(loss, said[u], y[i][u]);
                    }
                    if (byActivation != 0) {
                        layer.deltas[i][u] = byActivation * derivative(activations.get(l), z, slope);
                    }
                    slopeGradients[l] += byActivation * Math.min(z, 0);
                    layer.biasGradients[u] += layer.deltas[i][u];
                    for (int k = 0; k < input.length; k++) {
                        layer.weightGradients[u][k] += layer.deltas[i][u] * input[k];
                    }
                }
            }
        }
        var whole = new ArrayList<Layer>();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            whole.add(new Layer(
                    layer.sums,
                    layer.activations,
                    layer.deltas,
                    layer.weightGradients,
                    layer.biasGradients,
                    activations.get(l) == Activation.PRELU ? slopeGradients[l] : 0));
        }
        double mean = 0;
        for (double one : losses) {
            mean += one / n;
        }
        return new ReferencePass(whole, losses, mean);
    }

    private static void forward(
            Given parameters, Activation activation, double[] input, int i, Layer layer, double[][] masks) {
        double softmax = 0;
        for (int u = 0; u < layer.sums[i].length; u++) {
            double z = parameters.biases().length == 0 ? 0 : parameters.biases()[u];
            for (int k = 0; k < input.length; k++) {
                z += parameters.weights()[u][k] * input[k];
            }
            layer.sums[i][u] = z;
            softmax += Math.exp(z);
        }
        for (int u = 0; u < layer.sums[i].length; u++) {
            double z = layer.sums[i][u];
            double v =
                    activation == Activation.SOFTMAX ? Math.exp(z) / softmax : value(activation, z, parameters.slope());
            layer.activations[i][u] = masks.length == 0 ? v : v * masks[i][u];
        }
    }

    private static double value(Activation activation, double z, double slope) {
        return switch (activation) {
            case LINEAR -> z;
            case SIGMOID -> 1 / (1 + Math.exp(-z));
            case TANH -> Math.tanh(z);
            case RELU -> Math.max(z, 0);
            case LEAKY_RELU -> z > 0 ? z : 0.01 * z;
            case PRELU -> z > 0 ? z : slope * z;
            case ELU -> z > 0 ? z : Math.expm1(z);
            case GELU -> z * (1 + erf(z / Math.sqrt(2))) / 2;
            case SOFTPLUS -> Math.log1p(Math.exp(z));
            case SWISH -> z / (1 + Math.exp(-z));
            case SINE -> Math.sin(z);
            case SQUARE -> z * z;
            case SOFTMAX -> throw new IllegalArgumentException("of all units together");
        };
    }

    private static double derivative(Activation activation, double z, double slope) {
        double sigmoid = 1 / (1 + Math.exp(-z));
        return switch (activation) {
            case LINEAR -> 1;
            case SIGMOID -> sigmoid * (1 - sigmoid);
            case TANH -> 1 - Math.tanh(z) * Math.tanh(z);
            case RELU -> z > 0 ? 1 : 0;
            case LEAKY_RELU -> z > 0 ? 1 : 0.01;
            case PRELU -> z > 0 ? 1 : slope;
            case ELU -> z > 0 ? 1 : Math.exp(z);
            case GELU -> (1 + erf(z / Math.sqrt(2))) / 2 + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            case SOFTPLUS -> sigmoid;
            case SWISH -> sigmoid + z * sigmoid * (1 - sigmoid);
            case SINE -> Math.cos(z);
            case SQUARE -> 2 * z;
            case SOFTMAX -> throw new IllegalArgumentException("goes with crossEntropy only");
        };
    }

    /** By its series, good to 1e-12 up to 4 in absolute value. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 100; k++) {
            term *= -x * x / k;
            sum += term / (2 * k + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double loss(Loss loss, double p, double y) {
        double error = p - y;
        return switch (loss) {
            case SQUARED_ERROR -> error * error / 2;
            case MEAN_SQUARED_ERROR -> error * error;
            case ABSOLUTE_ERROR -> Math.abs(error);
            case HUBER -> Math.abs(error) <= 1 ? error * error / 2 : Math.abs(error) - 0.5;
            case BINARY_CROSS_ENTROPY -> -y * Math.log(p) - (1 - y) * Math.log(1 - p);
            case CROSS_ENTROPY -> -y * Math.log(p);
            case DICE -> throw new IllegalArgumentException("of all outputs together");
        };
    }

    private static double dice(double[] p, double[] y) {
        double both = 0;
        double marked = 0;
        double all = 0;
        for (int o = 0; o < p.length; o++) {
            both += p[o] * y[o];
            marked += p[o];
            all += y[o];
        }
        return 1 - (2 * both + 1) / (marked + all + 1);
    }

    /** The difference quotient, which is good to 1e-9. */
    private static double diceSlope(double[] p, double[] y, int output) {
        double step = 1e-5;
        double[] lower = p.clone();
        double[] higher = p.clone();
        lower[output] -= step;
        higher[output] += step;
        return (dice(higher, y) - dice(lower, y)) / (2 * step);
    }

    private static double lossDerivative(Loss loss, double p, double y) {
        double error = p - y;
        return switch (loss) {
            case SQUARED_ERROR -> error;
            case MEAN_SQUARED_ERROR -> 2 * error;
            case ABSOLUTE_ERROR -> Math.signum(error);
            case HUBER -> Math.clamp(error, -1, 1);
            case BINARY_CROSS_ENTROPY, CROSS_ENTROPY -> throw new IllegalArgumentException("by the weighted sum");
            case DICE -> throw new IllegalArgumentException("of all outputs together");
        };
    }
}
