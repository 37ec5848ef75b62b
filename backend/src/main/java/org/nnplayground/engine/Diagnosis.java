package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;

/**
 * What ails a training; {@link DiagnosisRules} says when.
 *
 * @param layer from 0, hidden layers first; null where it is of no one layer
 * @param units indices within the layer, ascending; empty where it is of no single ones
 */
public record Diagnosis(Type type, @Nullable Integer layer, List<Integer> units) {

    public Diagnosis {
        units = List.copyOf(units);
    }

    /** Of the whole training. */
    static Diagnosis of(Type type) {
        return new Diagnosis(type, null, List.of());
    }

    /** What it is. */
    public enum Type implements Choice {
        DEAD_UNITS,
        SATURATED_UNITS,
        LOSS_STUCK,
        /** Of the layers up to {@link Diagnosis#layer}. */
        VANISHING_GRADIENTS,
        /** Largest in {@link Diagnosis#layer}. */
        EXPLODING_GRADIENTS,
        OVERFITTING,
        SYMMETRIC_UNITS,
        DIVERGED
    }
}
