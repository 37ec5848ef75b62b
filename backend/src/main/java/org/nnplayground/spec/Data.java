package org.nnplayground.spec;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.layer.Shape;

/** Where the samples come from. */
public sealed interface Data {

    /** The source whose samples are in the spec. */
    String INLINE = "inline";

    /** Definition of {@code data}. */
    static VariantType<Data> definition(Limits limits) {
        return VariantType.<Data>of("Data", "source")
                .with("generated", Generated.definition(limits))
                .with(INLINE, Inline.definition(limits))
                .announcing("uploaded");
    }

    /** What the network learns to output. */
    enum Target implements Choice {
        /** The label or the value of each sample. */
        LABEL,

        /** The network's own inputs, so that it is an autoencoder. The task is regression. */
        INPUT;

        private static Field.OneOf<Target> field() {
            return new Field.OneOf<>(
                    "target",
                    Choices.of(values()),
                    LABEL,
                    false,
                    "Default label. With input, the targets are the features: an autoencoder, of the task regression.");
        }
    }

    /**
     * How the inputs of each training epoch are disturbed; those of losses, metrics, boundaries and predictions never
     * are.
     *
     * @param amount the standard deviation of {@link Type#GAUSSIAN}; the probability with which {@link Type#MASKING}
     *     and {@link Type#FLIP} change a number; 0 for {@link Type#NONE}
     */
    record Corruption(Type type, double amount) {

        public static final Corruption NONE = new Corruption(Type.NONE, 0);

        /** The amount of a type that is a probability. */
        public static final NumberField<Double> PROBABILITY = NumberField.real("amount", 0, 1);

        /** GAUSSIAN adds a draw from N(0, amount), MASKING sets a number to 0, FLIP makes 1 - x of a number x. */
        public enum Type implements Choice {
            NONE,
            GAUSSIAN,
            MASKING,
            FLIP
        }

        public Corruption {
            amount = type == Type.NONE ? 0 : amount;
        }

        /** Definition of {@code data.corruption}. */
        public static ObjectType<Corruption> definition() {
            return ObjectType.of(
                    Corruption.class,
                    Corruption::new,
                    Field.OneOf.of("type", Choices.of(Type.values()))
                            .withDefault(Type.NONE)
                            .from(Corruption::type),
                    NumberField.real("amount", 0, 10)
                            .withDefault(0.2)
                            .publishedAs("corruptionAmount")
                            .describedAs(
                                    "Standard deviation of gaussian; of masking and flip a probability, at most 1.")
                            .from(Corruption::amount));
        }

        private static Field.Nested<Corruption> field() {
            return new Field.Nested<>("corruption", definition());
        }

        /** Whether it disturbs anything. */
        public boolean isActive() {
            return type != Type.NONE;
        }

        /** Whether the amount is one that the type can have. */
        public boolean isPossible() {
            return type == Type.GAUSSIAN || PROBABILITY.contains(amount);
        }
    }

    /** What the targets are. */
    Target target();

    /** How the inputs of each training epoch are disturbed. */
    Corruption corruption();

    /** Number of input columns, at least 1. */
    int columns();

    /** Shape of one sample: its product is the number of columns; an image is given row by row, pixel by pixel. */
    default Shape shape() {
        return Shape.of(columns());
    }

    /** Number of labels of one sample in classification: 1, or more labels 0 or 1, such as one for each pixel. */
    int labels();

    /** Samples that are trained on. */
    int trainSamples();

    /** Samples of all sets together. */
    int samplesInAll();

    /** Samples by which the training decides when to stop. */
    int validationSamples();

    /** Whether there is a validation set. */
    default boolean hasValidation() {
        return validationSamples() > 0;
    }

    /** Whether there is a test set. */
    boolean hasTest();

