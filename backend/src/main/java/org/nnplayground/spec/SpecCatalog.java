package org.nnplayground.spec;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.model.Model;

/**
 * The definition of a spec within the configured limits, and what depends on more than one of its fields: the allowed
 * pairs of loss and output activation, and defaults.
 */
public record SpecCatalog(Limits limits) {

    /**
     * A column or a real target of inline data, a weight or a bias. The square of 1e9 is far below the largest float.
     */
    public static final NumberField<Double> VALUE = NumberField.real("value", -1e9, 1e9);

    /** A seed in a request that is not a spec, such as the answer to an exercise. */
    public static final NumberField<Long> SEED = new Field.Seed("seed").number();

    public ObjectType<TrainingSpec> definition() {
        return TrainingSpec.definition(limits);
    }

    public Choices<Model> models() {
        return Choices.of(Model.values());
    }

    public Choices<Task> tasks() {
        return Choices.of(Task.values());
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

    public Choices<Loss> losses() {
        return Choices.of(Loss.values());
    }

    /** Wire names of the features that are available for this number of columns. */
    public List<String> features(int columns) {
        return columns == 2 ? planeFeatures().names() : defaultFeatures(columns);
    }

    /** The default features: the columns x1 to xd. */
    public List<String> defaultFeatures(int columns) {
        return IntStream.rangeClosed(1, columns).mapToObj(i -> "x" + i).toList();
    }

    /**
     * The activation of an output layer that names none.
     *
     * @param classes K, of use in classification only
     * @param labels of one sample, of use in classification only
     */
    public Activation defaultOutputActivation(Task task, int classes, int labels) {
        return switch (task) {
            case REGRESSION -> Activation.LINEAR;
            case CLASSIFICATION -> labels > 1 ? Activation.SIGMOID : classes > 2 ? Activation.SOFTMAX : Activation.TANH;
        };
    }

    /** The units of an output layer that a spec does not give, in a classification. */
    public int defaultOutputs(int classes, int labels) {
        return labels > 1 ? labels : classes > 2 ? classes : 1;
    }

    /** The hidden layers of a spec without layers. */
    public List<Layer> defaultHiddenLayers() {
        return Stream.of(4, 2)
                .<Layer>map(units -> new Dense(units, Layer.DEFAULT_ACTIVATION, true))
                .toList();
    }

    /** The loss of a spec that names none. */
    public Loss defaultLoss(Task task, Activation output) {
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
            case BINARY_CROSS_ENTROPY, CROSS_ENTROPY, DICE -> List.of(Task.CLASSIFICATION);
        };
    }

    /** The output activations that a loss goes with. */
    public List<Activation> outputActivations(Loss loss) {
        return switch (loss) {
            case SQUARED_ERROR, MEAN_SQUARED_ERROR, ABSOLUTE_ERROR, HUBER ->
                activations().available();
            case BINARY_CROSS_ENTROPY, DICE -> List.of(Activation.SIGMOID);
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
