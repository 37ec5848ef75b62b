package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.TrainingSpec;

/**
 * Every number of one pass forth and back, at the present parameters: of a mini-batch as its step would go, or of a
 * single sample. The loss is the mean over the pass's samples, without penalty. The arrays are never changed.
 *
 * @param samples {@code [samples]}, indices into the train set as it was given, in the order of the batch
 * @param inputs {@code [samples][features]}
 * @param targets {@code [samples][outputs]}, as the loss takes them
 * @param layers hidden layers first
 * @param sampleLosses {@code [samples]}, whose mean is {@code gradients.loss()}
 * @param before the parameters that all of it is at
 * @param gradients the derivative of the loss by each of them, without penalty
 * @param step what the batch's step makes of it; null for a single sample, which makes none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Trace(
        int[] samples,
        float[][] inputs,
        float[][] targets,
        List<Layer> layers,
        float[] sampleLosses,
        Parameters before,
        Gradients gradients,
        @Nullable Step step) {

    public Trace {
        layers = List.copyOf(layers);
    }

    /**
     * All {@code [samples][units]}.
     *
     * @param weightedSums biases included
     * @param activations what the next layer takes: with dropout, what is left of them, scaled
     * @param deltas the derivative of the loss by the weighted sum
     * @param masks what dropout has multiplied the activations with, 0 or 1 / (1 - p); null where nothing is dropped
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Layer(float[][] weightedSums, float[][] activations, float[][] deltas, float @Nullable [][] masks) {}

    /**
     * A step with the batch from here, bit for bit where the batch is the next one.
     *
     * @param number of the update, counted from 1: Adam's t
     * @param kept what the optimizer has kept of each parameter from the updates before, as in {@link Optimizer}:
     *     momentum's v, Adagrad's and RMSprop's s, Adam's m and then v; none for plain gradient descent
     * @param updated the parameters after it
     */
    public record Step(long number, List<Parameters> kept, Parameters updated) {

        public Step {
            kept = List.copyOf(kept);
        }
    }

    /** How many numbers a trace of so many samples has, about. */
    public static long numbers(TrainingSpec spec, int samples) {
        long units = spec.network().layers().stream()
                .mapToLong(layer -> layer.units() * (layer.dropout() > 0 ? 4L : 3L))
                .sum();
        long each = units + spec.features().size() + spec.network().outputs() + 1;
        return Math.addExact(
                Math.multiplyExact(samples, each),
                (3L + spec.training().optimizer().slots()) * spec.parameters());
    }
}
