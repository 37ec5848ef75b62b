package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;

/**
 * A problem of a training, as found by {@link DiagnosisRules}.
 *
 * @param layer from 0, hidden layers first; null if the problem does not belong to one layer
 * @param units indices within the layer, ascending; empty if the problem does not belong to single units
 */
public record Diagnosis(Type type, @Nullable Integer layer, List<Integer> units) {

    public Diagnosis {
        units = List.copyOf(units);
    }

    /** A problem of the whole training. */
    static Diagnosis of(Type type) {
        return new Diagnosis(type, null, List.of());
    }

    /** The kind of problem. Wire names are API. */
    public enum Type implements Choice {
        DEAD_UNITS,
        SATURATED_UNITS,
        LOSS_STUCK,
        /** In the layers from 0 to {@link Diagnosis#layer}. */
        VANISHING_GRADIENTS,
        /** The gradient is largest in {@link Diagnosis#layer}. */
        EXPLODING_GRADIENTS,
        OVERFITTING,
        SYMMETRIC_UNITS,
        DIVERGED
    }
}
