package org.nnplayground.spec;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every choice of a spec with its range and its default: the only list of them. The reader of requests, the published
 * catalogue and the schema in the OpenAPI document are made from it.
 */
public record SpecCatalog(Limits limits) {

    public static final long LARGEST_SEED = (1L << 53) - 1; // exact in every client's numbers

    private static final double LARGEST_VALUE = 1e9; // its square is far from the largest float
    private static final double LARGEST_RATE = 1000;

    // Choices

    public Choices<Task> tasks() {
        return Choices.of(Task.values());
    }

    public Choices<Data.Source> sources() {
        return Choices.of(Data.Source.values()).announcing("uploaded");
    }

    public Choices<Generator> generators() {
        return Choices.of(Generator.values());
    }

    public Choices<PlaneFeature> planeFeatures() {
        return Choices.of(PlaneFeature.values());
    }

    /** Of hidden layers. */
    public Choices<Activation> activations() {
        return new Choices<>(
                Stream.of(Activation.values())
                        .filter(activation -> activation != Activation.SOFTMAX)
                        .toList(),
                Set.of());
    }

    public Choices<Activation> outputActivations() {
        return Choices.of(Activation.values());
    }

    public Choices<Initializer.Type> initializers() {
        return Choices.of(Initializer.Type.values());
    }

    public Choices<Loss> losses() {
        return Choices.of(Loss.values());
    }

    public Choices<Optimizer.Type> optimizers() {
        return Choices.of(Optimizer.Type.values());
    }

    public Choices<Schedule.Type> schedules() {
        return Choices.of(Schedule.Type.values());
    }

    public Choices<Regularization.Type> regularizations() {
        return Choices.of(Regularization.Type.values());
    }

    public Choices<Shuffle> shuffles() {
        return Choices.of(Shuffle.values());
    }

    // Numbers

    /** Samples of generated data; the default is the generator's. */
    public Quantity samples() {
        return Quantity.whole("samples", 1, limits.samples());
    }

    public Quantity noise() {
        return Quantity.real("noise", 0, limits.noise()).withStandard(0);
    }

    public Quantity trainFraction() {
        return Quantity.real("trainFraction", 0, 1).aboveMinimum().withStandard(0.5);
    }

    public Quantity validationFraction() {
        return Quantity.real("validationFraction", 0, 1).withStandard(0);
    }

    /** Columns of generated data, where the generator lets a spec say. */
    public Quantity dimensions() {
        return Quantity.whole("dimensions", 2, limits.columns()).withStandard(Generator.CLUSTERS.columns());
    }

    /** Classes of generated data, where the generator lets a spec say. */
    public Quantity classes() {
        return Quantity.whole("classes", 2, limits.classes()).withStandard(Generator.CLUSTERS.classes());
    }

    /** A seed that is not given is drawn. */
    public Quantity seed() {
        return Quantity.whole("seed", 0, LARGEST_SEED);
    }

    public Quantity units() {
        return Quantity.whole("units", 1, limits.units());
    }

    /** Of hidden layers: at most what leaves something to train. */
    public Quantity dropout() {
        return Quantity.real("dropout", 0, 0.95).withStandard(0);
    }

    /** The range of the draw of {@link Initializer.Uniform}. */
    public Quantity initializerRange() {
        return Quantity.real("range", 0, LARGEST_RATE).withStandard(0.5);
    }

    /** Of {@link Initializer.Normal}. */
    public Quantity standardDeviation() {
        return Quantity.real("standardDeviation", 0, LARGEST_RATE).withStandard(0.5);
    }

    /** The first value of every bias, of {@link Initializer.Uniform}; that of {@link Initializer.Normal} is 0. */
    public Quantity initializerBias() {
        return Quantity.real("bias", -LARGEST_RATE, LARGEST_RATE).withStandard(0.1);
    }

    /** Of {@link Initializer.Constant}. */
    public Quantity initializerValue() {
        return Quantity.real("value", -LARGEST_RATE, LARGEST_RATE).withStandard(0.1);
    }

    /** Of sgd. */
    public Quantity learningRate() {
        return learningRate(Optimizer.Type.SGD);
    }

    public Quantity learningRate(Optimizer.Type type) {
        double standard = type == Optimizer.Type.SGD ? 0.03 : 0.01;
        return Quantity.real("learningRate", 0, LARGEST_RATE).aboveMinimum().withStandard(standard);
    }

    /** Of {@link Optimizer.Sgd}. */
    public Quantity momentum() {
        return share("momentum").withStandard(0);
    }

    /** Of {@link Optimizer.Rmsprop}. */
    public Quantity decay() {
        return share("decay").withStandard(0.99);
    }

    /** Of {@link Optimizer.Adam} and {@link Optimizer.Adamw}. */
    public Quantity beta1() {
        return share("beta1").withStandard(0.9);
    }

    /** Of {@link Optimizer.Adam} and {@link Optimizer.Adamw}. */
    public Quantity beta2() {
        return share("beta2").withStandard(0.999);
    }

