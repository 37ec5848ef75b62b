package org.nnplayground.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.spec.layer.Cell;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Upsampling;

/** Layers as ONNX operators, without their activations. Images are {@code [samples][channels][height][width]}. */
record OnnxLayers(OnnxGraph graph) {

    /**
     * @param input name of what the layer before gives
     * @param outputs names of what the earlier layers give
     * @return name of its weighted sums, or of what a layer without them gives
     */
    String of(ExportedLayer exported, String input, List<String> outputs) {
        LayerParameters parameters = exported.parameters();
        int number = exported.number();
        return switch (exported.placed().layer()) {
            case Dense dense -> dense(dense, parameters, number, input);
            case Convolution convolution -> convolution(convolution, parameters, number, input);
            case MaxPooling pooling -> {
                List<Integer> size = List.of(pooling.size(), pooling.size());
                yield graph.node(
                        "MaxPool",
                        List.of(input),
                        OnnxGraph.integers("kernel_shape", size),
                        OnnxGraph.integers("strides", size));
            }
            case Upsampling upsampling -> enlarged(upsampling, number, input);
            case Concatenation concatenation ->
                graph.node("Concat", List.of(input, outputs.get(concatenation.layer())), OnnxGraph.integer("axis", 1));
            case Recurrent recurrent -> recurrent(recurrent, parameters, number, input);
        };
    }

    private String dense(Dense dense, LayerParameters parameters, int number, String input) {
        String flat = graph.node("Flatten", List.of(input));
        var inputs = new ArrayList<>(List.of(flat, weights("weights", parameters.weights(), number)));
        if (dense.bias()) {
            inputs.add(graph.floats("biases" + number, parameters.biases(), dense.units()));
        }
        return graph.node("Gemm", inputs, OnnxGraph.integer("transB", 1));
    }

    private String convolution(Convolution convolution, LayerParameters parameters, int number, String input) {
        int channels = parameters.inputs().get(0);
        var inputs = new ArrayList<>(List.of(
                input,
                graph.floats(
                        "weights" + number,
                        flat(parameters.weights()),
                        convolution.filters(),
                        channels,
                        convolution.height(),
                        convolution.width())));
        if (convolution.bias()) {
            inputs.add(graph.floats("biases" + number, parameters.biases(), convolution.filters()));
        }
        int rows = convolution.paddedRows();
        int columns = convolution.paddedColumns();
        return graph.node(
                "Conv",
                inputs,
                OnnxGraph.integers("kernel_shape", convolution.kernel()),
                OnnxGraph.integers("strides", List.of(convolution.stride(), convolution.stride())),
                OnnxGraph.integers("pads", List.of(rows, columns, rows, columns)));
    }

    private String enlarged(Upsampling upsampling, int number, String input) {
        float size = upsampling.size();
        return graph.node(
                "Resize",
                List.of(input, "", graph.floats("scales" + number, new float[] {1, 1, size, size}, 4)),
                OnnxGraph.text("mode", "nearest"),
                OnnxGraph.text("coordinate_transformation_mode", "asymmetric"),
                OnnxGraph.text("nearest_mode", "floor"));
    }

    /** ONNX takes sequences as {@code [steps][samples][columns]}, and has a second bias of each gate, which is 0. */
    private String recurrent(Recurrent recurrent, LayerParameters parameters, int number, String input) {
        int units = recurrent.units();
        int rows = recurrent.cell().gates() * units;
        float[][] weights = gates(recurrent, parameters.weights());
        float[][] states = gates(recurrent, parameters.recurrentWeights());
        float[][] biases = new float[rows][];
        Arrays.setAll(biases, row -> new float[] {parameters.biases()[row]});
        float[] both = Arrays.copyOf(flat(gates(recurrent, biases)), 2 * rows);
        String sequence = graph.node("Transpose", List.of(input), OnnxGraph.integers("perm", List.of(1, 0, 2)));
        String last = graph.secondOutput(
                recurrent.cell() == Cell.LSTM ? "LSTM" : "RNN",
                List.of(
                        sequence,
                        graph.floats("weights" + number, flat(weights), 1, rows, weights[0].length),
                        graph.floats("recurrentWeights" + number, flat(states), 1, rows, units),
                        graph.floats("biases" + number, both, 1, 2L * rows)),
                new AttributeProto[] {OnnxGraph.integer("hidden_size", units)});
        return graph.node("Squeeze", List.of(last, graph.integers("axes", 0)));
    }

    /** The gates i, f, g, o in ONNX's order i, o, f, g. */
    private static float[][] gates(Recurrent recurrent, float[][] rows) {
        if (recurrent.cell() == Cell.SIMPLE) {
            return rows;
        }
        int units = recurrent.units();
        var reordered = new ArrayList<float[]>();
        for (int gate : new int[] {0, 3, 1, 2}) {
            reordered.addAll(List.of(rows).subList(gate * units, (gate + 1) * units));
        }
        return reordered.toArray(float[][]::new);
    }

    private String weights(String name, float[][] rows, int number) {
        return graph.floats(name + number, flat(rows), rows.length, rows[0].length);
    }

    private static float[] flat(float[][] rows) {
        var flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return flat;
    }
}
