package org.nnplayground.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Network.Layer;
import org.nnplayground.spec.SpecCatalog;
import tools.jackson.databind.JsonNode;

/**
 * The arrays of an explicit initializer. Their shapes must be those of the layers.
 *
 * @param weights per layer {@code [units][inputs]}
 * @param biases per layer {@code [units]}, {@code []} without bias
 * @param slopes {@code [layers]}
 */
@SuppressWarnings("ArrayRecordComponent") // up to 5,000,000 numbers
record ExplicitParameters(double[][][] weights, double[][] biases, double[] slopes) {

    /**
     * Reads the fields {@code weights}, {@code biases} and {@code slopes}.
     *
     * @param layers null if unknown: then the shapes are not checked
     * @param inputs of the first layer, 0 if unknown
     * @return null after a violation, or if the layers or the inputs are unknown
     */
    static @Nullable ExplicitParameters read(JsonFields json, @Nullable List<Layer> layers, int inputs) {
        JsonNode weights = json.array("weights");
        JsonNode biases = json.array("biases");
        JsonNode slopes = json.array("slopes");
        if (!json.has("weights")) {
            json.missing("weights", Message.of("given.weights-by-layer"));
        }
        if (layers == null || inputs == 0 || weights == null) {
            return null;
        }
        Message expected = JsonValues.count(layers.size(), "layer");
        if (weights.size() != layers.size()) {
            json.reject("weights", Message.of("must.have", expected, weights.size()));
            return null;
        }
        if (biases == null && layers.stream().anyMatch(Layer::bias)) {
            if (!json.has("biases")) {
                json.missing("biases", Message.of("given.biases-by-layer"));
            }
            return null;
        }
        if (biases != null && biases.size() != layers.size()) {
            json.reject("biases", Message.of("must.have", expected, biases.size()));
            return null;
        }
        Violations violations = json.violations();
        var w = new double[layers.size()][][];
        var b = new double[layers.size()][];
        int width = inputs;
        for (int i = 0; i < w.length; i++) {
            Layer layer = layers.get(i);
            w[i] = matrix(weights.get(i), json.pointer("weights") + "/" + i, layer.units(), width, violations);
            b[i] = biases == null
                    ? new double[0]
                    : vector(biases.get(i), json.pointer("biases") + "/" + i, layer, violations);
            width = layer.units();
        }
        return new ExplicitParameters(w, b, slopes(json, slopes, layers));
    }

    /** @param given null if absent. A slope that is absent or null has the usual initial value. */
    private static double[] slopes(JsonFields json, @Nullable JsonNode given, List<Layer> layers) {
        var slopes = new double[layers.size()];
        Arrays.fill(slopes, Initializer.SLOPE);
        if (given == null) {
            return slopes;
        }
        if (given.size() != slopes.length) {
            json.reject("slopes", Message.of("must.have", JsonValues.count(slopes.length, "layer"), given.size()));
            return slopes;
        }
        for (int i = 0; i < slopes.length; i++) {
            JsonNode slope = given.get(i);
            if (slope.isNull()) {
                continue;
            }
            Message violation = layers.get(i).activation().hasSlope()
                    ? JsonValues.violation(slope, SpecCatalog.VALUE)
                    : Message.of("slope.null");
            if (violation == null) {
                slopes[i] = slope.doubleValue();
            } else {
                json.violations().add(json.pointer("slopes") + "/" + i, violation);
            }
        }
        return slopes;
    }

    /** The weights of one layer; empty after a violation of its shape. */
    static double[][] matrix(JsonNode node, String pointer, int rows, int columns, Violations violations) {
        if (!node.isArray() || node.size() != rows) {
            violations.add(
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
                    node.get(i),
                    pointer + "/" + i,
                    SpecCatalog.VALUE,
                    columns,
                    Message.of("row.like-inputs"),
                    violations);
        }
        return matrix;
    }

    /** The biases of one layer: one per unit, none if the layer has no bias. */
    static double[] vector(JsonNode node, String pointer, Layer layer, Violations violations) {
        return layer.bias()
                ? JsonValues.row(
                        node, pointer, SpecCatalog.VALUE, layer.units(), Message.of("row.like-units"), violations)
                : JsonValues.row(node, pointer, SpecCatalog.VALUE, 0, Message.of("row.without-bias"), violations);
    }
}
