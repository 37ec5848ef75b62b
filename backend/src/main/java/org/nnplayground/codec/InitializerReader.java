package org.nnplayground.codec;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Network.Layer;
import org.nnplayground.spec.Quantity;
import org.nnplayground.spec.SpecCatalog;
import tools.jackson.databind.JsonNode;

/** Reads {@code network.initializer} and holds explicit parameters against the layers. */
final class InitializerReader {

    private final SpecCatalog catalog;
    private final LongSupplier seeds;

    InitializerReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.seeds = seeds;
    }

    /**
     * @param layers null if unknown: then no shape can be checked
     * @param inputs of the first layer, 0 if unknown
     * @return null after a fault
     */
    @Nullable
    Initializer read(JsonFields fields, @Nullable List<Layer> layers, int inputs) {
        Violations faults = fields.faults();
        long before = faults.count();
        Initializer.Type type = fields.choice("type", catalog.initializers(), Initializer.Type.UNIFORM);
        if (type == null) {
            return null; // what else may be there is the type's
        }
        long seed = (long) fields.number(catalog.seed().withStandard(seeds.getAsLong()));
        Initializer initializer = switch (type) {
            case UNIFORM ->
                new Initializer.Uniform(
                        fields.number(catalog.initializerRange()), fields.number(catalog.initializerBias()), seed);
            case NORMAL ->
                new Initializer.Normal(
                        fields.number(catalog.standardDeviation()),
                        fields.number(catalog.initializerBias().withStandard(0)),
                        seed);
            case XAVIER -> new Initializer.Xavier(seed);
            case HE -> new Initializer.He(seed);
            case LECUN -> new Initializer.Lecun(seed);
            case ZEROS -> new Initializer.Zeros(seed);
            case CONSTANT -> new Initializer.Constant(fields.number(catalog.initializerValue()), seed);
            case EXPLICIT -> explicit(fields, layers, inputs, seed);
        };
        fields.done(type.wireName());
        return faults.count() > before ? null : initializer;
    }

    private @Nullable Initializer explicit(JsonFields fields, @Nullable List<Layer> layers, int inputs, long seed) {
        JsonNode weights = fields.array("weights");
        JsonNode biases = fields.array("biases");
        JsonNode slopes = fields.array("slopes");
        if (!fields.has("weights")) {
            fields.missing("weights", Message.of("given.weights-by-layer"));
        }
        if (layers == null || inputs == 0 || weights == null) {
            return null;
        }
        Violations faults = fields.faults();
        Message expected = JsonValues.count(layers.size(), "layer");
        if (weights.size() != layers.size()) {
            fields.fault("weights", Message.of("must.have", expected, weights.size()));
            return null;
        }
        if (biases == null && layers.stream().anyMatch(Layer::bias)) {
            if (!fields.has("biases")) {
                fields.missing("biases", Message.of("given.biases-by-layer"));
            }
            return null;
        }
        if (biases != null && biases.size() != layers.size()) {
            fields.fault("biases", Message.of("must.have", expected, biases.size()));
            return null;
        }
        Quantity value = catalog.value();
        var w = new double[layers.size()][][];
        var b = new double[layers.size()][];
        int width = inputs;
        for (int i = 0; i < w.length; i++) {
            Layer layer = layers.get(i);
            w[i] = matrix(weights.get(i), fields.pointer("weights") + "/" + i, layer.units(), width, value, faults);
            b[i] = biases == null
                    ? new double[0]
                    : vector(biases.get(i), fields.pointer("biases") + "/" + i, layer, value, faults);
            width = layer.units();
        }
        return new Initializer.Explicit(w, b, slopes(fields, slopes, layers), seed);
    }

    /** @param given null if absent: then every slope begins as usual, and so does one that is null */
    private double[] slopes(JsonFields fields, @Nullable JsonNode given, List<Layer> layers) {
        var slopes = new double[layers.size()];
        Arrays.fill(slopes, Initializer.SLOPE);
        if (given == null) {
            return slopes;
        }
        if (given.size() != slopes.length) {
            fields.fault("slopes", Message.of("must.have", JsonValues.count(slopes.length, "layer"), given.size()));
            return slopes;
        }
        for (int i = 0; i < slopes.length; i++) {
            JsonNode slope = given.get(i);
            if (slope.isNull()) {
                continue;
            }
            Message fault = layers.get(i).activation().hasSlope()
                    ? JsonValues.fault(slope, catalog.value())
                    : Message.of("slope.null");
            if (fault == null) {
                slopes[i] = slope.doubleValue();
            } else {
                fields.faults().add(fields.pointer("slopes") + "/" + i, fault);
            }
        }
        return slopes;
    }

    static double[][] matrix(JsonNode node, String pointer, int rows, int columns, Quantity value, Violations faults) {
        if (!node.isArray() || node.size() != rows) {
            faults.add(
                    pointer,
                    Message.of(
                            "matrix.shape",
                            JsonValues.count(rows, "row"),
                            JsonValues.count(columns, "number"),
                            node.isArray()
                                    ? Message.of("had", JsonValues.count(node.size(), "row"))
                                    : JsonValues.was(node)));
            return new double[0][];
        }
        var matrix = new double[rows][];
        for (int i = 0; i < rows; i++) {
            matrix[i] = JsonValues.row(
                    node.get(i), pointer + "/" + i, value, columns, Message.of("row.like-inputs"), faults);
        }
        return matrix;
    }

    static double[] vector(JsonNode node, String pointer, Layer layer, Quantity value, Violations faults) {
        return layer.bias()
                ? JsonValues.row(node, pointer, value, layer.units(), Message.of("row.like-units"), faults)
                : JsonValues.row(node, pointer, value, 0, Message.of("row.without-bias"), faults);
    }
}
