package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession.Pretraining;

/**
 * The visible state of a training at one moment.
 *
 * @param losses at the current parameters; of the last evaluation while a large network is within an epoch
 * @param learningRate of the epoch in progress or of the next
 * @param parameters null if the view does not include them
 * @param gradients of the whole train set; null if the view does not include them
 * @param metrics null if they were not computed
 * @param diagnosis problems found by the rules that were checked
 * @param boundaries one for each grid of the view
 * @param pretraining null if none is in progress
 * @param dreams {@code [samples][visible]}, of a restricted Boltzmann machine; empty if the view does not include them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(
        TrainingSession.Position position,
        Losses losses,
        double learningRate,
        @Nullable Parameters parameters,
        @Nullable Gradients gradients,
        List<QuantisedBoundary> boundaries,
        @Nullable Metrics metrics,
        List<Diagnosis> diagnosis,
        @Nullable Pretraining pretraining,
        float[][] dreams) {

    public Frame {
        boundaries = List.copyOf(boundaries);
        diagnosis = List.copyOf(diagnosis);
    }

    /** Without dreams. */
    public Frame(
            TrainingSession.Position position,
            Losses losses,
            double learningRate,
            @Nullable Parameters parameters,
            @Nullable Gradients gradients,
            List<QuantisedBoundary> boundaries,
            @Nullable Metrics metrics,
            List<Diagnosis> diagnosis,
            @Nullable Pretraining pretraining) {
        this(
                position,
                losses,
                learningRate,
                parameters,
                gradients,
                boundaries,
                metrics,
                diagnosis,
                pretraining,
                new float[0][]);
    }

    /**
     * Looks at a session; the session must not be in use meanwhile.
     *
     * @param evaluation what is known of the losses and metrics: to compute them anew can take long in the middle of a
     *     large network's epoch
     */
    public static Frame of(TrainingSession session, Evaluation evaluation, View view) {
        return new Frame(
                session.position(),
                evaluation.losses(),
                session.learningRate(),
                view.parameters() ? session.parameters() : null,
                view.gradients() ? session.gradientsOfTrainSet() : null,
                view.grids().stream().map(session::picture).toList(),
                evaluation.metrics(),
                evaluation.diagnosis(),
                session.pretraining(),
                view.dreams() ? session.dreams() : new float[0][]);
    }
}