    /**
     * Samples drawn by a generator from a seed.
     *
     * @param samples number of samples in all three sets together, before the split
     * @param noise 0 to 0.8; its effect depends on the generator
     * @param trainFraction the first floor(samples * trainFraction) shuffled samples are the train set
     * @param validationFraction the next floor(samples * validationFraction) samples are the validation set; the rest
     *     are the test set
     * @param seed 0 to 2^53 - 1
     * @param dimensions columns of clusters
     * @param classes K of clusters and firstSymbol, of others the generator's; 0 for values
     * @param size pixels of barsAndStripes in each direction
     * @param steps of the sequences of firstSymbol
     * @param curve of function
     */
    record Generated(
            Generator generator,
            int samples,
            double noise,
            double trainFraction,
            double validationFraction,
            long seed,
            int dimensions,
            int classes,
            int size,
            int steps,
            Generator.Curve curve,
            Target target,
            Corruption corruption)
            implements Data {

        /** Definition of {@code data} with the source {@code generated}. */
        public static ObjectType<Generated> definition(Limits limits) {
            var generator = new Field.OneOf<>("generator", Choices.of(Generator.values()), null, true, "")
                    .from(Generated::generator);
            var samples = NumberField.whole("samples", 1, limits.samples())
                    .describedAs(
                            "All sets together. The default is the generator's; xorTable has its four, barsAndStripes each pattern once.")
                    .from(Generated::samples);
            var noise =
                    NumberField.real("noise", 0, limits.noise()).withDefault(0).from(Generated::noise);
            var trainFraction = NumberField.real("trainFraction", 0, 1)
                    .aboveMinimum()
                    .withDefault(0.5)
                    .from(Generated::trainFraction);
            var validationFraction =
                    NumberField.real("validationFraction", 0, 1).withDefault(0).from(Generated::validationFraction);
            var seed = new Field.Seed("seed").from(Generated::seed);
            var dimensions = NumberField.whole("dimensions", 2, limits.columns())
                    .withDefault(2)
                    .describedAs("Of clusters only: columns.")
                    .from(Generated::dimensions)
                    .onlyIf(has("dimensions"));
            var classes = NumberField.whole("classes", 2, limits.classes())
                    .withDefault(3)
                    .describedAs("Of clusters, and of firstSymbol, whose symbols they are.")
                    .from(Generated::classes)
                    .onlyIf(has("classes"));
            var size = NumberField.whole("size", 2, 8)
                    .withDefault(3)
                    .describedAs("Of barsAndStripes only: pixels in each direction.")
                    .from(Generated::size)
                    .onlyIf(has("size"));
            var steps = NumberField.whole("steps", 2, 100)
                    .withDefault(10)
                    .describedAs("Of firstSymbol only: length of a sequence.")
                    .from(Generated::steps)
                    .onlyIf(has("steps"));
            var curve = new Field.OneOf<>(
                            "curve",
                            Choices.of(Generator.Curve.values()),
                            Generator.Curve.SINE,
                            false,
                            "Of function only: the line between the classes. Default sine.")
                    .from(Generated::curve)
                    .onlyIf(has("curve"));
            var target = Target.field().from(Generated::target).onlyIf(data -> data.target() != Target.LABEL);
            var corruption = Corruption.field()
                    .from(Generated::corruption)
                    .onlyIf(data -> data.corruption().isActive());
            return ObjectType.ofMany(
                            Generated.class,
                            values -> new Generated(
                                    values.of(generator),
                                    values.of(samples),
                                    values.of(noise),
                                    values.of(trainFraction),
                                    values.of(validationFraction),
                                    values.of(seed),
                                    values.of(dimensions),
                                    values.of(classes),
                                    values.of(size),
                                    values.of(steps),
                                    values.of(curve),
                                    values.of(target),
                                    values.of(corruption)),
                            generator,
                            samples,
                            noise,
                            trainFraction,
                            validationFraction,
                            seed,
                            dimensions,
                            classes,
                            size,
                            steps,
                            curve,
                            target,
                            corruption)
                    .labelled(Message.of("thing.generated"));
        }

        private static Predicate<Generated> has(String field) {
            return data -> data.generator().fields().contains(field);
        }

        /** The next floor(samples * validationFraction) validate. */
        @Override
        public int validationSamples() {
            return generator == Generator.XOR_TABLE
                    ? 0
                    : Math.min(samples - trainSamples(), (int) Math.floor(samples * validationFraction));
        }

        @Override
        public boolean hasTest() {
            return generator == Generator.XOR_TABLE || samples > trainSamples() + validationSamples();
        }

        /** With the generator's defaults. */
        public Generated(
                Generator generator,
                int samples,
                double noise,
                double trainFraction,
                double validationFraction,
                long seed) {
            this(generator, samples, noise, trainFraction, validationFraction, seed, 2, generator.classes());
        }

        /** With labels or values as targets, undisturbed. */
        public Generated(
                Generator generator,
                int samples,
                double noise,
                double trainFraction,
                double validationFraction,
                long seed,
                int dimensions,
                int classes) {
            this(
                    generator,
                    samples,
                    noise,
                    trainFraction,
                    validationFraction,
                    seed,
                    dimensions,
                    classes,
                    3,
                    10,
                    Generator.Curve.SINE,
                    Target.LABEL,
                    Corruption.NONE);
        }

        /** {@code [height, width, channels]} of images, {@code [steps, columns]} of sequences. */
        @Override
        public Shape shape() {
            return switch (generator) {
                case DIGITS8 -> Shape.of(8, 8, 1);
                case BARS_AND_STRIPES -> Shape.of(size, size, 1);
                case LESIONS16 -> Shape.of(16, 16, 1);
                case FIRST_SYMBOL -> Shape.of(steps, classes);
                case CLUSTERS -> Shape.of(dimensions);
                case CIRCLE,
                        XOR,
                        GAUSS,
                        SPIRAL,
                        MOONS,
                        RINGS,
                        CHECKERBOARD,
                        THREE_BLOBS,
                        FUNCTION,
                        XOR_TABLE,
                        PLANE,
                        GAUSSIANS -> Shape.of(2);
            };
        }

        @Override
        public int columns() {
            return shape().count();
        }

        @Override
        public int labels() {
            return generator.labels();
        }

        @Override
        public int trainSamples() {
            return generator == Generator.XOR_TABLE ? 4 : Math.min(samples, (int) Math.floor(samples * trainFraction));
        }

        /** The table is trained and tested on. */
        @Override
        public int samplesInAll() {
            return generator == Generator.XOR_TABLE ? 8 : samples;
        }
    }

