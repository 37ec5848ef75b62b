package org.nnplayground.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.nnplayground.dataset.AttainableErrors;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/** The rules that find problems of a training. The thresholds and their reasons are in {@code docs/numbers.md}. */
public final class DiagnosisRules {

    private static final double MIN_RELATIVE_DECREASE = 0.002;

    private static final int OVERFITTING_EPOCHS = 20;
    private static final double MIN_RISE_FACTOR = 1.1;
    private static final double MIN_RISE = 0.005;

    private static final double VANISHING_RATIO = 1e-3;
    private static final double EXPLODING_NORM = 100;

    private static final double SYMMETRY_TOLERANCE = 1e-4;

    private static final double GOOD_SCORE = 0.9;

    private static final double MIN_ERROR_FACTOR = 2;
    private static final double MIN_ERROR_DIFFERENCE = 0.05;

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
        return diagnosisIf(trend.isHigh(now) && before - now < MIN_RELATIVE_DECREASE * before, Type.LOSS_STUCK);
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

    static Optional<Diagnosis> diagnosisIf(boolean found, Type type) {
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

    /** 0 for a layer without a gradient. */
    private static double meanAbsolute(LayerParameters layer) {
        double sum = 0;
        long count = 0;
        for (float[] row : layer.weights()) {
            for (float value : row) {
                sum += Math.abs(value);
            }
            count += row.length;
        }
        return count == 0 ? 0 : sum / count;
    }

    /** The Euclidean norm of a layer's gradient, over weights and biases, is above 100. */
    public static Optional<Diagnosis> explodingGradients(Gradients gradients) {
        double largest = EXPLODING_NORM;
        Optional<Diagnosis> found = Optional.empty();
        for (int layer = 0; layer < gradients.layers().size(); layer++) {
            double norm = Math.sqrt(gradients.layers().get(layer).sumOfSquares());
            if (norm > largest) {
                largest = norm;
                found = Optional.of(new Diagnosis(Type.EXPLODING_GRADIENTS, layer, List.of()));
            }
        }
        return found;
    }

    /**
     * Units of a hidden layer with the same incoming and outgoing parameters as another unit: they get the same
     * gradients, so together they act as one unit. Parameters are the same if they differ by less than a ten-thousandth
     * of the largest one around the layer: products of matrices may round the sums of equal units differently. Only
     * layers whose units each have one column of the next layer's weights can have such units.
     */
    public static List<Diagnosis> symmetricUnits(Parameters parameters) {
        var found = new ArrayList<Diagnosis>();
        for (int l = 0; l + 1 < parameters.layers().size(); l++) {
            if (!areDense(parameters.layers().get(l), parameters.layers().get(l + 1))) {
                continue;
            }
            List<Integer> units = symmetricUnits(parametersAround(
                    parameters.layers().get(l), parameters.layers().get(l + 1)));
            if (!units.isEmpty()) {
                found.add(new Diagnosis(Type.SYMMETRIC_UNITS, l, units));
            }
        }
        return found;
    }

    private static boolean areDense(LayerParameters layer, LayerParameters next) {
        return !layer.isEmpty()
                && !next.isEmpty()
                && layer.inputs().isFlat()
                && next.inputs().isFlat()
                && layer.recurrentWeights().length == 0
                && next.inputs().count() == layer.weights().length;
    }

    /** @param around {@code [units][parameters]} */
    private static List<Integer> symmetricUnits(float[][] around) {
        double tolerance = 0;
        for (float[] unit : around) {
            for (float value : unit) {
                tolerance = Math.max(tolerance, SYMMETRY_TOLERANCE * Math.abs(value));
            }
        }
        // Sorted by their first parameter, equal units are close together.
        Integer[] order = IntStream.range(0, around.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(unit -> around[unit][0]));
        var found = new TreeSet<Integer>();
        for (int i = 0; i < order.length; i++) {
            float[] unit = around[order[i]];
            for (int j = i + 1; j < order.length && around[order[j]][0] - unit[0] <= tolerance; j++) {
                if (areClose(unit, around[order[j]], tolerance)) {
                    found.add(order[i]);
                    found.add(order[j]);
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean areClose(float[] left, float[] right, double tolerance) {
        for (int i = 0; i < left.length; i++) {
            if (!(Math.abs(left[i] - right[i]) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    /** @return {@code [units][parameters]}: the incoming weights, the bias if there is one, the outgoing weights */
    private static float[][] parametersAround(LayerParameters layer, LayerParameters next) {
        int inputs = layer.weights()[0].length;
        int biases = layer.biases().length == 0 ? 0 : 1;
        var around = new float[layer.weights().length][inputs + biases + next.weights().length];
        for (int unit = 0; unit < around.length; unit++) {
            System.arraycopy(layer.weights()[unit], 0, around[unit], 0, inputs);
            if (biases > 0) {
                around[unit][inputs] = layer.biases()[unit];
            }
            for (int output = 0; output < next.weights().length; output++) {
                around[unit][inputs + biases + output] = next.weights()[output][unit];
            }
        }
        return around;
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
        return error(metrics) <= 1 - GOOD_SCORE;
    }

    /** As {@link AttainableErrors} defines it, of the train set. */
    private static double error(Metrics metrics) {
        return switch (metrics) {
            case Metrics.Classification classes -> 1 - classes.trainAccuracy();
            case Metrics.Regression regression -> 1 - regression.trainR2();
        };
    }

    /**
     * Whether accuracy or R^2 of the train set is below 0.9, so that it makes sense to ask what a better model could
     * attain.
     */
    public static boolean isInaccurate(Metrics metrics) {
        return error(metrics) > 1 - GOOD_SCORE;
    }

    /**
     * The network is a linear model of its features, and the best linear model has a much larger error than other
     * models of the same features.
     *
     * @param features that would make a linear model fit; asked for only if the rule applies
     */
    public static Optional<Diagnosis> linearModel(
            TrainingSpec spec, AttainableErrors errors, Supplier<List<String>> features) {
        return isLinear(spec) && isMuchLarger(errors.linear(), errors.features())
                ? Optional.of(Diagnosis.of(Type.LINEAR_MODEL, features.get()))
                : Optional.empty();
    }

    /**
     * Whether the network has the same decision boundaries (in regression, outputs) as a network without hidden layers.
     */
    private static boolean isLinear(TrainingSpec spec) {
        List<Layer> layers = spec.network().layers();
        boolean outputIsLinear = switch (spec.network().outputActivation()) {
            case LINEAR -> true;
            case SINE, SQUARE -> false;
            case SIGMOID, TANH, RELU, LEAKY_RELU, PRELU, ELU, GELU, SOFTPLUS, SWISH, SOFTMAX ->
                spec.task() == Task.CLASSIFICATION;
        };
        return outputIsLinear
                && layers.subList(0, layers.size() - 1).stream()
                        .allMatch(layer -> layer instanceof Dense && layer.activation() == Activation.LINEAR);
    }

    /** Any model of the features has a much larger error than models of all columns. */
    public static Optional<Diagnosis> missingFeatures(TrainingSpec spec, AttainableErrors errors) {
        if (!isMuchLarger(errors.features(), errors.columns())) {
            return Optional.empty();
        }
        List<String> missing = IntStream.rangeClosed(1, spec.data().columns())
                .mapToObj(column -> "x" + column)
                .filter(column -> !spec.features().contains(column))
                .toList();
        return Optional.of(Diagnosis.of(Type.MISSING_FEATURES, missing));
    }

    private static boolean isMuchLarger(double error, double attainable) {
        return error > 1 - GOOD_SCORE && error > MIN_ERROR_FACTOR * attainable + MIN_ERROR_DIFFERENCE;
    }

    /** Whether the network's error is as small as models of its features attain: the rest is noise in the samples. */
    public static boolean isAttained(Metrics metrics, AttainableErrors errors) {
        return error(metrics) <= errors.features() + MIN_ERROR_DIFFERENCE;
    }
}
