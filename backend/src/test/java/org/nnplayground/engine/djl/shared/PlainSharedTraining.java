package org.nnplayground.engine.djl.shared;

import java.util.Arrays;
import java.util.List;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * The shared arithmetic written as plain Java for one network, sample by sample: every rounding of
 * {@link SharedNetworkCompiler}'s program in the same order. For tanh, sigmoid, relu and linear layers with biases, the
 * squared error, sgd with or without momentum, no or an L2 penalty, a constant rate, and samples in the order of the
 * data.
 *
 * <p>{@code a * b + c} of PyTorch's vector kernels rounds once, so it is {@link Math#fma} here.
 */
final class PlainSharedTraining {

    /** Number of summands that PyTorch adds up before it adds their sum to the sum of the earlier ones. */
    private static final int SUMMANDS = 16;

    private final Layout layout;
    private final Training training;
    private final float[] theta;
    private final float[] velocity;

    /** The parameters by which weighted sums are computed: those of tanh layers doubled. */
    private final float[] factors;

    private final float[] gradient;

    /** {@code [layers][units]} of the present sample. */
    private final float[][] activations;

    private final float[][] deltas;

    /** @param parameters {@code [parameters]} before the first epoch */
    PlainSharedTraining(TrainingSpec spec, float[] parameters) {
        layout = Layout.of(spec);
        training = spec.training();
        theta = parameters.clone();
        velocity = new float[theta.length];
        factors = new float[theta.length];
        gradient = new float[theta.length];
        activations =
                layout.layers().stream().map(layer -> new float[layer.units()]).toArray(float[][]::new);
        deltas = layout.layers().stream().map(layer -> new float[layer.units()]).toArray(float[][]::new);
    }

    /** The parameters, then the velocities if there is a momentum. */
    float[] state() {
        if (sgd().momentum() == 0) {
            return theta.clone();
        }
        float[] state = Arrays.copyOf(theta, 2 * theta.length);
        System.arraycopy(velocity, 0, state, theta.length, theta.length);
        return state;
    }

    private Optimizer.Sgd sgd() {
        return (Optimizer.Sgd) training.optimizer();
    }

    /**
     * Trains one epoch.
     *
     * @param x {@code [samples][features]}
     * @param y {@code [samples][outputs]}
     */
    void epoch(float[][] x, float[][] y) {
        var batches = new Chunks(x.length, training.batchSize());
        int first = 0;
        for (int b = 0; b < batches.count(); b++) {
            int size = batches.sizeOf(b);
            doubleWeights();
            for (int from = 0; from < size; from += SharedProgram.PIECE) {
                int to = Math.min(size, from + SharedProgram.PIECE);
                float[] sum = gradientOf(x, y, first + from, first + to);
                for (int i = 0; i < sum.length; i++) {
                    gradient[i] = from == 0 ? sum[i] : gradient[i] + sum[i];
                }
            }
            update((float) (1.0 / size / layout.outputs()));
            first += size;
        }
        doubleWeights();
    }

    private void doubleWeights() {
        for (Layer layer : layout.layers()) {
            for (int i = layer.offset(); i < layer.end(); i++) {
                factors[i] = layer.activation() == Activation.TANH ? 2 * theta[i] : theta[i];
            }
        }
    }

    private void update(float scale) {
        float minusRate = -(float) sgd().learningRate();
        float momentum = (float) sgd().momentum();
        boolean hasPenalty = training.regularization().type() == Regularization.Type.L2;
        float penalty = (float) training.regularization().rate();
        for (Layer layer : layout.layers()) {
            for (int i = layer.offset(); i < layer.end(); i++) {
                boolean isBias = (i - layer.offset()) % layer.width() == layer.inputs();
                float g = gradient[i] * scale;
                if (hasPenalty && !isBias) {
                    g = Math.fma(theta[i], penalty, g);
                }
                if (momentum != 0) {
                    velocity[i] = velocity[i] * momentum + g;
                    g = velocity[i];
                }
                theta[i] = Math.fma(g, minusRate, theta[i]);
            }
        }
    }

    /** The gradient of the summed loss of the samples {@code from} to {@code to - 1}. */
    private float[] gradientOf(float[][] x, float[][] y, int from, int to) {
        var earlier = new float[theta.length];
        var sums = new float[theta.length];
        for (int sample = from; sample < to; sample++) {
            forward(x[sample]);
            backward(y[sample]);
            for (int l = 0; l < deltas.length; l++) {
                Layer layer = layout.layers().get(l);
                float[] inputs = l == 0 ? x[sample] : activations[l - 1];
                for (int unit = 0; unit < layer.units(); unit++) {
                    int row = layer.offset() + unit * layer.width();
                    for (int k = 0; k < inputs.length; k++) {
                        sums[row + k] += deltas[l][unit] * inputs[k];
                    }
                    sums[row + inputs.length] += deltas[l][unit];
                }
            }
            if ((sample - from) % SUMMANDS == SUMMANDS - 1) {
                add(sums, earlier);
            }
        }
        add(sums, earlier);
        return earlier;
    }

