package org.nnplayground.trainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.AttainableErrors;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.DiagnosisRules;
import org.nnplayground.engine.LearningRateRules;
import org.nnplayground.engine.LearningRateRules.RelativeSize;
import org.nnplayground.engine.LossTrend;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.TrainingSpec;

/**
 * Diagnoses one run by {@link DiagnosisRules}. Checks of gradients run only now and then, and what models could attain
 * is computed once, on a thread of its own: it takes milliseconds, and the jobs of a class need it in the same turn.
 */
final class DiagnosisMonitor {

    /** Minimum time between two checks of gradients, which cost as much as an epoch of a small network. */
    private static final long GRADIENT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long MAX_PARAMETERS = 20_000;

    /** With smaller rates, a large update needs a gradient that is larger than healthy parameters. */
    private static final double LARGE_RATE = 0.3;

    /** Epochs without success after which the attainable errors are computed. */
    private static final int MIN_EPOCHS = 20;

    /** One thread of the process, which exists while there is something to compute. */
    private static final Executor COMPUTATION = computation();

    /**
     * What models could attain with the samples.
     *
     * @param errors null for a spec with many features, or a large network
     * @param model what the network cannot represent
     */
    private record Attainable(@Nullable AttainableErrors errors, List<Diagnosis> model) {

        static final Attainable UNKNOWN = new Attainable(null, List.of());

        static Attainable of(TrainingSpec spec, SampleSet train) {
            return AttainableErrors.of(spec, train)
                    .map(errors -> new Attainable(
                            errors,
                            Stream.of(
                                            DiagnosisRules.linearModel(
                                                    spec,
                                                    errors,
                                                    () -> AttainableErrors.featuresForLinearModel(spec, train)),
                                            DiagnosisRules.missingFeatures(spec, errors))
                                    .flatMap(Optional::stream)
                                    .toList()))
                    .orElse(UNKNOWN);
        }
    }

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

    /** Computed when it is needed first. */
    private @Nullable CompletableFuture<Attainable> attainable;

    private long gradientsCheckedAt = System.nanoTime() - GRADIENT_INTERVAL;
    private boolean isGradientCheckPlanned;

    private static Executor computation() {
        var one = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("diagnosis").factory());
        one.allowCoreThreadTimeOut(true);
        return one;
    }

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
     * Checks the run and updates the diagnosis, which stays as it is while what models could attain is being computed.
     *
     * @param metrics at the present parameters
     * @param thoroughly whether to check gradients even if that was not planned, and not to wait for another thread
     */
    void check(Metrics metrics, boolean thoroughly) {
        if (checksGradients && (thoroughly || isGradientCheckPlanned)) {
            isGradientCheckPlanned = false;
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
        boolean atOnce = thoroughly || markDiverged;
        if (mayNeedBetterModel(metrics)) {
            Attainable known = attainable(atOnce);
            if (known == null) {
                return;
            }
            all.addAll(known.model);
        }
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
                    .filter(stuck -> canImprove(metrics, attainable(atOnce)))
                    .ifPresent(all::add);
        }
        all.sort(Comparator.comparing(Diagnosis::type));
        diagnosis = List.copyOf(all);
    }

    private boolean mayNeedBetterModel(Metrics metrics) {
        return trend.train().length > MIN_EPOCHS && DiagnosisRules.isInaccurate(metrics);
    }

    /** Whether models of the same features attain smaller errors, as far as is known. */
    private static boolean canImprove(Metrics metrics, @Nullable Attainable of) {
        return of != null && (of.errors == null || !DiagnosisRules.isAttained(metrics, of.errors));
    }

    /** @return null while another thread computes it */
    private @Nullable Attainable attainable(boolean atOnce) {
        CompletableFuture<Attainable> present = attainable;
        if (present == null || atOnce && !present.isDone()) {
            present = computed(atOnce);
            attainable = present;
        }
        return present.getNow(null);
    }

    private CompletableFuture<Attainable> computed(boolean atOnce) {
        if (!checksGradients) {
            return CompletableFuture.completedFuture(Attainable.UNKNOWN);
        }
        SampleSet train = session.trainSamples();
        return atOnce
                ? CompletableFuture.completedFuture(Attainable.of(spec, train))
                : CompletableFuture.supplyAsync(() -> Attainable.of(spec, train), COMPUTATION);
    }

    /**
     * Decides whether the next check computes the gradient of the train set: not before that check, when the jobs of a
     * group have been evaluated together already.
     */
    boolean planGradientCheck() {
        isGradientCheckPlanned = checksGradients && System.nanoTime() - gradientsCheckedAt >= GRADIENT_INTERVAL;
        return isGradientCheckPlanned;
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
