package org.nnplayground.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.WeightShape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The arrays of an explicit initializer. Their shapes must be those of the layers.
 *
 * @param weights per layer {@code [rows][inputs]}
 * @param recurrentWeights per layer {@code [rows][units]}, empty for a layer without state
 * @param biases per layer {@code [rows]}, {@code []} without bias
 * @param slopes {@code [layers]}
 */
@SuppressWarnings("ArrayRecordComponent") // up to 5,000,000 numbers
record ExplicitParameters(double[][][] weights, double[][][] recurrentWeights, double[][] biases, double[] slopes) {

    /**
     * Reads the fields {@code weights}, {@code recurrentWeights}, {@code biases} and {@code slopes}.
     *
     * @param layers null if unknown: then the shapes are not checked
     * @return null after a violation, or if the layers are unknown
     */
    static @Nullable ExplicitParameters read(JsonFields json, @Nullable List<PlacedLayer> layers) {
        JsonNode weights = json.array("weights");
        JsonNode recurrentWeights = json.array("recurrentWeights");
        JsonNode biases = json.array("biases");
        JsonNode slopes = json.array("slopes");
        if (!json.has("weights")) {
            json.missing("weights", Message.of("given.weights-by-layer"));
        }
        if (layers == null || weights == null) {
            return null;
        }
        boolean needsBiases = layers.stream().anyMatch(layer -> layer.weights().bias());
        boolean needsStates = layers.stream().anyMatch(layer -> layer.weights().states() > 0);
        if ((biases == null && needsBiases) || (recurrentWeights == null && needsStates)) {
            if (needsBiases && !json.has("biases")) {
                json.missing("biases", Message.of("given.biases-by-layer"));
            }
            if (needsStates && !json.has("recurrentWeights")) {
                json.missing("recurrentWeights", Message.of("given.states-by-layer"));
            }
            return null;
        }
        for (String name : List.of("weights", "recurrentWeights", "biases")) {
            JsonNode given = json.array(name);
            if (given != null && given.size() != layers.size()) {
                json.reject(name, Message.of("must.have", JsonValues.count(layers.size(), "layer"), given.size()));
                return null;
            }
        }
        Violations violations = json.violations();
        var w = new double[layers.size()][][];
        var u = new double[layers.size()][][];
        var b = new double[layers.size()][];
        for (int i = 0; i < w.length; i++) {
            WeightShape shape = layers.get(i).weights();
            w[i] = tensor(weights.get(i), json.pointer("weights") + "/" + i, shape, violations);
            u[i] = states(
                    recurrentWeights == null ? null : recurrentWeights.get(i),
                    json.pointer("recurrentWeights") + "/" + i,
                    shape,
                    violations);
            b[i] = biases == null
                    ? new double[0]
                    : vector(biases.get(i), json.pointer("biases") + "/" + i, shape, violations);
        }
        return new ExplicitParameters(w, u, b, slopes(json, slopes, layers));
    }

    /** @param given null if absent. A slope that is absent or null has the usual initial value. */
    private static double[] slopes(JsonFields json, @Nullable JsonNode given, List<PlacedLayer> layers) {
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
            Message violation = layers.get(i).hasSlope()
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

    /** The weights of one layer by row; empty after a violation of their shape. */
    static double[][] tensor(JsonNode node, String pointer, WeightShape shape, Violations violations) {
        if (shape.rows() == 0 || shape.inputs().isFlat()) {
            return matrix(node, pointer, shape.rows(), shape.weights() - shape.states(), violations);
        }
        long before = violations.count();
        if (!isArrayOf(node, pointer, shape.rows(), violations)) {
            return new double[0][];
        }
        var rows = new double[shape.rows()][shape.inputs().count()];
        for (int i = 0; i < rows.length; i++) {
            filter(node.get(i), pointer + "/" + i, shape.inputs(), rows[i], violations);
        }
        return violations.count() > before ? new double[0][] : rows;
    }

    /** Reads a filter, {@code [channels][height][width]}. */
    private static void filter(JsonNode node, String pointer, Shape shape, double[] into, Violations violations) {
        int height = shape.get(1);
        int width = shape.get(2);
        if (!isArrayOf(node, pointer, shape.get(0), violations)) {
            return;
        }
        for (int c = 0; c < shape.get(0); c++) {
            double[][] channel = matrix(node.get(c), pointer + "/" + c, height, width, violations);
            for (int y = 0; y < channel.length; y++) {
                System.arraycopy(channel[y], 0, into, (c * height + y) * width, channel[y].length);
            }
        }
    }

    private static boolean isArrayOf(JsonNode node, String pointer, int size, Violations violations) {
        if (node.isArray() && node.size() == size) {
            return true;
        }
        Message was = node.isArray() ? Message.of("had", JsonValues.count(node.size(), "row")) : JsonValues.was(node);
        violations.add(pointer, Message.of("array.size", JsonValues.count(size, "row"), was));
        return false;
    }

    /** The weights of a layer's states; empty for a layer without state, which must have null. */
    static double[][] states(@Nullable JsonNode node, String pointer, WeightShape shape, Violations violations) {
        boolean absent = node == null || node.isNull();
        if (shape.states() == 0) {
            if (!absent) {
                violations.add(pointer, Message.of("states.null"));
            }
            return new double[0][];
        }
        return matrix(node == null ? NullNode.getInstance() : node, pointer, shape.rows(), shape.states(), violations);
    }

    /** A matrix; empty after a violation of its shape. */
    private static double[][] matrix(JsonNode node, String pointer, int rows, int columns, Violations violations) {
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

    /** The biases of one layer: one per row, none if the layer has no bias. */
    static double[] vector(JsonNode node, String pointer, WeightShape shape, Violations violations) {
        return shape.bias()
                ? JsonValues.row(
                        node, pointer, SpecCatalog.VALUE, shape.rows(), Message.of("row.like-units"), violations)
                : JsonValues.row(node, pointer, SpecCatalog.VALUE, 0, Message.of("row.without-bias"), violations);
    }
}
