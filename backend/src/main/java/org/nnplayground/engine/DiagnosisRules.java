package org.nnplayground.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnplayground.engine.Diagnosis.Type;

/** The rules that find problems of a training. The thresholds and their reasons are in {@code docs/numbers.md}. */
public final class DiagnosisRules {

    private static final double MIN_RELATIVE_DECREASE = 0.002;
    private static final double MIN_SHARE_OF_FIRST_LOSS = 0.2;
    private static final double MIN_LOSS = 0.05;

    private static final int OVERFITTING_EPOCHS = 20;
    private static final double MIN_RISE_FACTOR = 1.1;
    private static final double MIN_RISE = 0.005;

    private static final double VANISHING_RATIO = 1e-3;
    private static final double EXPLODING_NORM = 100;

    private static final double GOOD_SCORE = 0.9;

    private DiagnosisRules() {}

    /**
     * The train loss no longer falls although it is still high. Compares the minimum of each half of the latest
     * {@link LossTrend#SPAN} epochs, so that a noisy loss is not mistaken for a stuck one.
     */
    public static Optional<Diagnosis> lossStuck(LossTrend trend) {
        double[] train = trend.train();
        if (train.length < LossTrend.SPAN) {
            return Optional.empty();
        }
        double before = minimum(train, 0, LossTrend.SPAN / 2);
        double now = minimum(train, LossTrend.SPAN / 2, LossTrend.SPAN);
        boolean much = now > MIN_SHARE_OF_FIRST_LOSS * trend.first() && now > MIN_LOSS;
        return diagnosisIf(much && before - now < MIN_RELATIVE_DECREASE * before, Type.LOSS_STUCK);
    }

    /**
     * The watched loss has been well above its minimum for {@value #OVERFITTING_EPOCHS} epochs, while the train loss
     * has fallen since the epoch of that minimum.
     */
    public static Optional<Diagnosis> overfitting(LossTrend trend) {
        int length = trend.watched().length;
        if (length < OVERFITTING_EPOCHS) {
            return Optional.empty();
        }
        double now = minimum(trend.watched(), length - OVERFITTING_EPOCHS, length);
        boolean rose = now > MIN_RISE_FACTOR * trend.best() && now - trend.best() > MIN_RISE;
        return diagnosisIf(rose && trend.train()[length - 1] < trend.trainAtBest(), Type.OVERFITTING);
    }

    private static double minimum(double[] losses, int from, int to) {
        return Arrays.stream(losses, from, to).min().orElse(Double.NaN);
    }

    private static Optional<Diagnosis> diagnosisIf(boolean found, Type type) {
        return found ? Optional.of(Diagnosis.of(type)) : Optional.empty();
    }

    /**
     * The mean absolute derivative of the loss with respect to the weights of a layer is below a thousandth of the
     * largest layer's mean. Layers whose derivatives are all 0 are skipped: their units are dead or symmetric.
     */
    public static Optional<Diagnosis> vanishingGradients(Gradients gradients) {
        double[] means = gradients.layers().stream()
                .mapToDouble(DiagnosisRules::meanAbsolute)
                .toArray();
        double largest = Arrays.stream(means).max().orElse(0);
        for (int layer = means.length - 1; layer >= 0; layer--) {
            if (means[layer] > 0 && means[layer] < VANISHING_RATIO * largest) {
                return Optional.of(new Diagnosis(Type.VANISHING_GRADIENTS, layer, List.of()));
            }
        }
        return Optional.empty();
    }

    private static double meanAbsolute(LayerParameters layer) {
        double sum = 0;
        long count = 0;
        for (float[] row : layer.weights()) {
            for (float value : row) {
                sum += Math.abs(value);
            }
            count += row.length;
        }
        return sum / count;
    }

    /** The Euclidean norm of a layer's gradient, over weights and biases, is above 100. */
    public static Optional<Diagnosis> explodingGradients(Gradients gradients) {
        double largest = EXPLODING_NORM;
        Optional<Diagnosis> found = Optional.empty();
        for (int layer = 0; layer < gradients.layers().size(); layer++) {
            double norm = norm(gradients.layers().get(layer));
            if (norm > largest) {
                largest = norm;
                found = Optional.of(new Diagnosis(Type.EXPLODING_GRADIENTS, layer, List.of()));
            }
        }
        return found;
    }

    private static double norm(LayerParameters layer) {
        double squares = 0;
        for (float[] row : layer.weights()) {
            for (float value : row) {
                squares += (double) value * value;
            }
        }
        for (float value : layer.biases()) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /**
     * Units of a hidden layer with exactly the incoming and outgoing parameters of another unit: they always get the
     * same gradients, so together they act as one unit.
     */
    public static List<Diagnosis> symmetricUnits(Parameters parameters) {
        var found = new ArrayList<Diagnosis>();
        for (int l = 0; l + 1 < parameters.layers().size(); l++) {
            LayerParameters layer = parameters.layers().get(l);
            float[][] next = parameters.layers().get(l + 1).weights();
            Map<List<Float>, List<Integer>> alike = new HashMap<>();
            for (int unit = 0; unit < layer.weights().length; unit++) {
                alike.computeIfAbsent(parametersAround(layer, next, unit), key -> new ArrayList<>())
                        .add(unit);
            }
            List<Integer> units = alike.values().stream()
                    .filter(same -> same.size() > 1)
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            if (!units.isEmpty()) {
                found.add(new Diagnosis(Type.SYMMETRIC_UNITS, l, units));
            }
        }
        return found;
    }

    private static List<Float> parametersAround(LayerParameters layer, float[][] next, int unit) {
        var numbers = new ArrayList<Float>();
        for (float weight : layer.weights()[unit]) {
            numbers.add(weight);
        }
        if (layer.biases().length > 0) {
            numbers.add(layer.biases()[unit]);
        }
        for (float[] row : next) {
            numbers.add(row[unit]);
        }
        return numbers;
    }

    /**
     * Dead and saturated units. Those of the output layer count only while accuracy or R^2 is below 0.9: an accurate
     * classifier saturates its outputs on purpose.
     *
     * @param outputLayer its index
     */
    public static List<Diagnosis> inactiveUnits(List<InactiveUnits> inactive, int outputLayer, Metrics metrics) {
        return inactive.stream()
                .filter(units -> units.layer() < outputLayer || !isGood(metrics))
                .map(units -> new Diagnosis(
                        switch (units.kind()) {
                            case DEAD -> Type.DEAD_UNITS;
                            case SATURATED -> Type.SATURATED_UNITS;
                        },
                        units.layer(),
                        units.units()))
                .toList();
    }

    private static boolean isGood(Metrics metrics) {
        return switch (metrics) {
            case Metrics.Classification classes -> classes.trainAccuracy() >= GOOD_SCORE;
            case Metrics.Regression regression -> regression.trainR2() >= GOOD_SCORE;
        };
    }
}
