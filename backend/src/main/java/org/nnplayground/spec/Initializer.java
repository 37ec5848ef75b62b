package org.nnplayground.spec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the initial parameters are chosen. */
public sealed interface Initializer {

    /** The variant whose shapes depend on the layers. */
    String EXPLICIT = "explicit";

    /** Definition of {@code network.initializer}. */
    static VariantType<Initializer> definition() {
        var seed = new Field.Seed("seed");
        double largest = NumberField.LARGEST_RATE;
        NumberField<Double> range =
                NumberField.real("range", 0, largest).withDefault(0.5).publishedAs("initializerRange");
        NumberField<Double> standardDeviation =
                NumberField.real("standardDeviation", 0, largest).withDefault(0.5);
        NumberField<Double> bias = NumberField.real("bias", -largest, largest).publishedAs("initializerBias");
        NumberField<Double> value =
                NumberField.real("value", -largest, largest).withDefault(0.1).publishedAs("initializerValue");
        return VariantType.<Initializer>of("Initializer", "type")
                .with(
                        "uniform",
                        ObjectType.of(
                                Uniform.class,
                                Uniform::new,
                                range.from(Uniform::range),
                                bias.withDefault(0.1).from(Uniform::bias),
                                seed.from(Uniform::seed)))
                .with(
                        "normal",
                        ObjectType.of(
                                Normal.class,
                                Normal::new,
                                standardDeviation.from(Normal::standardDeviation),
                                bias.withDefault(0).from(Normal::bias),
                                seed.from(Normal::seed)))
                .with("xavier", ObjectType.of(Xavier.class, Xavier::new, seed.from(Xavier::seed)))
                .with("he", ObjectType.of(He.class, He::new, seed.from(He::seed)))
                .with("lecun", ObjectType.of(Lecun.class, Lecun::new, seed.from(Lecun::seed)))
                .with("zeros", ObjectType.of(Zeros.class, Zeros::new, seed.from(Zeros::seed)))
                .with(
                        "constant",
                        ObjectType.of(
                                Constant.class, Constant::new, value.from(Constant::value), seed.from(Constant::seed)))
                .with(EXPLICIT, explicit(seed))
                .withDefault("uniform");
    }

    private static ObjectType<Explicit> explicit(Field.Seed seed) {
        var weights = new Field.Weights(
                "weights",
                true,
                false,
                "By layer: [units][inputs] of a dense layer, [filters][channels][height][width] of a convolution,"
                        + " [gates * units][columns] of a recurrent layer, [] of a pooling.");
        var recurrentWeights = new Field.Weights(
                "recurrentWeights",
                false,
                true,
                "By layer: [gates * units][units] of a recurrent layer, null elsewhere; absent if there is none.");
        var biases = new Field.NumberArray<double[][]>(
                "biases", SpecCatalog.VALUE, 2, 0, false, "[layers][units], [] for a layer without bias");
        var slopes = new Field.Slopes("slopes", "[layers], null where the activation is not prelu");
        return ObjectType.of(
                Explicit.class,
                Explicit::new,
                weights.from(Explicit::weights),
                recurrentWeights.from(Explicit::recurrentWeights),
                biases.from(Explicit::biases),
                slopes.from(Explicit::slopes),
                seed.from(Explicit::seed));
    }

    /** The first value of a learned slope that a spec does not give. */
    double SLOPE = 0.25;

    private static double[] defaultSlopes(int layers) {
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
     * Weights from U(-a, a) with a = sqrt(6 / (inputs + units)) of the layer, biases 0. In this and the next two, a
     * filter has channels * height * width inputs, and for "units" filters * height * width; a recurrent layer's rows
     * have the columns, or the states, as inputs (Glorot, Bengio, "Understanding the difficulty of training deep
     * feedforward neural networks", 2010).
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
     * @param weights per layer {@code [units][inputs]}, as {@link org.nnplayground.spec.layer.WeightShape} defines: of
     *     a convolution {@code [filters][channels * height * width]}
     * @param recurrentWeights per layer {@code [rows][units]}, empty for a layer without state
     * @param biases per layer {@code [units]}, empty for a layer without bias
     * @param slopes {@code [layers]}, ignored for activations without a slope
     */
    @SuppressWarnings("ArrayRecordComponent") // up to 5,000,000 numbers
    record Explicit(double[][][] weights, double[][][] recurrentWeights, double[][] biases, double[] slopes, long seed)
            implements Initializer {

        /** Of a network without recurrent layers. */
        public Explicit(double[][][] weights, double[][] biases, double[] slopes, long seed) {
            this(weights, new double[weights.length][0][], biases, slopes, seed);
        }

        /** With the slopes that every other initializer begins with. */
        public Explicit(double[][][] weights, double[][] biases, long seed) {
            this(weights, biases, defaultSlopes(weights.length), seed);
        }

        @Override
        public Explicit withSeed(long seed) {
            return new Explicit(weights, recurrentWeights, biases, slopes, seed);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Explicit explicit
                    && Arrays.deepEquals(weights, explicit.weights)
                    && Arrays.deepEquals(recurrentWeights, explicit.recurrentWeights)
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
