package org.nnplayground.web.response;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.QuantisedBoundary;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.store.History;
import org.nnplayground.stream.JobEvent.FrameMade;

/** Frames as {@link FrameBody} documents them. */
final class FrameBodies {

    private FrameBodies() {}

    static FrameBody of(FrameMade made, FrameJson.Include include, @Nullable History losses) {
        Frame frame = made.frame();
        return new FrameBody(
                made.job(),
                made.run(),
                frame.position().epoch(),
                new JobBody.BatchBody(frame.position().batch(), frame.position().batches()),
                frame.learningRate(),
                JobBody.rounded(made.epochsPerSecond()),
                made.busy() ? true : null,
                pretraining(frame.pretraining()),
                JobBody.finite(frame.losses().train()),
                JobBody.finite(frame.losses().validation()),
                JobBody.finite(frame.losses().test()),
                MetricsBody.of(frame.metrics()),
                losses == null || !include.losses() ? null : losses(losses),
                include.parameters() && frame.parameters() != null
                        ? new FrameBody.ParametersBody(
                                FrameBody.LayerBody.of(frame.parameters().layers()))
                        : null,
                include.gradients() && frame.gradients() != null
                        ? new FrameBody.NormsBody(frame.gradients().layers().stream()
                                .map(FrameBody.NormBody::of)
                                .toList())
                        : null,
                include.dreams() && frame.dreams().length > 0 ? frame.dreams() : null,
                frame.diagnosis().isEmpty()
                        ? null
                        : frame.diagnosis().stream().map(FrameBodies::diagnosis).toList(),
                frame.boundaries().stream()
                        .filter(boundary ->
                                include.grid() != null && include.grid().matches(boundary))
                        .findFirst()
                        .map(FrameBodies::boundary)
                        .orElse(null));
    }

    private static FrameBody.@Nullable PretrainingBody pretraining(TrainingSession.@Nullable Pretraining at) {
        return at == null
                ? null
                : new FrameBody.PretrainingBody("pretraining", at.layer(), at.epoch(), at.reconstructionError());
    }

    private static FrameBody.LossesBody losses(History history) {
        return new FrameBody.LossesBody(
                history.fromEpoch(),
                history.train(),
                FrameBody.LossesBody.orAbsent(history.validation()),
                FrameBody.LossesBody.orAbsent(history.test()));
    }

    private static FrameBody.DiagnosisBody diagnosis(Diagnosis diagnosis) {
        List<Integer> units = diagnosis.units();
        List<String> features = diagnosis.features();
        return new FrameBody.DiagnosisBody(
                diagnosis.type().wireName(),
                diagnosis.layer(),
                units.isEmpty() ? null : units,
                features.isEmpty() ? null : features);
    }

    private static FrameBody.BoundaryBody boundary(QuantisedBoundary boundary) {
        return new FrameBody.BoundaryBody(
                boundary.resolution(),
                boundary.columns(),
                boundary.domain(),
                boundary.outputs(),
                boundary.minimum(),
                boundary.maximum(),
                Base64.getEncoder().encodeToString(boundary.values()));
    }
}
