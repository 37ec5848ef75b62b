package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a training at one moment.
 *
 * @param losses at the present parameters
 * @param learningRate of the epoch in progress or of the next
 * @param parameters null where the view did not ask for them
 * @param gradients of the whole train set; null where the view did not ask for them
 * @param boundaries one for each resolution of the view, over the first two columns
 */
public record Frame(
        TrainingSession.Position position,
        Losses losses,
        double learningRate,
        @Nullable Parameters parameters,
        @Nullable Gradients gradients,
        List<Boundary> boundaries) {

    public Frame {
        boundaries = List.copyOf(boundaries);
    }

    /** Looks at a session; the session must not be in use meanwhile. */
    public static Frame of(TrainingSession session, View view) {
        return new Frame(
                session.position(),
                session.losses(),
                session.learningRate(),
                view.parameters() ? session.parameters() : null,
                view.gradients() ? session.gradientsOfTrainSet() : null,
                view.resolutions().stream()
                        .map(resolution -> session.boundary(resolution, 0, 1))
                        .toList());
    }
}
