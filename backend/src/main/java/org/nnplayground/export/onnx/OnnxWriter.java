package org.nnplayground.export.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nnplayground.dataset.Scaling;
import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;
import org.nnplayground.export.NetworkWriter;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Shape;

/**
 * Writes a network as an ONNX graph ("Open Neural Network Exchange", operator set 13) with one input {@code x}
 * {@code [samples][columns]} and one output {@code outputs} {@code [samples][outputs]}, both float32.
 */
public final class OnnxWriter implements NetworkWriter {

    @Override
    public ExportFormat format() {
        return ExportFormat.ONNX;
    }

    @Override
    public byte[] write(ExportedNetwork network) {
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph);
        var activations = new OnnxActivations(graph);
        String value = shaped(graph, network.spec().inputShape(), features(graph, network));
        var outputs = new ArrayList<String>();
        for (ExportedLayer layer : network.layers()) {
            value = layers.of(layer, value, outputs);
            if (!(layer.placed().layer() instanceof Recurrent)) {
                float slope = Objects.requireNonNullElse(layer.parameters().slope(), 0f);
                value = activations.of(layer.placed().layer().activation(), value, slope);
            }
            outputs.add(value);
        }
        return graph.model(
                network.columns(),
                graph.node("Flatten", List.of(value)),
                network.spec().outputs(),
                Map.of("origin", network.origin()));
    }

    /** {@code [samples][inputs]}. */
    private static String features(OnnxGraph graph, ExportedNetwork network) {
        List<String> inputs = network.spec().inputs();
        String x = scaled(graph, network.scaling());
        if (network.seesColumns()) {
            return x;
        }
        if (inputs.stream().allMatch(input -> network.column(input) >= 0)) {
            return columns(graph, x, inputs.stream().mapToLong(network::column).toArray());
        }
        List<String> values = inputs.stream()
                .map(input -> switch (input) {
                    case "x1Squared" -> product(graph, x, 0, 0);
                    case "x2Squared" -> product(graph, x, 1, 1);
                    case "x1TimesX2" -> product(graph, x, 0, 1);
                    case "sinX1" -> graph.node("Sin", List.of(columns(graph, x, 0)));
                    case "sinX2" -> graph.node("Sin", List.of(columns(graph, x, 1)));
                    case "cosX1" -> graph.node("Cos", List.of(columns(graph, x, 0)));
                    case "cosX2" -> graph.node("Cos", List.of(columns(graph, x, 1)));
                    default -> columns(graph, x, network.column(input));
                })
                .toList();
        return graph.node("Concat", values, OnnxGraph.integer("axis", 1));
    }

    private static String scaled(OnnxGraph graph, Scaling scaling) {
        if (scaling.isNone()) {
            return OnnxGraph.INPUT;
        }
        String mean = graph.floats("mean", scaling.means(), scaling.mean().size());
        String deviation =
                graph.floats("deviation", scaling.deviations(), scaling.mean().size());
        String centred = graph.node("Sub", List.of(OnnxGraph.INPUT, mean));
        return graph.node("Div", List.of(centred, deviation));
    }

    private static String product(OnnxGraph graph, String x, int first, int second) {
        return graph.node("Mul", List.of(columns(graph, x, first), columns(graph, x, second)));
    }

    private static String columns(OnnxGraph graph, String x, long... indices) {
        return graph.node("Gather", List.of(x, graph.integers("columns", indices)), OnnxGraph.integer("axis", 1));
    }

    /** Images as {@code [samples][channels][height][width]}, sequences as {@code [samples][steps][columns]}. */
    private static String shaped(OnnxGraph graph, Shape shape, String flat) {
        if (shape.isFlat()) {
            return flat;
        }
        String sizes = shape.isImage()
                ? graph.integers("shape", -1, shape.get(2), shape.get(0), shape.get(1))
                : graph.integers("shape", -1, shape.get(0), shape.get(1));
        return graph.node("Reshape", List.of(flat, sizes));
    }
}
