package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.TrainingSpec;

/**
 * Every number of one forward and backward pass at the current parameters, for a mini-batch or for a single sample. The
 * loss is the mean over the samples of the pass, without penalty. The arrays are never changed.
 *
 * @param samples {@code [samples]}, indices into the train set in its original order, in the order of the batch
 * @param inputs {@code [samples][features]}
 * @param targets {@code [samples][outputs]}, encoded as the loss expects them
 * @param layers hidden layers first
 * @param sampleLosses {@code [samples]}, whose mean is {@code gradients.loss()}
 * @param parametersBefore the parameters at which the pass was computed
 * @param gradients the derivative of the loss with respect to each parameter, without penalty
 * @param step the optimizer's update with this batch; null for a single sample
 */
@SuppressWarnings("ArrayRecordComponent")
public record Trace(
        int[] samples,
        float[][] inputs,
        float[][] targets,
        List<Layer> layers,
        float[] sampleLosses,
        Parameters parametersBefore,
        Gradients gradients,
        @Nullable Step step) {

    public Trace {
        layers = List.copyOf(layers);
    }

    /**
     * The values of one layer, all {@code [samples][units]}. Units of an image are ordered by channel, row and column.
     *
     * @param weightedSums including biases; of a layer without weights what it gives
     * @param activations the inputs of the next layer; with dropout, masked and scaled
     * @param deltas the derivative of the loss with respect to the weighted sum
     * @param masks the dropout factors, 0 or 1 / (1 - p); null without dropout
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Layer(float[][] weightedSums, float[][] activations, float[][] deltas, float @Nullable [][] masks) {}

    /**
     * The update with this batch. If the batch is the next one, the training's own update gives the same bits.
     *
     * @param number of the update, counted from 1: Adam's t
     * @param optimizerState the optimizer's state before the update, each vector of its formula in {@link Optimizer}
     *     (Adam's m and then v); empty for plain gradient descent
     * @param updated the parameters after the update
     */
    public record Step(long number, List<Parameters> optimizerState, Parameters updated) {

        public Step {
            optimizerState = List.copyOf(optimizerState);
        }
    }

    /** Approximate count of numbers in a trace of this many samples. */
    public static long estimateNumbers(TrainingSpec spec, int samples) {
        long units = spec.placedLayers().stream()
                .mapToLong(each -> each.output().count() * (each.layer().dropout() > 0 ? 4L : 3L))
                .sum();
        long each = units + spec.inputShape().count() + spec.outputs() + 1;
        return Math.addExact(
                Math.multiplyExact(samples, each),
                (3L + spec.training().optimizer().slots()) * spec.parameters());
    }
}
