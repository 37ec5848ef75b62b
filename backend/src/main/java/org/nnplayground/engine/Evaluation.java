package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a network does on its samples.
 *
 * @param metrics null where they were not computed
 * @param inactiveUnits of the hidden layers, as far as they were looked for
 */
public record Evaluation(Losses losses, @Nullable Metrics metrics, List<InactiveUnits> inactiveUnits) {

    public Evaluation {
        inactiveUnits = List.copyOf(inactiveUnits);
    }

    /** All of it, at the present parameters: up to three passes over the samples. */
    public static Evaluation of(TrainingSession session) {
        return new Evaluation(session.losses(), session.metrics(), session.inactiveUnits());
    }
}
