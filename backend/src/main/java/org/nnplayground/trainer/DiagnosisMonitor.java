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
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long MOST_PARAMETERS = 20_000;

    private final TrainingSession session;
    private final int outputLayer;

    /** Whether gradients and parameters are checked; not in large networks. */
    private final boolean closely;

    private LossTrend trend;
    private boolean diverged;
    private List<Diagnosis> found = List.of();
    private List<Diagnosis> foundClosely = List.of();
    private long lookedAt = System.nanoTime() - BETWEEN_LOOKS;

    DiagnosisMonitor(TrainingSession session, TrainingSpec spec) {
        this.session = session;
        this.outputLayer = spec.network().layers().size() - 1;
        this.closely = !TrainingRecorder.isLarge(spec) && spec.parameters() <= MOST_PARAMETERS;
        this.trend = LossTrend.from(session.losses());
    }

    /** Adds the losses of trained epochs, which are finite. */
    void trained(Losses... epochs) {
        trend = trend.append(epochs);
        diverged = false;
    }

    /** Records that the losses of the next epoch are not finite. */
    void diverged() {
        diverged = true;
    }

    /** Forgets the losses so far, after the parameters were replaced. */
    void startAfresh() {
        trend = LossTrend.from(session.losses());
    }

    /** The result of the last check. */
    List<Diagnosis> found() {
        return found;
    }

    /**
     * Checks the run and updates the diagnosis.
     *
     * @param metrics at the present parameters
     * @param thoroughly whether to check gradients even if the last check was a moment ago
     */
    void look(Metrics metrics, boolean thoroughly) {
        long now = System.nanoTime();
        if (closely && (thoroughly || now - lookedAt >= BETWEEN_LOOKS)) {
            lookedAt = now;
            foundClosely = lookClosely();
        }
        var all = new ArrayList<Diagnosis>();
        if (diverged) {
            all.add(new Diagnosis(Diagnosis.Type.DIVERGED, null, List.of()));
        }
        all.addAll(DiagnosisRules.inactiveUnits(session.inactiveUnits(), outputLayer, metrics));
        all.addAll(foundClosely);
        DiagnosisRules.lossStuck(trend).ifPresent(all::add);
        DiagnosisRules.overfitting(trend).ifPresent(all::add);
        found = List.copyOf(all);
    }

    private List<Diagnosis> lookClosely() {
        var gradients = session.gradientsOfTrainSet();
        var close = new ArrayList<>(DiagnosisRules.symmetricUnits(session.parameters()));
        DiagnosisRules.vanishingGradients(gradients).ifPresent(close::add);
        DiagnosisRules.explodingGradients(gradients).ifPresent(close::add);
        return close;
    }
}
