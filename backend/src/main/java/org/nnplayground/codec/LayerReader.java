package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.VariantType.Variant;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.model.Rbm;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code network.layers}. The output layer depends on the task and on the data; each layer must fit the shape of
 * what the layer before gives.
 */
final class LayerReader {

    private static final LongSupplier NO_SEEDS = () -> {
        throw new IllegalStateException("a layer has no seed");
    };

    private final SpecCatalog catalog;
    private final SpecRules rules;
    private final VariantType<Layer> types;

    LayerReader(SpecCatalog catalog) {
        this.catalog = catalog;
        this.rules = new SpecRules(catalog);
        this.types = Layer.definition(catalog.limits());
    }

    /**
     * The layers, hidden ones first; null after a violation.
     *
     * @param input shape of what the first layer takes; null if unknown: then no shape is checked
     */
    @Nullable
    List<Layer> read(JsonFields network, DataReader.Given given, @Nullable Shape input) {
        Violations violations = network.violations();
        long before = violations.count();
        JsonNode array = network.array("layers");
        if (array == null) {
            return violations.count() > before ? null : defaults(given);
        }
        int limit = catalog.limits().layers();
        if (array.isEmpty() || array.size() > limit) {
            network.reject("layers", Message.of("layers.count", limit, array.size()));
            return null;
        }
        var layers = new ArrayList<Layer>();
        var outputs = new ArrayList<@Nullable Shape>();
        Shape shape = input;
        for (int i = 0; i < array.size(); i++) {
            JsonFields json = JsonFields.of(array.get(i), network.pointer("layers") + "/" + i, violations);
            Layer layer = i == array.size() - 1 ? outputLayer(json, given, shape) : hiddenLayer(json);
            if (layer instanceof Concatenation concatenation) {
                shape = rules.checkConcatenation(json, concatenation, outputs);
            }
            shape = layer == null || shape == null ? null : rules.checkFit(json, layer, shape);
            outputs.add(shape);
            if (layer != null) {
                layers.add(layer);
            }
        }
        return violations.count() > before ? null : layers;
    }

    /** The layers of a machine, which a spec may leave out; null after a violation. */
    @Nullable
    List<Layer> read(JsonFields network, DataReader.Given given, @Nullable Shape input, Rbm rbm) {
        Violations violations = network.violations();
        long before = violations.count();
        List<Layer> layers = rbm.layers(input == null ? 1 : input.count());
        if (network.array("layers") == null) {
            return input == null || violations.count() > before ? null : layers;
        }
        List<Layer> read = read(network, given, input);
        if (read != null && input != null && !read.equals(layers)) {
            network.reject("layers", Message.of("rbm.layers", rbm.hidden(), input.count()));
            return null;
        }
        return read;
    }

    private List<Layer> defaults(DataReader.Given given) {
        int outputs = given.task() == Task.REGRESSION
                ? Math.max(1, given.outputs())
                : catalog.defaultOutputs(given.classes(), given.outputs());
        var layers = new ArrayList<>(catalog.defaultHiddenLayers());
        layers.add(new Dense(
                outputs, catalog.defaultOutputActivation(given.task(), given.classes(), given.outputs()), true));
        return layers;
    }

    private @Nullable Layer hiddenLayer(JsonFields json) {
        Variant<Layer> variant = ObjectReader.variant(json, types);
        if (variant == null) {
            return null;
        }
        var layer = ObjectReader.of(json, types, variant, NO_SEEDS);
        if (variant.type().has("activation")) {
            layer.set("activation", json.choice("activation", catalog.activations(), Layer.DEFAULT_ACTIVATION));
        }
        return layer.finish();
    }

    /** @param input shape of what the layer takes; null if unknown */
    private @Nullable Layer outputLayer(JsonFields json, DataReader.Given given, @Nullable Shape input) {
        Variant<Layer> variant = ObjectReader.variant(json, types);
        if (variant == null) {
            return null;
        }
        boolean isDense = variant.wireName().equals(Layer.DENSE);
        if (!rules.checkOutputType(json, variant.wireName(), given)) {
            return null;
        }
        var layer = ObjectReader.of(json, types, variant, NO_SEEDS);
        Object units = isDense ? layer.read("units") : null;
        Activation activation = outputActivation(json, given);
        layer.set("activation", activation);
        layer.read("bias");
        if (layer.read("dropout") instanceof Double dropout) {
            rules.checkOutputDropout(json, dropout);
        }
        layer.readRest(variant.type().label());
        if (units instanceof Integer number) {
            rules.checkOutputUnits(json, number, activation, given);
        }
        Layer created = layer.create();
        if (!isDense && created != null && input != null) {
            rules.checkOutputShape(json, created, input, given);
        }
        return created;
    }

    private @Nullable Activation outputActivation(JsonFields json, DataReader.Given given) {
        Activation defaultValue = catalog.defaultOutputActivation(given.task(), given.classes(), given.outputs());
        Activation activation = json.choice("activation", catalog.outputActivations(), defaultValue);
        return activation == null ? null : rules.checkOutputActivation(json, activation, given);
    }
}