    /**
     * Samples given in the spec itself, in this order.
     *
     * @param train at least one sample
     * @param validation may be empty
     * @param test may be empty
     */
    record Inline(
            List<Sample> train,
            List<Sample> validation,
            List<Sample> test,
            Shape shape,
            Target target,
            Corruption corruption)
            implements Data {
        public Inline {
            train = List.copyOf(train);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }

        /** Definition of {@code data} with the source {@code inline}. */
        public static ObjectType<Inline> definition(Limits limits) {
            ObjectType<Sample> sample = Sample.definition(limits);
            int most = limits.samples();
            var train = new Field.ObjectList<>("train", sample, 1, most, true, "").from(Inline::train);
            var validation = new Field.ObjectList<>("validation", sample, 0, most, false, "").from(Inline::validation);
            var test = new Field.ObjectList<>("test", sample, 0, most, false, "").from(Inline::test);
            var shape = shapeField(limits)
                    .from((Inline inline) -> inline.shape().sizes())
                    .onlyIf(data -> !data.shape().isFlat());
            var target = Target.field().from(Inline::target).onlyIf(data -> data.target() != Target.LABEL);
            var corruption = Corruption.field()
                    .from(Inline::corruption)
                    .onlyIf(data -> data.corruption().isActive());
            return ObjectType.ofMany(
                            Inline.class,
                            values -> new Inline(
                                    values.of(train),
                                    values.of(validation),
                                    values.of(test),
                                    new Shape(values.of(shape)),
                                    values.of(target),
                                    values.of(corruption)),
                            train,
                            validation,
                            test,
                            shape,
                            target,
                            corruption)
                    .labelled(Message.of("thing.inline"));
        }

        /** The field {@code shape}. */
        public static Field.Sizes shapeField(Limits limits) {
            return new Field.Sizes(
                    "shape",
                    NumberField.whole("shape", 1, limits.columns()),
                    1,
                    Shape.MAX_RANK,
                    false,
                    "Of one sample: [columns], the default, a sequence [steps, columns] or an image [height, width, channels].");
        }

        /** Samples that are plain rows of columns, with labels or values as targets, undisturbed. */
        public Inline(List<Sample> train, List<Sample> validation, List<Sample> test) {
            this(train, validation, test, Target.LABEL, Corruption.NONE);
        }

        /** Samples that are plain rows of columns. */
        public Inline(
                List<Sample> train, List<Sample> validation, List<Sample> test, Target target, Corruption corruption) {
            this(train, validation, test, Shape.of(train.getFirst().x().length), target, corruption);
        }

        @Override
        public int columns() {
            return train.getFirst().x().length;
        }

        @Override
        public int labels() {
            return train.getFirst().y().length;
        }

        @Override
        public int trainSamples() {
            return train.size();
        }

        @Override
        public int samplesInAll() {
            return train.size() + validation.size() + test.size();
        }

        @Override
        public int validationSamples() {
            return validation.size();
        }

        @Override
        public boolean hasTest() {
            return !test.isEmpty();
        }

        /** The largest label of all sets + 1, at least 2; of use in classification only. */
        public int classes() {
            double largest = Stream.of(train, validation, test)
                    .flatMap(List::stream)
                    .mapToDouble(sample -> sample.y()[0])
                    .max()
                    .orElse(0);
            return Math.max(2, (int) largest + 1);
        }
    }

    /**
     * One sample. The arrays belong to the sample and are never changed.
     *
     * @param x one value per column
     * @param y the label (an integer, one element) in classification, or several labels 0 or 1; one real value per
     *     output in regression; may be empty where the target is the input
     */
    @SuppressWarnings("ArrayRecordComponent") // 100,000 samples of boxed numbers would be ten times the memory
    record Sample(double[] x, double[] y) {

        /** Definition of a sample of inline data. */
        public static ObjectType<Sample> definition(Limits limits) {
            var x = new Field.NumberArray<double[]>("x", SpecCatalog.VALUE, 1, limits.columns(), true, "");
            var y = new Field.Target(
                    "y",
                    NumberField.whole("y", 0, limits.classes() - 1.0).publishedAs("label"),
                    SpecCatalog.VALUE,
                    limits.units(),
                    "A label from 0 in classification, or an array of labels 0 or 1, one for each output; in regression a number, or an array with one for each output. "
                            + "Required unless the target is the input.");
            return ObjectType.of(
                            Sample.class,
                            Sample::new,
                            x.from(Sample::x),
                            y.from(Sample::y).onlyIf(sample -> sample.y().length > 0))
                    .labelled(Message.of("thing.sample"));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sample sample && Arrays.equals(x, sample.x) && Arrays.equals(y, sample.y);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
        }
    }
}
