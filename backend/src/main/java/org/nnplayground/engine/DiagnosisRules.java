package org.nnplayground.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnplayground.engine.Diagnosis.Type;

/** When something ails a training; the numbers and their reasons are in {@code docs/numbers.md}. */
public final class DiagnosisRules {

    private static final double LEAST_FALL = 0.002;
    private static final double MUCH_OF_FIRST_LOSS = 0.2;
    private static final double MUCH_LOSS = 0.05;

    private static final int SETTLED_EPOCHS = 20;
    private static final double RISE = 1.1;
    private static final double LEAST_RISE = 0.005;

    private static final double VANISHED = 1e-3;
    private static final double EXPLODED = 100;

    private static final double GOOD = 0.9;

    private DiagnosisRules() {}

    /**
     * The train loss stands still although there is much of it left. Each half of the latest {@link LossTrend#SPAN}
     * epochs counts by its least loss, so that a jump is no standing still.
     */
    public static Optional<Diagnosis> lossStuck(LossTrend trend) {
        double[] train = trend.train();
        if (train.length < LossTrend.SPAN) {
            return Optional.empty();
        }
        double before = least(train, 0, LossTrend.SPAN / 2);
        double now = least(train, LossTrend.SPAN / 2, LossTrend.SPAN);
        boolean much = now > MUCH_OF_FIRST_LOSS * trend.first() && now > MUCH_LOSS;
        return when(much && before - now < LEAST_FALL * before, Type.LOSS_STUCK);
    }

    /**
     * The watched loss has been well above its least value for a while, and the train loss has fallen since that epoch.
     */
    public static Optional<Diagnosis> overfitting(LossTrend trend) {
        int length = trend.watched().length;
        if (length < SETTLED_EPOCHS) {
            return Optional.empty();
        }
        double now = least(trend.watched(), length - SETTLED_EPOCHS, length);
        boolean rose = now > RISE * trend.best() && now - trend.best() > LEAST_RISE;
        return when(rose && trend.train()[length - 1] < trend.trainAtBest(), Type.OVERFITTING);
    }

    private static double least(double[] losses, int from, int to) {
        return Arrays.stream(losses, from, to).min().orElse(Double.NaN);
    }

    private static Optional<Diagnosis> when(boolean found, Type type) {
        return found ? Optional.of(Diagnosis.of(type)) : Optional.empty();
    }

    /**
     * The mean absolute derivative by the weights of a layer is below a thousandth of that of the layer where it is
     * largest. A layer whose derivatives are all 0 does not count: its units are dead or symmetric.
     */
    public static Optional<Diagnosis> vanishingGradients(Gradients gradients) {
        double[] means = gradients.layers().stream()
                .mapToDouble(DiagnosisRules::meanAbsolute)
                .toArray();
        double largest = Arrays.stream(means).max().orElse(0);
        for (int layer = means.length - 1; layer >= 0; layer--) {
            if (means[layer] > 0 && means[layer] < VANISHED * largest) {
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
        double largest = EXPLODED;
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
     * Units of a hidden layer that have the very parameters of another one, those that lead to them and those that lead
     * on: they get the same gradients for ever and are one unit only.
     */
    public static List<Diagnosis> symmetricUnits(Parameters parameters) {
        var found = new ArrayList<Diagnosis>();
        for (int l = 0; l + 1 < parameters.layers().size(); l++) {
            LayerParameters layer = parameters.layers().get(l);
            float[][] next = parameters.layers().get(l + 1).weights();
            Map<List<Float>, List<Integer>> alike = new HashMap<>();
            for (int unit = 0; unit < layer.weights().length; unit++) {
                alike.computeIfAbsent(around(layer, next, unit), key -> new ArrayList<>())
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

    private static List<Float> around(LayerParameters layer, float[][] next, int unit) {
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
     * Dead and saturated units. Those of the output layer count only while the network is not good: where it is, they
     * say what they are to say.
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
            case Metrics.Classification classes -> classes.trainAccuracy() >= GOOD;
            case Metrics.Regression regression -> regression.trainR2() >= GOOD;
        };
    }
}
