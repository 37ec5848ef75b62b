package org.nnplayground.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.DiagnosisRules;
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

    private final TrainingSession session;
    private final int outputLayer;

    /** Whether gradients and parameters are checked; not in large networks. */
    private final boolean checksGradients;

    private LossTrend trend;
    private boolean markDiverged;
    private List<Diagnosis> diagnosis = List.of();
    private List<Diagnosis> gradientDiagnosis = List.of();
    private long gradientsCheckedAt = System.nanoTime() - GRADIENT_INTERVAL;

    DiagnosisMonitor(TrainingSession session, TrainingSpec spec) {
        this.session = session;
        this.outputLayer = spec.network().layers().size() - 1;
        this.checksGradients = !TrainingRecorder.isLarge(spec) && spec.parameters() <= MAX_PARAMETERS;
        this.trend = LossTrend.from(session.losses());
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
        all.addAll(DiagnosisRules.inactiveUnits(session.inactiveUnits(), outputLayer, metrics));
        all.addAll(gradientDiagnosis);
        DiagnosisRules.lossStuck(trend).ifPresent(all::add);
        DiagnosisRules.overfitting(trend).ifPresent(all::add);
        diagnosis = List.copyOf(all);
    }

    /** Whether the next check computes the gradient of the train set. */
    boolean isGradientCheckDue() {
        return checksGradients && System.nanoTime() - gradientsCheckedAt >= GRADIENT_INTERVAL;
    }

    private List<Diagnosis> checkGradients() {
        var gradients = session.gradientsOfTrainSet();
        var close = new ArrayList<>(DiagnosisRules.symmetricUnits(session.parameters()));
        DiagnosisRules.vanishingGradients(gradients).ifPresent(close::add);
        DiagnosisRules.explodingGradients(gradients).ifPresent(close::add);
        return close;
    }
}
