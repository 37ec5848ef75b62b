package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a network does on its samples.
 *
 * @param metrics null where they were not computed
 * @param diagnosis what ails it, as far as that was looked for
 */
public record Evaluation(Losses losses, @Nullable Metrics metrics, List<Diagnosis> diagnosis) {

    public Evaluation {
        diagnosis = List.copyOf(diagnosis);
    }
}
