package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Network.Layer;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import tools.jackson.databind.JsonNode;

/** Reads {@code network.layers} and holds the output layer against the task and the data. */
final class LayerReader {

    private final SpecCatalog catalog;

    LayerReader(SpecCatalog catalog) {
        this.catalog = catalog;
    }

    /** The layers, hidden ones first; null after a fault. */
    @Nullable
    List<Layer> read(JsonFields network, DataReader.Given given) {
        Violations faults = network.faults();
        long before = faults.count();
        JsonNode array = network.array("layers");
        if (array == null) {
            return faults.count() > before ? null : standard(given);
        }
        int most = catalog.limits().layers();
        if (array.isEmpty() || array.size() > most) {
            network.fault("layers", Message.of("layers.count", most, array.size()));
            return null;
        }
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < array.size(); i++) {
            boolean output = i == array.size() - 1;
            Layer layer =
                    layer(JsonFields.of(array.get(i), network.pointer("layers") + "/" + i, faults), output, given);
            if (layer != null) {
                layers.add(layer);
            }
        }
        return faults.count() > before ? null : layers;
    }

    private List<Layer> standard(DataReader.Given given) {
        Activation activation = catalog.standardOutputActivation(given.task(), given.classes());
        int outputs = given.task() == Task.REGRESSION
                ? Math.max(1, given.outputs())
                : catalog.standardOutputs(given.classes());
        var layers = new ArrayList<>(catalog.standardHiddenLayers());
        layers.add(new Layer(outputs, activation, true));
        return layers;
    }

    private @Nullable Layer layer(JsonFields fields, boolean output, DataReader.Given given) {
        Violations faults = fields.faults();
        long before = faults.count();
        int units = (int) fields.whole(catalog.units());
        boolean unitsRight = faults.count() == before;
        Activation activation = output ? outputActivation(fields, given) : hiddenActivation(fields);
        boolean bias = fields.bool("bias", true);
        double dropout = fields.number(catalog.dropout());
        if (output && dropout > 0) {
            fields.fault("dropout", Message.of("layers.dropout", dropout));
        }
        fields.done(Message.of("thing.layer"));
        if (output && unitsRight) {
            checkOutputs(fields, units, activation, given);
        }
        return activation == null || faults.count() > before ? null : new Layer(units, activation, bias, dropout);
    }

    private @Nullable Activation hiddenActivation(JsonFields fields) {
        return fields.choice("activation", catalog.activations(), catalog.standardActivation());
    }

    private @Nullable Activation outputActivation(JsonFields fields, DataReader.Given given) {
        Activation standard = catalog.standardOutputActivation(given.task(), given.classes());
        Activation activation = fields.choice("activation", catalog.outputActivations(), standard);
        if (activation != null && !catalog.outputActivations(given.task()).contains(activation)) {
            fields.fault(
                    "activation",
                    Message.of(
                            "not-for-task", activation.wireName(), given.task().wireName()));
            return null;
        }
        return activation;
    }

    private static void checkOutputs(
            JsonFields fields, int units, @Nullable Activation activation, DataReader.Given given) {
        if (given.task() == Task.REGRESSION) {
            if (given.outputs() > 0 && units != given.outputs()) {
                fields.fault("units", Message.of("layers.targets", given.outputs(), units));
            }
        } else if (activation == Activation.SOFTMAX && given.classes() == 2 && units != 2) {
            fields.fault("units", Message.of("layers.softmax", units));
        } else if (given.classes() == 2 && units > 2) {
            fields.fault("units", Message.of("layers.two-classes", units));
        } else if (given.classes() > 2 && units != given.classes()) {
            fields.fault("units", Message.of("layers.classes", given.classes(), units));
        }
    }
}
