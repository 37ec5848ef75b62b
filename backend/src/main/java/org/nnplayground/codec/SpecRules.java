package org.nnplayground.codec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training.Pretraining;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.DatasetId;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.model.Rbm;

/**
 * The rules that combine several fields of a spec. Each method adds the violations of one rule. A reader calls it only
 * if the fields are valid by themselves, so that no violation is reported twice. Defaults that depend on several fields
 * are in {@link SpecCatalog}; the shapes of explicit parameters are in {@link ExplicitParameters}.
 */
final class SpecRules {

    private static final double ROUNDING = 1e-9; // of the sum of two fractions

    private final SpecCatalog catalog;

    SpecRules(SpecCatalog catalog) {
        this.catalog = catalog;
    }

    /** A generator has one task, which must be the spec's. */
    void checkGenerator(JsonFields data, Generator generator, Task task) {
        if (generator.task() != task) {
            List<String> suitable = List.of(Generator.values()).stream()
                    .filter(candidate -> candidate.task() == task)
                    .map(Generator::wireName)
                    .toList();
            data.reject(
                    "generator",
                    Message.of("data.generator", task.wireName(), suitable, JsonValues.quoted(generator.wireName())));
        }
    }

    /** The fractions are at most 1 together, and at least one sample is left to train on. */
    void checkSplit(JsonFields data, int samples, double trainFraction, double validationFraction) {
        if (trainFraction + validationFraction > 1 + ROUNDING) {
            data.reject("validationFraction", Message.of("data.fractions", validationFraction, trainFraction));
        }
        if (Math.floor(samples * trainFraction) < 1) {
            data.reject(
                    "trainFraction",
                    Message.of("data.nothing-to-train-on", JsonValues.count(samples, "sample"), trainFraction));
        }
    }

    /** The labels of a dataset suit the task, and there are not too many classes. */
    void checkLabels(JsonFields data, DatasetId dataset, Task task) {
        boolean suits = task == Task.CLASSIFICATION ? dataset.hasClasses() : dataset.hasValues();
        int most = catalog.limits().classes();
        if (!suits) {
            data.reject(
                    "dataset",
                    Message.of(task == Task.CLASSIFICATION ? "data.labels-are-values" : "data.labels-are-names"));
        } else if (task == Task.CLASSIFICATION && dataset.classes() > most) {
            data.reject("dataset", Message.of("data.too-many-classes", most, dataset.classes()));
        }
    }

    /** The numbers of all samples together are limited. */
    void checkDataNumbers(JsonFields data, long samples, int columns) {
        long limit = catalog.limits().dataNumbers();
        if (samples * columns > limit) {
            data.reject("samples", Message.of("data.too-many-numbers", limit / columns, columns, samples));
        }
    }

    /** An amount that is a probability is at most 1. */
    void checkCorruption(JsonFields corruption, Data.Corruption read) {
        if (!read.isPossible()) {
            corruption.reject(
                    "amount",
                    Message.of("and", Data.Corruption.PROBABILITY.requirement(), Message.of("was", read.amount())));
        }
    }

    /**
     * The task restricts the activation of the output layer; several labels of a sample exclude softmax, whose outputs
     * are one choice. Returns null after a violation.
     */
    @Nullable
    Activation checkOutputActivation(JsonFields layer, Activation activation, DataReader.Given given) {
        if (!catalog.outputActivations(given.task()).contains(activation)) {
            layer.reject(
                    "activation",
                    Message.of(
                            "not-for-task", activation.wireName(), given.task().wireName()));
            return null;
        }
        if (given.hasSeveralLabels() && activation == Activation.SOFTMAX) {
            layer.reject("activation", Message.of("layers.softmax-labels"));
            return null;
        }
        return activation;
    }

    /**
     * A layer fits the shape of its input, and numbers and weights can be counted. Returns the shape of its output;
     * null after a violation.
     */
    @Nullable
    Shape checkFit(JsonFields json, Layer layer, Shape input) {
        Message misfit = layer.misfit(input);
        Shape output = misfit == null ? layer.output(input) : null;
        if (output != null && output.longCount() > mostOutputs()) {
            misfit = Message.of("layers.outputs", mostOutputs(), output.toString());
        } else if (output != null) {
            long weights = layer.weights(input).inputs().longCount();
            long limit = catalog.limits().parameters();
            misfit = weights > limit ? Message.of("layers.parameters", limit, weights) : null;
        }
        if (misfit != null) {
            json.violations().add(json.pointer(), misfit);
            return null;
        }
        return output;
    }

