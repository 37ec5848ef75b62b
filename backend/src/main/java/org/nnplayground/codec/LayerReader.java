package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Network.Layer;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import tools.jackson.databind.JsonNode;

/** Reads {@code network.layers}. The output layer depends on the task and on the data. */
final class LayerReader {

    private static final LongSupplier NO_SEEDS = () -> {
        throw new IllegalStateException("a layer has no seed");
    };

    private final SpecCatalog catalog;
    private final SpecRules rules;
    private final ObjectType<Layer> type;

    LayerReader(SpecCatalog catalog) {
        this.catalog = catalog;
        this.rules = new SpecRules(catalog);
        this.type = Layer.definition(catalog.limits());
    }

    /** The layers, hidden ones first; null after a violation. */
    @Nullable
    List<Layer> read(JsonFields network, DataReader.Given given) {
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
        for (int i = 0; i < array.size(); i++) {
            JsonFields json = JsonFields.of(array.get(i), network.pointer("layers") + "/" + i, violations);
            Layer layer = i == array.size() - 1 ? outputLayer(json, given) : hiddenLayer(json);
            if (layer != null) {
                layers.add(layer);
            }
        }
        return violations.count() > before ? null : layers;
    }

    private List<Layer> defaults(DataReader.Given given) {
        int outputs = given.task() == Task.REGRESSION
                ? Math.max(1, given.outputs())
                : catalog.defaultOutputs(given.classes(), given.outputs());
        var layers = new ArrayList<>(catalog.defaultHiddenLayers());
        layers.add(new Layer(
                outputs, catalog.defaultOutputActivation(given.task(), given.classes(), given.outputs()), true));
        return layers;
    }

    private @Nullable Layer hiddenLayer(JsonFields json) {
        var layer = new ObjectReader<>(json, type, NO_SEEDS);
        layer.read("units");
        layer.set("activation", json.choice("activation", catalog.activations(), Layer.DEFAULT_ACTIVATION));
        return layer.finish();
    }

    private @Nullable Layer outputLayer(JsonFields json, DataReader.Given given) {
        var layer = new ObjectReader<>(json, type, NO_SEEDS);
        Object units = layer.read("units");
        Activation activation = outputActivation(json, given);
        layer.set("activation", activation);
        layer.read("bias");
        if (layer.read("dropout") instanceof Double dropout) {
            rules.checkOutputDropout(json, dropout);
        }
        layer.readRest(type.label());
        if (units instanceof Integer number) {
            rules.checkOutputUnits(json, number, activation, given);
        }
        return layer.create();
    }

    private @Nullable Activation outputActivation(JsonFields json, DataReader.Given given) {
        Activation defaultValue = catalog.defaultOutputActivation(given.task(), given.classes(), given.outputs());
        Activation activation = json.choice("activation", catalog.outputActivations(), defaultValue);
        return activation == null ? null : rules.checkOutputActivation(json, activation, given);
    }
}
