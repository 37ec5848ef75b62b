package org.nnplayground.spec;

import java.util.Arrays;

/** How the parameters begin. */
public sealed interface Initializer {

    /** The variants, as named in a spec. */
    enum Type implements Choice {
        UNIFORM,
        ZEROS,
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
    }
}