    /** The most numbers that a layer may give for a sample: those of a filter for each unit at every column. */
    private long mostOutputs() {
        return (long) catalog.limits().units() * catalog.limits().columns();
    }

    /**
     * A concatenation names an earlier layer, and both images have the same height and width. Returns the shape of both
     * together; null after a violation or if a shape is unknown.
     *
     * @param outputs shapes of what the layers before give; null if unknown
     */
    @Nullable
    Shape checkConcatenation(JsonFields json, Concatenation concatenation, List<@Nullable Shape> outputs) {
        int last = outputs.size() - 1;
        if (last < 0) {
            json.violations().add(json.pointer(), Message.of("layers.no-earlier"));
            return null;
        }
        if (concatenation.layer() > last) {
            json.reject("layer", Message.of("layers.earlier", last, concatenation.layer()));
            return null;
        }
        Shape before = outputs.get(last);
        Shape earlier = outputs.get(concatenation.layer());
        if (before == null || earlier == null) {
            return null;
        }
        Message misfit = Concatenation.misfit(before, earlier);
        if (misfit != null) {
            json.violations().add(json.pointer(), misfit);
            return null;
        }
        return Concatenation.join(before, earlier);
    }

    /** The samples have as many numbers as their shape. Returns null after a violation. */
    @Nullable
    Shape checkShape(JsonFields data, List<Integer> sizes, int columns) {
        var shape = new Shape(sizes);
        long count = sizes.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
        if (count != columns) {
            data.reject("shape", Message.of("data.shape", shape.toString(), count, columns));
            return null;
        }
        return shape;
    }

    /** The output layer is dense, or a convolution if a sample has several labels. Returns false after a violation. */
    boolean checkOutputType(JsonFields layer, String type, DataReader.Given given) {
        boolean fits = type.equals(Layer.DENSE) || (type.equals(Layer.CONVOLUTION) && given.hasSeveralLabels());
        if (!fits) {
            layer.reject("type", Message.of("layers.output", Layer.DENSE, type));
        }
        return fits;
    }

    /** A convolution as the output layer has one filter, and a position for each label. */
    void checkOutputShape(JsonFields json, Layer layer, Shape input, DataReader.Given given) {
        if (layer.units() != 1) {
            json.reject("filters", Message.of("layers.output-filters", layer.units()));
        } else if (layer.misfit(input) == null && layer.output(input).count() != given.outputs()) {
            Message message = Message.of(
                    "layers.output-shape", given.outputs(), layer.output(input).toString());
            json.violations().add(json.pointer(), message);
        }
    }

    /** The output layer has no dropout. */
    void checkOutputDropout(JsonFields layer, double dropout) {
        if (dropout > 0) {
            layer.reject("dropout", Message.of("layers.dropout", dropout));
        }
    }

    /**
     * Regression: one unit per target, in an autoencoder one per feature. Classification: one unit per label if a
     * sample has several, otherwise K units; for two classes without softmax also one.
     *
     * @param activation null if unknown
     */
    void checkOutputUnits(JsonFields layer, int units, @Nullable Activation activation, DataReader.Given given) {
        if (given.task() == Task.REGRESSION) {
            if (given.outputs() > 0 && units != given.outputs()) {
                String key = given.isAutoencoder() ? "layers.inputs" : "layers.targets";
                layer.reject("units", Message.of(key, given.outputs(), units));
            }
        } else if (given.hasSeveralLabels()) {
            if (units != given.outputs()) {
                layer.reject("units", Message.of("layers.labels", given.outputs(), units));
            }
        } else if (activation == Activation.SOFTMAX && given.classes() == 2 && units != 2) {
            layer.reject("units", Message.of("layers.softmax", units));
        } else if (given.classes() == 2 && units > 2) {
            layer.reject("units", Message.of("layers.two-classes", units));
        } else if (given.classes() > 2 && units != given.classes()) {
            layer.reject("units", Message.of("layers.classes", given.classes(), units));
        }
    }

