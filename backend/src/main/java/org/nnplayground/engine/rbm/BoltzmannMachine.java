package org.nnplayground.engine.rbm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;

/**
 * The distribution of a restricted Boltzmann machine of units that are 0 or 1, computed in double precision: p(v, h) =
 * e^(b v + c h + h W v) / Z, so ln p(v) = b v + sum of ln(1 + e^(c + W v)) over the hidden units - ln Z. Z is the sum
 * over all states of the layer with fewer units.
 *
 * @param weights W {@code [hidden][visible]}
 * @param hiddenBiases c {@code [hidden]}
 * @param visibleBiases b {@code [visible]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record BoltzmannMachine(float[][] weights, float[] hiddenBiases, float[] visibleBiases) {

    /** Maximum number of units of the smaller layer with an exact likelihood: 4096 states. */
    public static final int MAX_ENUMERATED = 12;

    /** Maximum number of exponentials for Z, and of multiplications for the samples: a few milliseconds. */
    private static final long MAX_EXPONENTIALS = 1 << 19;

    private static final long MAX_MULTIPLICATIONS = 1 << 22;

    /** Samples of a frame. */
    public static final int DREAMS = 12;

    private static final int MAX_STEPS = 50;

    /** The machine of a network of two layers with tied weights. */
    public static BoltzmannMachine of(Parameters parameters) {
        LayerParameters hidden = parameters.layers().getFirst();
        return new BoltzmannMachine(
                hidden.weights(), hidden.biases(), parameters.layers().getLast().biases());
    }

    private int hidden() {
        return hiddenBiases.length;
    }

    private int visible() {
        return visibleBiases.length;
    }

    /** Whether {@link #logZ} is computed: the smaller layer has at most {@value #MAX_ENUMERATED} units. */
    private boolean isEnumerable() {
        int few = Math.min(hidden(), visible());
        int many = Math.max(hidden(), visible());
        return few <= MAX_ENUMERATED && ((long) many << few) <= MAX_EXPONENTIALS;
    }

    /**
     * The mean of ln p(v) over the samples of each set; null if a layer is too large to enumerate its states, if there
     * are too many samples for a frame, or if an input is neither 0 nor 1.
     *
     * @param sets {@code [sets][samples][visible]}
     * @return {@code [sets]}, NaN for an empty set
     */
    public double @Nullable [] logLikelihoods(double[][]... sets) {
        long samples = Arrays.stream(sets).mapToLong(set -> set.length).sum();
        boolean binary = Arrays.stream(sets)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .allMatch(value -> value == 0 || value == 1);
        if (!isEnumerable() || samples * hidden() * visible() > MAX_MULTIPLICATIONS || !binary) {
            return null;
        }
        double logZ = logZ();
        return Arrays.stream(sets)
                .mapToDouble(set -> Arrays.stream(set)
                                .mapToDouble(this::logWeight)
                                .average()
                                .orElse(Double.NaN)
                        - logZ)
                .toArray();
    }

    /** ln of the sum of e^(b v + c h + h W v) over the hidden states h. */
    private double logWeight(double[] v) {
        double weight = 0;
        for (int i = 0; i < v.length; i++) {
            weight += visibleBiases[i] * v[i];
        }
        for (int j = 0; j < hidden(); j++) {
            weight += softplus(hiddenSum(j, v));
        }
        return weight;
    }

    private double hiddenSum(int j, double[] v) {
        double sum = hiddenBiases[j];
        for (int i = 0; i < v.length; i++) {
            sum += weights[j][i] * v[i];
        }
        return sum;
    }

    private double visibleSum(int i, double[] h) {
        double sum = visibleBiases[i];
        for (int j = 0; j < h.length; j++) {
            sum += weights[j][i] * h[j];
        }
        return sum;
    }

    /** ln(1 + e^z). */
    private static double softplus(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /** ln Z, by the states of the smaller layer in the order of a Gray code: each differs from the last in one unit. */
    private double logZ() {
        boolean byVisible = visible() <= hidden();
        float[] few = byVisible ? visibleBiases : hiddenBiases;
        double[] sums = doubles(byVisible ? hiddenBiases : visibleBiases);
        double own = 0;
        var exponents = new double[1 << few.length];
        exponents[0] = sum(sums);
        for (int state = 1; state < exponents.length; state++) {
            int unit = Integer.numberOfTrailingZeros(state);
            boolean on = ((state ^ (state >>> 1)) >>> unit & 1) == 1;
            double sign = on ? 1 : -1;
            own += sign * few[unit];
            for (int other = 0; other < sums.length; other++) {
                sums[other] += sign * (byVisible ? weights[other][unit] : weights[unit][other]);
            }
            exponents[state] = own + sum(sums);
        }
        double largest = Arrays.stream(exponents).max().orElseThrow();
        return largest
                + StrictMath.log(Arrays.stream(exponents)
                        .map(exponent -> StrictMath.exp(exponent - largest))
                        .sum());
    }

    /** Sum of softplus over the units. */
    private static double sum(double[] sums) {
        double sum = 0;
        for (double z : sums) {
            sum += softplus(z);
        }
        return sum;
    }

    private static double[] doubles(float[] numbers) {
        var doubles = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }

    /**
     * Samples of the machine: {@value #DREAMS} Markov chains begin with visible units of 0 and 1 that are drawn from
     * the seed, always the same, and go some Gibbs steps, {@value #MAX_STEPS} of them in a small machine. Shown are the
     * probabilities of the visible units in the last step.
     *
     * @return {@code [samples][visible]}; empty for a machine that is too large for a frame
     */
    public float[][] dreams(long seed) {
        long perStep = 2L * DREAMS * hidden() * visible();
        if (perStep > MAX_MULTIPLICATIONS) {
            return new float[0][];
        }
        int steps = (int) Math.min(MAX_STEPS, MAX_MULTIPLICATIONS / perStep);
        var dreams = new float[DREAMS][];
        for (int dream = 0; dream < DREAMS; dream++) {
            dreams[dream] = dream(Randomness.of(seed, Purpose.DREAMS, 0, dream), steps);
        }
        return dreams;
    }

    private float[] dream(Randomness randomness, int steps) {
        var v = new double[visible()];
        var h = new double[hidden()];
        var shown = new float[visible()];
        for (int i = 0; i < v.length; i++) {
            v[i] = randomness.uniform(0, 1) < 0.5 ? 1 : 0;
        }
        for (int step = 0; step < steps; step++) {
            for (int j = 0; j < h.length; j++) {
                h[j] = randomness.uniform(0, 1) < sigmoid(hiddenSum(j, v)) ? 1 : 0;
            }
            for (int i = 0; i < v.length; i++) {
                double probability = sigmoid(visibleSum(i, h));
                shown[i] = (float) probability;
                v[i] = randomness.uniform(0, 1) < probability ? 1 : 0;
            }
        }
        return shown;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
