package org.nnplayground.spec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.data.DataDefinitions;
import org.nnplayground.spec.data.DatasetId;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Shape;

/** Where the samples come from. */
public sealed interface Data {

    /** The source whose samples are in the spec. */
    String INLINE = "inline";

    /** The source whose samples a client has uploaded before. */
    String UPLOADED = "uploaded";

    /** Definition of {@code data}. */
    static VariantType<Data> definition(Limits limits) {
        return VariantType.<Data>of("Data", "source")
                .with("generated", DataDefinitions.generated(limits))
                .with(INLINE, DataDefinitions.inline(limits))
                .with(UPLOADED, DataDefinitions.uploaded(limits));
    }

    /** What the network learns to output. */
    enum Target implements Choice {
        /** The label or the value of each sample. */
        LABEL,

        /** The network's own inputs, so that it is an autoencoder. The task is regression. */
        INPUT
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

    /** How the columns are scaled. */
    Scale scale();

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

    /** Samples without a label, for the pre-training. */
    int unlabelledSamples();

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
     * @param unlabelledSamples drawn beside the three sets
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
            Corruption corruption,
            int unlabelledSamples,
            Scale scale)
            implements Data {

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
                    Corruption.NONE,
                    0,
                    Scale.NONE);
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
     * @param unlabelled may be empty
     */
    record Inline(
            List<Sample> train,
            List<Sample> validation,
            List<Sample> test,
            Shape shape,
            Target target,
            Corruption corruption,
            List<Unlabelled> unlabelled,
            Scale scale)
            implements Data {
        public Inline {
            train = List.copyOf(train);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
            unlabelled = List.copyOf(unlabelled);
        }

        /** Samples that are plain rows of columns, with labels or values as targets, undisturbed. */
        public Inline(List<Sample> train, List<Sample> validation, List<Sample> test) {
            this(train, validation, test, Target.LABEL, Corruption.NONE);
        }

        /** Samples that are plain rows of columns. */
        public Inline(
                List<Sample> train, List<Sample> validation, List<Sample> test, Target target, Corruption corruption) {
            this(
                    train,
                    validation,
                    test,
                    Shape.of(train.getFirst().x().length),
                    target,
                    corruption,
                    List.of(),
                    Scale.NONE);
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
        public int unlabelledSamples() {
            return unlabelled.size();
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
     * Rows of a dataset that a client has uploaded, shuffled once by the seed and split.
     *
     * @param trainFraction as of {@link Generated}
     * @param validationFraction as of {@link Generated}
     * @param seed 0 to 2^53 - 1
     */
    record Uploaded(
            DatasetId dataset,
            double trainFraction,
            double validationFraction,
            long seed,
            Shape shape,
            Target target,
            Corruption corruption,
            Scale scale)
            implements Data {

        @Override
        public int columns() {
            return dataset.columns();
        }

        @Override
        public int labels() {
            return 1;
        }

        @Override
        public int trainSamples() {
            return Math.min(dataset.samples(), (int) Math.floor(dataset.samples() * trainFraction));
        }

        @Override
        public int validationSamples() {
            return Math.min(
                    dataset.samples() - trainSamples(), (int) Math.floor(dataset.samples() * validationFraction));
        }

        @Override
        public int samplesInAll() {
            return dataset.samples();
        }

        @Override
        public int unlabelledSamples() {
            return 0;
        }

        @Override
        public boolean hasTest() {
            return dataset.samples() > trainSamples() + validationSamples();
        }

        /** Number of different labels, at least 2; of use in classification only. */
        public int classes() {
            return Math.max(2, dataset.classes());
        }
    }

    /**
     * A sample without a label. The array belongs to the sample and is never changed.
     *
     * @param x one value per column
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Unlabelled(double[] x) {

        /** Definition of a sample without a label. */
        public static ObjectType<Unlabelled> definition(Limits limits) {
            var x = new Field.NumberArray<double[]>("x", SpecCatalog.VALUE, 1, limits.columns(), true, "");
            return ObjectType.of(Unlabelled.class, Unlabelled::new, x.from(Unlabelled::x))
                    .labelled(Message.of("thing.unlabelled"));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unlabelled sample && Arrays.equals(x, sample.x);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(x);
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
