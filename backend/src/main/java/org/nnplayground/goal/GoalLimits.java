package org.nnplayground.goal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Layer;

/**
 * How large a network may be, and how long it may train. Null is no limit.
 *
 * @param neurons of all hidden layers together
 * @param layers hidden layers
 * @param epochs of a run
 */
public record GoalLimits(
        @Nullable Integer neurons,
        @Nullable Integer layers,
        @Nullable Integer epochs) {

    public static final GoalLimits NONE = new GoalLimits(null, null, null);

    /** Why a spec is beyond the limits; null if it is not. */
    @Nullable
    Message refusal(TrainingSpec spec) {
        List<Layer> all = spec.network().layers();
        List<Layer> hidden = all.subList(0, all.size() - 1);
        int units = hidden.stream().mapToInt(Layer::units).sum();
        if (neurons != null && units > neurons) {
            return Message.of("goal.neurons", neurons, units);
        }
        return layers != null && hidden.size() > layers ? Message.of("goal.layers", layers, hidden.size()) : null;
    }
}