    /** What stays of a running mean: below 1, or nothing new would ever come in. */
    private static Quantity share(String name) {
        return Quantity.real(name, 0, 0.999999);
    }

    /** Of {@link Optimizer.Adam}; the default of {@link Optimizer.Adamw} is 0.01. */
    public Quantity weightDecay(Optimizer.Type type) {
        return Quantity.real("weightDecay", 0, LARGEST_RATE).withStandard(type == Optimizer.Type.ADAMW ? 0.01 : 0);
    }

    /** Epochs between two reductions, of {@link Schedule.Step}. */
    public Quantity every() {
        return Quantity.whole("every", 1, limits.epochs()).withStandard(100);
    }

    /** What the rate is multiplied by; the default is the schedule's. */
    public Quantity factor(Schedule.Type type) {
        return Quantity.real("factor", 0, 1)
                .aboveMinimum()
                .withStandard(type == Schedule.Type.EXPONENTIAL ? 0.99 : 0.5);
    }

    /** Epochs until the minimum, of {@link Schedule.Cosine}. */
    public Quantity cosineEpochs() {
        return Quantity.whole("epochs", 1, limits.epochs()).withStandard(500);
    }

    /** The last rate of {@link Schedule.Cosine}. */
    public Quantity minimum() {
        return Quantity.real("minimum", 0, LARGEST_RATE).withStandard(0);
    }

    /** Epochs without a lower loss that {@link Schedule.Plateau} bears. */
    public Quantity patience() {
        return Quantity.whole("patience", 0, limits.epochs()).withStandard(20);
    }

    public Quantity warmupEpochs() {
        return Quantity.whole("warmupEpochs", 0, limits.epochs()).withStandard(0);
    }

    public Quantity regularizationRate() {
        return Quantity.real("rate", 0, LARGEST_RATE).withStandard(0);
    }

    public Quantity batchSize() {
        return Quantity.whole("batchSize", 1, limits.batchSize()).withStandard(10);
    }

    /** A class of inline data. */
    public Quantity label() {
        return Quantity.whole("y", 0, limits.classes() - 1.0);
    }

    /** A column or a real target of inline data, a weight or a bias. */
    public Quantity value() {
        return Quantity.real("value", -LARGEST_VALUE, LARGEST_VALUE);
    }

    // What depends on more than one field

    /** Wire names of what a network can see of so many columns. */
    public List<String> features(int columns) {
        return columns == 2 ? planeFeatures().names() : standardFeatures(columns);
    }

    /** What it sees where a spec does not say: the columns, x1 to xd. */
    public List<String> standardFeatures(int columns) {
        return IntStream.rangeClosed(1, columns).mapToObj(i -> "x" + i).toList();
    }

    public Activation standardActivation() {
        return Activation.TANH;
    }

    /**
     * The activation of an output layer that names none.
     *
     * @param classes K, of use in classification only
     */
    public Activation standardOutputActivation(Task task, int classes) {
        return switch (task) {
            case REGRESSION -> Activation.LINEAR;
            case CLASSIFICATION -> classes > 2 ? Activation.SOFTMAX : Activation.TANH;
        };
    }

    /** The units of an output layer that a spec does not give, in a classification. */
    public int standardOutputs(int classes) {
        return classes > 2 ? classes : 1;
    }

    /** The hidden layers of a spec without layers. */
    public List<Network.Layer> standardHiddenLayers() {
        return Stream.of(4, 2)
                .map(units -> new Network.Layer(units, standardActivation(), true))
                .toList();
    }

    /** The loss of a spec that names none. */
    public Loss standardLoss(Task task, Activation output) {
        if (output == Activation.SOFTMAX) {
            return Loss.CROSS_ENTROPY;
        }
        boolean probability = task == Task.CLASSIFICATION && output == Activation.SIGMOID;
        return probability ? Loss.BINARY_CROSS_ENTROPY : Loss.SQUARED_ERROR;
    }

    /** The tasks that a loss can be of. */
    public List<Task> tasks(Loss loss) {
        return switch (loss) {
            case SQUARED_ERROR, MEAN_SQUARED_ERROR, ABSOLUTE_ERROR, HUBER -> tasks().available();
            case BINARY_CROSS_ENTROPY, CROSS_ENTROPY -> List.of(Task.CLASSIFICATION);
        };
    }

    /** The output activations that a loss goes with. */
    public List<Activation> outputActivations(Loss loss) {
        return switch (loss) {
            case SQUARED_ERROR, MEAN_SQUARED_ERROR, ABSOLUTE_ERROR, HUBER ->
                activations().available();
            case BINARY_CROSS_ENTROPY -> List.of(Activation.SIGMOID);
            case CROSS_ENTROPY -> List.of(Activation.SOFTMAX);
        };
    }

    /** The output activations that a task goes with: those of its losses. */
    public List<Activation> outputActivations(Task task) {
        return outputActivations().available().stream()
                .filter(activation -> losses().available().stream()
                        .anyMatch(loss -> tasks(loss).contains(task)
                                && outputActivations(loss).contains(activation)))
                .toList();
    }
}
