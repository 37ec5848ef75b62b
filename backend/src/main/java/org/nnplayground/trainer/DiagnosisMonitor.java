package org.nnplayground.trainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.AttainableErrors;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.DiagnosisRules;
import org.nnplayground.engine.LearningRateRules;
import org.nnplayground.engine.LearningRateRules.RelativeSize;
import org.nnplayground.engine.LossTrend;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.TrainingSpec;

/** Diagnoses one run by {@link DiagnosisRules}. The expensive checks run only now and then. */
final class DiagnosisMonitor {

    /** Minimum time between two checks of gradients, which cost as much as an epoch of a small network. */
    private static final long GRADIENT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long MAX_PARAMETERS = 20_000;

    /** With smaller rates, a large update needs a gradient that is larger than healthy parameters. */
    private static final double LARGE_RATE = 0.3;

    /** Epochs without success after which the attainable errors are computed. */
    private static final int MIN_EPOCHS = 20;

    private final TrainingSession session;
    private final TrainingSpec spec;
    private final int outputLayer;

    /** Whether gradients and parameters are checked; not in large networks. */
    private final boolean checksGradients;

    private LossTrend trend;
    private boolean markDiverged;
    private List<Diagnosis> diagnosis = List.of();
    private List<Diagnosis> gradientDiagnosis = List.of();
    private @Nullable RelativeSize size;
    private double largestUpdate;

    /** Of the spec's samples; null if they are unknown. Computed when they are needed first. */
    private @Nullable AttainableErrors errors;

    private boolean areErrorsComputed;
    private @Nullable List<Diagnosis> modelDiagnosis;
    private long gradientsCheckedAt = System.nanoTime() - GRADIENT_INTERVAL;

    DiagnosisMonitor(TrainingSession session, TrainingSpec spec) {
        this.session = session;
        this.spec = spec;
        this.outputLayer = spec.network().layers().size() - 1;
        this.checksGradients = !spec.isRbm() && !TrainingRecorder.isLarge(spec) && spec.parameters() <= MAX_PARAMETERS;
        this.trend = LossTrend.from(session.losses());
    }

    /** Measures the first update if the rate is large: afterwards, the units may be dead and the gradient 0. */
    void beforeTraining() {
        if (checksGradients && size == null && session.learningRate() >= LARGE_RATE) {
            gradientDiagnosis = checkGradients();
        }
    }

    /** Adds the losses of trained epochs, which are finite. */
    void trained(Losses... epochs) {
        trend = trend.append(epochs);
        markDiverged = false;
    }

    /** Records that the losses of the next epoch are not finite. */
    void markDiverged() {
        markDiverged = true;
    }

    /** Forgets the losses so far, after the parameters were replaced. */
    void reset() {
        trend = LossTrend.from(session.losses());
        largestUpdate = 0;
    }

    /** Forgets the updates so far, after the learning rate was set. */
    void retuned() {
        size = null;
        largestUpdate = 0;
    }

    /** The result of the last check. */
    List<Diagnosis> diagnosis() {
        return diagnosis;
    }

    /**
     * Checks the run and updates the diagnosis.
     *
     * @param metrics at the present parameters
     * @param thoroughly whether to check gradients even if the last check was a moment ago
     */
    void check(Metrics metrics, boolean thoroughly) {
        if ((checksGradients && thoroughly) || isGradientCheckDue()) {
            gradientsCheckedAt = System.nanoTime();
            gradientDiagnosis = checkGradients();
        }
        var all = new ArrayList<Diagnosis>();
        if (markDiverged) {
            all.add(new Diagnosis(Diagnosis.Type.DIVERGED, null, List.of()));
        }
        if (spec.isRbm()) { // the other rules are about the gradient of the loss
            diagnosis = List.copyOf(all);
            return;
        }
        all.addAll(checkModel(metrics));
        if (all.isEmpty()) {
            LearningRateRules.tooLarge(trend, largestUpdate).ifPresent(all::add);
            if (size != null) {
                LearningRateRules.tooSmall(trend, size).ifPresent(all::add);
            }
        }
        boolean isCauseKnown = !all.isEmpty();
        all.addAll(DiagnosisRules.inactiveUnits(session.inactiveUnits(), outputLayer, metrics));
        all.addAll(gradientDiagnosis);
        DiagnosisRules.overfitting(trend).ifPresent(all::add);
        if (!isCauseKnown) {
            DiagnosisRules.lossStuck(trend)
                    .filter(stuck -> !isAttained(metrics))
                    .ifPresent(all::add);
        }
        all.sort(Comparator.comparing(Diagnosis::type));
        diagnosis = List.copyOf(all);
    }

    /** What the network cannot represent, while its score is low. */
    private List<Diagnosis> checkModel(Metrics metrics) {
        if (trend.train().length <= MIN_EPOCHS || !DiagnosisRules.isInaccurate(metrics)) {
            return List.of();
        }
        if (modelDiagnosis == null) {
            modelDiagnosis = modelDiagnosis(errors());
        }
        return modelDiagnosis;
    }

    private List<Diagnosis> modelDiagnosis(@Nullable AttainableErrors of) {
        if (of == null) {
            return List.of();
        }
        return Stream.of(
                        DiagnosisRules.linearModel(
                                spec, of, () -> AttainableErrors.featuresForLinearModel(spec, session.trainSamples())),
                        DiagnosisRules.missingFeatures(spec, of))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isAttained(Metrics metrics) {
        AttainableErrors of = errors();
        return of != null && DiagnosisRules.isAttained(metrics, of);
    }

    /** Null for a spec with many features, or a large network. */
    private @Nullable AttainableErrors errors() {
        if (!areErrorsComputed) {
            errors = checksGradients
                    ? AttainableErrors.of(spec, session.trainSamples()).orElse(null)
                    : null;
            areErrorsComputed = true;
        }
        return errors;
    }

    /** Whether the next check computes the gradient of the train set. */
    boolean isGradientCheckDue() {
        return checksGradients && System.nanoTime() - gradientsCheckedAt >= GRADIENT_INTERVAL;
    }

    private List<Diagnosis> checkGradients() {
        var gradients = session.gradientsOfTrainSet();
        var parameters = session.parameters();
        size = RelativeSize.of(spec.training().optimizer(), session.learningRate(), gradients, parameters);
        largestUpdate = Math.max(largestUpdate, size.update());
        var close = new ArrayList<>(DiagnosisRules.symmetricUnits(parameters));
        DiagnosisRules.vanishingGradients(gradients).ifPresent(close::add);
        DiagnosisRules.explodingGradients(gradients).ifPresent(close::add);
        return close;
    }
}