    /**
     * A pre-training needs hidden layers, all of them dense. A restricted Boltzmann machine has sigmoid units, and
     * inputs from 0 to 1: of such columns every feature is from 0 to 1 too.
     */
    void checkPretraining(JsonFields training, TrainingSpec spec) {
        List<Layer> layers = spec.network().layers();
        if (!spec.training().isPretrained()) {
            return;
        }
        if (layers.size() == 1) {
            training.reject("pretraining", Message.of("pretraining.no-hidden-layer"));
        }
        if (!layers.stream().allMatch(Dense.class::isInstance)) {
            training.reject("pretraining", Message.of("pretraining.dense"));
            return;
        }
        if (!(spec.training().pretraining() instanceof Pretraining.Rbm)) {
            return;
        }
        for (int l = 0; l < layers.size() - 1; l++) {
            Activation activation = layers.get(l).activation();
            if (activation != Activation.SIGMOID) {
                training.reject("pretraining", Message.of("pretraining.activation", l, activation.wireName()));
                break;
            }
        }
        if (!isWithinUnitInterval(spec.data())) {
            training.reject("pretraining", Message.of("pretraining.range"));
        }
    }

    /**
     * A restricted Boltzmann machine has inputs from 0 to 1, undisturbed by numbers beyond them, and weights that are
     * the same in both directions. Nothing pre-trains it.
     */
    void checkRbm(JsonFields json, TrainingSpec spec) {
        if (!spec.isRbm()) {
            return;
        }
        if (spec.training().isPretrained()) {
            json.object("training").reject("pretraining", Message.of("rbm.pretraining"));
        }
        if (spec.data().scale() != Scale.NONE) {
            json.object("data").reject("scale", Message.of("rbm.scale"));
        } else if (!isWithinUnitInterval(spec.data())) {
            json.reject("data", Message.of(spec.data() instanceof Data.Uploaded ? "rbm.range-uploaded" : "rbm.range"));
        }
        if (spec.data().corruption().isActive() && spec.data().corruption().type() == Data.Corruption.Type.GAUSSIAN) {
            json.object("data").reject("corruption", Message.of("rbm.range"));
        }
        if (spec.network().initializer() instanceof Initializer.Explicit explicit && !Rbm.areTied(explicit.weights())) {
            json.object("network").object("initializer").reject("weights", Message.of("rbm.tied"));
        }
    }

    private static boolean isWithinUnitInterval(Data data) {
        if (data.scale() != Scale.NONE) {
            return false;
        }
        return switch (data) {
            case Data.Uploaded uploaded -> uploaded.dataset().unitInterval();
            case Data.Generated generated ->
                generated.generator().isWithinUnitInterval()
                        || (generated.generator() == Generator.FIRST_SYMBOL && generated.noise() == 0);
            case Data.Inline inline ->
                Stream.concat(
                                inline.train().stream().map(Data.Sample::x),
                                inline.unlabelled().stream().map(Data.Unlabelled::x))
                        .flatMapToDouble(Arrays::stream)
                        .allMatch(value -> value >= 0 && value <= 1);
        };
    }

    /** The parameters of all layers together are limited. */
    void checkParameters(JsonFields network, long parameters) {
        long limit = catalog.limits().parameters();
        if (parameters > limit) {
            network.reject("layers", Message.of("layers.parameters", limit, parameters));
        }
    }

    /**
     * A loss goes with certain tasks and output activations. Returns null after a violation.
     *
     * @param output activation of the output layer; null if unknown
     */
    @Nullable
    Loss checkLoss(JsonFields training, Loss loss, Task task, @Nullable Activation output) {
        if (!catalog.tasks(loss).contains(task)) {
            training.reject("loss", Message.of("not-for-task", loss.wireName(), task.wireName()));
            return null;
        }
        List<Activation> allowed = catalog.outputActivations(loss);
        if (output != null && !allowed.contains(output)) {
            training.reject(
                    "loss",
                    Message.of(
                            "loss.outputs",
                            loss.wireName(),
                            output.wireName(),
                            allowed.stream().map(Choice::wireName).toList()));
            return null;
        }
        return loss;
    }
}
