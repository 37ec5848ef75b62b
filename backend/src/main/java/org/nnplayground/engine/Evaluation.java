package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quality of a network on its samples.
 *
 * @param metrics null if they were not computed
 * @param diagnosis problems found by the rules that were checked
 */
public record Evaluation(Losses losses, @Nullable Metrics metrics, List<Diagnosis> diagnosis) {

    public Evaluation {
        diagnosis = List.copyOf(diagnosis);
    }
}
