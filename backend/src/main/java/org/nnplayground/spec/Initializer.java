package org.nnplayground.spec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the parameters begin. */
public sealed interface Initializer {

    /** The variants, as named in a spec. */
    enum Type implements Choice {
        UNIFORM,
        NORMAL,
        XAVIER,
        HE,
        LECUN,
        ZEROS,
        CONSTANT,
        EXPLICIT
    }

    /** The first value of a learned slope that a spec does not give. */
    double SLOPE = 0.25;

    private static double[] standardSlopes(int layers) {
        var slopes = new double[layers];
        Arrays.fill(slopes, SLOPE);
        return slopes;
    }

    /** The seed of the draws, 0 to 2^53 - 1; also where nothing is drawn, so that a later choice can use it. */
    long seed();

    /** The same initializer with another seed. */
    Initializer withSeed(long seed);

    /** Weights from U(-range, range), every bias the same. */
    record Uniform(double range, double bias, long seed) implements Initializer {
        @Override
        public Uniform withSeed(long seed) {
            return new Uniform(range, bias, seed);
        }
    }

    /** Weights from N(0, standardDeviation), every bias the same. */
    record Normal(double standardDeviation, double bias, long seed) implements Initializer {
        @Override
        public Normal withSeed(long seed) {
            return new Normal(standardDeviation, bias, seed);
        }
    }

    /**
     * Weights from U(-a, a) with a = sqrt(6 / (inputs + units)) of the layer, biases 0 (Glorot, Bengio, "Understanding
     * the difficulty of training deep feedforward neural networks", 2010).
     */
    record Xavier(long seed) implements Initializer {
        @Override
        public Xavier withSeed(long seed) {
            return new Xavier(seed);
        }
    }

    /** Weights from N(0, sqrt(2 / inputs)), biases 0 (He and others, "Delving deep into rectifiers", 2015). */
    record He(long seed) implements Initializer {
        @Override
        public He withSeed(long seed) {
            return new He(seed);
        }
    }

    /** Weights from N(0, sqrt(1 / inputs)), biases 0 (LeCun and others, "Efficient backprop", 1998). */
    record Lecun(long seed) implements Initializer {
        @Override
        public Lecun withSeed(long seed) {
            return new Lecun(seed);
        }
    }

    /** Every weight the same, biases 0. */
    record Constant(double value, long seed) implements Initializer {
        @Override
        public Constant withSeed(long seed) {
            return new Constant(value, seed);
        }
    }

    /** Every weight and bias 0. */
    record Zeros(long seed) implements Initializer {
        @Override
        public Zeros withSeed(long seed) {
            return new Zeros(seed);
        }
    }

    /**
     * Given numbers. The arrays belong to the value and are never changed.
     *
     * @param weights per layer {@code [units][inputs]}
     * @param biases per layer {@code [units]}, empty for a layer without bias
     * @param slopes {@code [layers]}, of meaning where the activation has one
     */
    @SuppressWarnings("ArrayRecordComponent") // up to 5,000,000 numbers
    record Explicit(double[][][] weights, double[][] biases, double[] slopes, long seed) implements Initializer {

        /** With the slopes that every other initializer begins with. */
        public Explicit(double[][][] weights, double[][] biases, long seed) {
            this(weights, biases, standardSlopes(weights.length), seed);
        }

        @Override
        public Explicit withSeed(long seed) {
            return new Explicit(weights, biases, slopes, seed);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Explicit explicit
                    && Arrays.deepEquals(weights, explicit.weights)
                    && Arrays.deepEquals(biases, explicit.biases)
                    && Arrays.equals(slopes, explicit.slopes)
                    && seed == explicit.seed;
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.deepHashCode(weights) + Arrays.deepHashCode(biases);
        }
    }
}
