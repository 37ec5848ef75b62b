package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.WeightShape;
import org.nnplayground.spec.model.Rbm;
import tools.jackson.databind.JsonNode;

/** Reads the parameters that replace those of a network. */
public final class ParametersReader {

    /** The run that the parameters are for. */
    public static final NumberField<Integer> RUN = NumberField.whole("run", 1, Integer.MAX_VALUE);

    /** Completed epochs. */
    public static final NumberField<Long> EPOCH = NumberField.wholeLong("epoch", 0, 0x1p53 - 1);

    /**
     * Reads the body of {@code PUT .../parameters}. It may contain {@code run} and {@code epoch}, as the response of
     * the GET request does. The epoch is ignored.
     *
     * @throws PlaygroundException of type {@code invalid-request}, with every number of layers, rows or columns that
     *     differs from the spec
     */
    public ParametersRequest read(JsonNode body, TrainingSpec spec) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        Integer run = fields.valueIfGiven(RUN);
        fields.valueIfGiven(EPOCH);
        JsonNode given = fields.array("layers");
        List<PlacedLayer> layers = spec.placedLayers();
        var read = new ArrayList<LayerParameters>();
        if (given == null) {
            if (!fields.has("layers")) {
                fields.missing("layers", Message.of("given.layers"));
            }
        } else if (given.size() != layers.size()) {
            fields.reject("layers", Message.of("must.have", JsonValues.count(layers.size(), "layer"), given.size()));
        } else {
            for (int i = 0; i < layers.size(); i++) {
                read.add(layer(JsonFields.of(given.get(i), "/layers/" + i, violations), layers.get(i)));
            }
        }
        fields.done();
        violations.throwIfAny();
        if (spec.isRbm() && !areTied(read)) {
            violations.add("/layers/1/weights", Message.of("rbm.tied"));
            violations.throwIfAny();
        }
        return new ParametersRequest(new Parameters(read), run);
    }

    private static boolean areTied(List<LayerParameters> layers) {
        return Rbm.areTied(layers.stream()
                .map(layer -> Arrays.stream(layer.weights())
                        .map(ParametersReader::doubles)
                        .toArray(double[][]::new))
                .toArray(double[][][]::new));
    }

    private static double[] doubles(float[] row) {
        var doubles = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            doubles[i] = row[i];
        }
        return doubles;
    }

    private LayerParameters layer(JsonFields fields, PlacedLayer layer) {
        Violations violations = fields.violations();
        WeightShape shape = layer.weights();
        JsonNode weights = fields.array("weights");
        JsonNode states = fields.array("recurrentWeights");
        JsonNode biases = fields.array("biases");
        double[][] w = weights == null
                ? new double[0][]
                : ExplicitParameters.tensor(weights, fields.pointer("weights"), shape, violations);
        double[][] u = states == null
                ? new double[0][]
                : ExplicitParameters.states(states, fields.pointer("recurrentWeights"), shape, violations);
        double[] b = biases == null
                ? new double[0]
                : ExplicitParameters.vector(biases, fields.pointer("biases"), shape, violations);
        if (!fields.has("weights")) {
            fields.missing("weights", Message.of("given.weights"));
        }
        if (shape.states() > 0 && !fields.has("recurrentWeights")) {
            fields.missing("recurrentWeights", Message.of("given.states"));
        }
        if (shape.bias() && !fields.has("biases")) {
            fields.missing("biases", Message.of("given.biases"));
        }
        Float slope = slope(fields, layer);
        fields.done(Message.of("thing.layer"));
        return new LayerParameters(shape.inputs(), floats(w), floats(u), floats(b), slope);
    }

    private static @Nullable Float slope(JsonFields fields, PlacedLayer layer) {
        JsonNode slope = fields.get("slope");
        if (!layer.hasSlope()) {
            if (slope != null && !slope.isNull()) {
                fields.reject("slope", Message.of("slope.null"));
            }
            return null;
        }
        if (slope == null) {
            fields.missing("slope", Message.of("given.slope"));
            return null;
        }
        Message violation = JsonValues.violation(slope, SpecCatalog.VALUE);
        if (violation != null) {
            fields.reject("slope", violation);
            return null;
        }
        return (float) slope.doubleValue();
    }

    private static float[][] floats(double[][] rows) {
        var floats = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = floats(rows[i]);
        }
        return floats;
    }

    private static float[] floats(double[] row) {
        var floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return floats;
    }
}
