package org.nnplayground.engine;

import java.util.Arrays;
import java.util.Optional;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.spec.Optimizer;

/**
 * The rules that find a wrong learning rate, by the size of the updates and the trend of the train loss. The thresholds
 * and their reasons are in {@code docs/numbers.md}.
 */
public final class LearningRateRules {

    private static final int MIN_EPOCHS = 20;
    private static final int SPAN = 100;
    private static final double LARGE_UPDATE = 0.05;
    private static final double MIN_CHANGE = 0.02;
    private static final double NO_PROGRESS = 0.9;
    private static final double WORSE = 1.1;

    private static final int MIN_EPOCHS_OF_TREND = 50;
    private static final double SMALL_UPDATE = 1e-4;
    private static final double MIN_GRADIENT = 0.01;
    private static final double MAX_EPOCHS_TO_GO = 2000;

    private LearningRateRules() {}

    /** Parameters below this root of their mean square are still near zero, and soon grow to it. */
    private static final double MIN_PARAMETER = 0.1;

    /**
     * Sizes relative to the Euclidean norm of all parameters, or to that of as many parameters of
     * {@value #MIN_PARAMETER} if this is larger.
     *
     * @param gradient the norm of the gradient of the train set's loss
     * @param update the norm of one update by that gradient; for an optimizer that scales each derivative, by the rate
     *     for each parameter
     */
    public record RelativeSize(double gradient, double update) {

        /** @param rate the learning rate in force */
        public static RelativeSize of(Optimizer optimizer, double rate, Gradients gradients, Parameters parameters) {
            double root = Math.sqrt(count(parameters.layers()));
            double size = Math.max(norm(parameters.layers()), MIN_PARAMETER * root);
            double gradient = norm(gradients.layers());
            double update = switch (optimizer) {
                case Optimizer.Sgd sgd -> rate * gradient / (1 - sgd.momentum());
                case Optimizer.Adagrad _, Optimizer.Rmsprop _, Optimizer.Adam _, Optimizer.Adamw _, Optimizer.Lion _ ->
                    rate * root;
            };
            return new RelativeSize(gradient / size, update / size);
        }

        private static double norm(Iterable<LayerParameters> layers) {
            double squares = 0;
            for (LayerParameters layer : layers) {
                squares += layer.sumOfSquares();
            }
            return Math.sqrt(squares);
        }

        private static double count(Iterable<LayerParameters> layers) {
            double count = 0;
            for (LayerParameters layer : layers) {
                count += layer.count();
            }
            return count;
        }
    }

    /**
     * The train loss is still high, and either above that at the start, which small updates cannot cause, or an update
     * has moved the parameters by more than a twentieth of their size and the loss jumps from epoch to epoch or has
     * hardly fallen.
     *
     * @param largestUpdate the largest {@link RelativeSize#update} since the rate was set
     */
    public static Optional<Diagnosis> tooLarge(LossTrend trend, double largestUpdate) {
        double[] train = trend.train();
        if (train.length <= MIN_EPOCHS) {
            return Optional.empty();
        }
        double[] latest = Arrays.copyOfRange(train, Math.max(1, train.length - SPAN), train.length);
        double mean = Arrays.stream(latest).average().orElse(Double.NaN);
        double change = 0;
        for (int i = 1; i < latest.length; i++) {
            change += Math.abs(latest[i] - latest[i - 1]) / (latest.length - 1);
        }
        boolean gotWorse = mean > WORSE * trend.first();
        boolean fails = change > MIN_CHANGE * mean || mean > NO_PROGRESS * trend.first();
        return DiagnosisRules.diagnosisIf(
                (gotWorse || (fails && largestUpdate > LARGE_UPDATE))
                        && trend.isHigh(Arrays.stream(latest).min().orElse(Double.NaN)),
                Type.LEARNING_RATE_TOO_LARGE);
    }

    /**
     * The train loss falls steadily, but at this pace it takes thousands of epochs: the gradient is not small, but each
     * update is.
     *
     * @param now at the current parameters
     */
    public static Optional<Diagnosis> tooSmall(LossTrend trend, RelativeSize now) {
        double[] train = trend.train();
        if (train.length <= MIN_EPOCHS_OF_TREND) {
            return Optional.empty();
        }
        int last = train.length - 1;
        double before = train[0] - train[last / 2];
        double after = train[last / 2] - train[last];
        double epochsToGo = train[last] / ((train[0] - train[last]) / last);
        boolean isSteady = before > 0 && after > before / 2;
        boolean isSlow = epochsToGo > MAX_EPOCHS_TO_GO && now.update() < SMALL_UPDATE;
        return DiagnosisRules.diagnosisIf(
                isSteady && isSlow && now.gradient() > MIN_GRADIENT && trend.isHigh(train[last]),
                Type.LEARNING_RATE_TOO_SMALL);
    }
}
