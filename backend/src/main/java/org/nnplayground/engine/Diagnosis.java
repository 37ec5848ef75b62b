package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;

/**
 * A problem of a training, as found by {@link DiagnosisRules}.
 *
 * @param layer from 0, hidden layers first; null if the problem does not belong to one layer
 * @param units indices within the layer, ascending; empty if the problem does not belong to single units
 * @param features wire names of features that solve the problem if the network gets them too; empty if none are known
 */
public record Diagnosis(Type type, @Nullable Integer layer, List<Integer> units, List<String> features) {

    public Diagnosis {
        units = List.copyOf(units);
        features = List.copyOf(features);
    }

    public Diagnosis(Type type, @Nullable Integer layer, List<Integer> units) {
        this(type, layer, units, List.of());
    }

    /** A problem of the whole training. */
    static Diagnosis of(Type type) {
        return new Diagnosis(type, null, List.of());
    }

    /** A problem that further features solve. */
    static Diagnosis of(Type type, List<String> features) {
        return new Diagnosis(type, null, List.of(), features);
    }

    /**
     * The kind of problem, causes before their symptoms: a frame lists its problems in this order. Wire names are API.
     */
    public enum Type implements Choice {
        DIVERGED,
        /** The network is a linear model, and no linear model of its features fits the samples. */
        LINEAR_MODEL,
        /** The features lack information that the columns of the data have. */
        MISSING_FEATURES,
        LEARNING_RATE_TOO_LARGE,
        DEAD_UNITS,
        SATURATED_UNITS,
        /** In the layers from 0 to {@link Diagnosis#layer}. */
        VANISHING_GRADIENTS,
        /** The gradient is largest in {@link Diagnosis#layer}. */
        EXPLODING_GRADIENTS,
        SYMMETRIC_UNITS,
        LEARNING_RATE_TOO_SMALL,
        OVERFITTING,
        LOSS_STUCK
    }
}
