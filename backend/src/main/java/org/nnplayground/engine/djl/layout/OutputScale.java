package org.nnplayground.engine.djl.layout;

import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Targets;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.TrainingSpec;

/**
 * The range of the colour scale of a boundary: -1 to 1 for tanh, 0 to 1 for sigmoid and softmax, otherwise the range of
 * the encoded training targets over all outputs, widened by 1 on both sides if they are all equal.
 */
public record OutputScale(double minimum, double maximum) {

    public static OutputScale of(TrainingSpec spec, SampleSet train) {
        return of(spec.network().outputActivation(), spec, train);
    }

    /** The scale of a layer with this activation. */
    public static OutputScale of(Activation activation, TrainingSpec spec, SampleSet train) {
        return switch (activation) {
            case TANH -> new OutputScale(-1, 1);
            case SIGMOID, SOFTMAX -> new OutputScale(0, 1);
            case LINEAR, RELU, LEAKY_RELU, PRELU, ELU, GELU, SOFTPLUS, SWISH, SINE, SQUARE ->
                ofTargets(Targets.of(spec).encode(train));
        };
    }

    private static OutputScale ofTargets(float[] targets) {
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        for (float target : targets) {
            minimum = Math.min(minimum, target);
            maximum = Math.max(maximum, target);
        }
        return minimum < maximum ? new OutputScale(minimum, maximum) : new OutputScale(minimum - 1, maximum + 1);
    }
}