    private static void add(float[] sums, float[] to) {
        for (int i = 0; i < sums.length; i++) {
            to[i] = sums[i] + to[i];
            sums[i] = 0;
        }
    }

    /** The outputs for one sample. */
    float[] forward(float[] x) {
        float[] inputs = x;
        for (int l = 0; l < activations.length; l++) {
            Layer layer = layout.layers().get(l);
            for (int unit = 0; unit < layer.units(); unit++) {
                int row = layer.offset() + unit * layer.width();
                float z = factors[row + inputs.length];
                for (int k = 0; k < inputs.length; k++) {
                    z = Math.fma(factors[row + k], inputs[k], z);
                }
                activations[l][unit] = switch (layer.activation()) {
                    case TANH -> 2 * sigmoid(z) - 1;
                    case SIGMOID -> sigmoid(z);
                    case RELU -> Math.max(z, 0);
                    case LINEAR -> z;
                    default -> throw new IllegalArgumentException("not supported: " + layer.activation());
                };
            }
            inputs = activations[l];
        }
        return inputs;
    }

    private void backward(float[] y) {
        int last = deltas.length - 1;
        for (int o = 0; o < y.length; o++) {
            deltas[last][o] = activations[last][o] - y[o];
        }
        for (int l = last; l >= 0; l--) {
            Layer layer = layout.layers().get(l);
            for (int unit = 0; unit < layer.units(); unit++) {
                if (l < last) {
                    Layer above = layout.layers().get(l + 1);
                    float delta = theta[above.offset() + unit] * deltas[l + 1][0];
                    for (int o = 1; o < above.units(); o++) {
                        delta = Math.fma(theta[above.offset() + o * above.width() + unit], deltas[l + 1][o], delta);
                    }
                    deltas[l][unit] = delta;
                }
                float v = activations[l][unit];
                deltas[l][unit] = switch (layer.activation()) {
                    case TANH -> deltas[l][unit] * Math.fma(-v, v, 1);
                    case SIGMOID -> deltas[l][unit] * (1 - v) * v;
                    case RELU -> v > 0 ? deltas[l][unit] : 0;
                    default -> deltas[l][unit];
                };
            }
        }
    }

    /** The mean loss of the samples {@code from} to {@code to - 1}, after {@link #epoch}. */
    float loss(float[][] x, float[][] y, int from, int to) {
        float loss = 0;
        float factor = (float) (0.5 / (to - from) / layout.outputs());
        for (int piece = from; piece < to; piece += SharedProgram.PIECE) {
            float earlier = 0;
            float sum = 0;
            int end = Math.min(to, piece + SharedProgram.PIECE);
            for (int sample = piece; sample < end; sample++) {
                float error = forward(x[sample])[0] - y[sample][0];
                sum += error * error;
                if ((sample - piece) % SUMMANDS == SUMMANDS - 1) {
                    earlier = sum + earlier;
                    sum = 0;
                }
            }
            loss = Math.fma(sum + earlier, factor, loss);
        }
        return loss;
    }

    /** The first output for points {@code [points][features]} as bytes of the scale -1 to 1. */
    byte[] picture(List<float[]> points) {
        var bytes = new byte[points.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) Math.clamp(Math.fma(forward(points.get(i))[0], 127.5f, 128f), 0, 255.5f);
        }
        return bytes;
    }

    private static float sigmoid(float z) {
        return 1 / (1 + exp(-z));
    }

    /**
     * The exponential function of the library Sleef (Shibata, Petrogalli, "SLEEF: a portable vectorized library of C
     * standard mathematical functions", 2020), with which PyTorch's vector kernels compute: z = q ln 2 + s, and a
     * polynomial of s. ln 2 is subtracted in two parts.
     */
    private static float exp(float z) {
        float q = (float) Math.rint(z * 1.442695040888963407f);
        float s = Math.fma(q, -0.693145751953125f, z);
        s = Math.fma(q, -1.428606765330187045e-06f, s);
        float u = 0.000198527617612853646278381f;
        u = Math.fma(u, s, 0.00139304355252534151077271f);
        u = Math.fma(u, s, 0.00833336077630519866943359f);
        u = Math.fma(u, s, 0.0416664853692054748535156f);
        u = Math.fma(u, s, 0.166666671633720397949219f);
        u = Math.fma(u, s, 0.5f);
        u = 1 + Math.fma(s * s, u, s);
        int power = (int) q;
        int half = power >> 1;
        u = u * powerOfTwo(half) * powerOfTwo(power - half);
        return z < -104 ? 0 : z > 100 ? Float.POSITIVE_INFINITY : u;
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat((exponent + 127) << 23);
    }
}
