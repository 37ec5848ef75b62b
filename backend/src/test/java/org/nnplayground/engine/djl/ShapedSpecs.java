package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.json.JsonMapper;

/** Specs with data that have a shape, and unusual combinations of layers. */
public final class ShapedSpecs {

    public static final String SGD = "{'type': 'sgd', 'learningRate': 0.1}";

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7);
    private static final String THREE = "{'units': 3, 'activation': 'softmax'}";
    private static final String ONE = "{'units': 1, 'activation': 'sigmoid', 'bias': false}";

    private ShapedSpecs() {}

    public static List<Named<TrainingSpec>> all() {
        var specs = new ArrayList<Named<TrainingSpec>>();
        add(specs, "same, stride 2, three channels", "[5, 6, 3]", 3, """
                {'type': 'convolution', 'filters': 2, 'kernel': 3, 'stride': 2, 'padding': 'same', 'activation': 'gelu'}""", THREE);
        add(specs, "a flat kernel with padding, no bias", "[3, 4, 2]", 2, """
                {'type': 'convolution', 'filters': 2, 'kernel': [1, 3], 'padding': 'same', 'bias': false}""", ONE);
        add(specs, "convolution, convolution, pooling with a rest, convolution", "[9, 8, 1]", 3, """
                {'type': 'convolution', 'filters': 2, 'kernel': [2, 3], 'activation': 'swish'},
                {'type': 'convolution', 'filters': 3, 'kernel': 3, 'padding': 'same', 'activation': 'prelu'},
                {'type': 'maxPooling', 'size': 3},
                {'type': 'convolution', 'filters': 2, 'kernel': 2, 'activation': 'sine'}""", THREE);
        add(specs, "stride that leaves a rest, after a convolution", "[6, 6, 1]", 2, """
                {'type': 'convolution', 'filters': 2, 'kernel': 1},
                {'type': 'convolution', 'filters': 2, 'kernel': 3, 'stride': 2, 'bias': false},
                {'units': 3}""", ONE);
        add(specs, "pooling first, and pooling of pooling", "[9, 9, 2]", 3, """
                {'type': 'maxPooling', 'size': 2}, {'type': 'maxPooling', 'size': 2},
                {'units': 2, 'activation': 'tanh', 'bias': false}""", THREE);
        add(specs, "dense layers on an image", "[2, 3, 2]", 2, "{'units': 3}", ONE);
        add(specs, "dense layers on a sequence", "[3, 2]", 2, "{'units': 3}", ONE);
        add(specs, "a simple cell, then a hidden layer", "[4, 2]", 3, """
                {'type': 'recurrent', 'units': 3}, {'units': 4, 'activation': 'gelu'}""", THREE);
        add(specs, "lstm of one step", "[1, 3]", 2, "{'type': 'recurrent', 'cell': 'lstm', 'units': 2}", ONE);
        add(specs, "lstm, then a hidden layer", "[5, 1]", 3, """
                {'type': 'recurrent', 'cell': 'lstm', 'units': 3}, {'units': 2}""", THREE);
        add(specs, "an upsampling by 3 of an image with two channels", "[2, 3, 2]", 3, """
                {'type': 'upsampling', 'size': 3},
                {'type': 'convolution', 'filters': 2, 'kernel': 3, 'stride': 2, 'activation': 'gelu'}""", THREE);
        add(specs, "two concatenations of one layer, with a slope after them", "[4, 4, 1]", 2, """
                {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same', 'activation': 'gelu'},
                {'type': 'convolution', 'filters': 3, 'kernel': 1},
                {'type': 'concatenation', 'layer': 0},
                {'type': 'convolution', 'filters': 1, 'kernel': 1, 'activation': 'swish'},
                {'type': 'concatenation', 'layer': 0}, {'type': 'concatenation', 'layer': 2},
                {'units': 3, 'activation': 'prelu'}""", ONE);
        add(specs, "a concatenation of the layer before, and of a pooling", "[4, 6, 1]", 2, """
                {'type': 'maxPooling'}, {'type': 'concatenation', 'layer': 0},
                {'type': 'convolution', 'filters': 2, 'kernel': 2, 'bias': false}""", ONE);
        specs.add(Named.of("a small U-Net", ofPixels("[4, 4, 1]", """
                {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same'}, {'type': 'maxPooling'},
                {'type': 'convolution', 'filters': 3, 'kernel': 3, 'padding': 'same', 'activation': 'gelu'},
                {'type': 'upsampling'}, {'type': 'concatenation', 'layer': 0},
                {'type': 'convolution', 'filters': 1, 'kernel': 1, 'activation': 'sigmoid'}""", 16)));
        specs.add(Named.of("a convolution that answers for each pixel", ofPixels("[3, 4, 1]", """
                {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same'},
                {'type': 'convolution', 'filters': 1, 'kernel': 1, 'activation': 'sigmoid'}""", 12)));
        specs.add(Named.of("a filter alone that answers for each pixel", ofPixels("[3, 4, 1]", """
                {'type': 'convolution', 'filters': 1, 'kernel': 2, 'activation': 'tanh'}""", 6)));
        return specs;
    }

    /** Samples with a label for each of the network's outputs. */
    private static TrainingSpec ofPixels(String shape, String layers, int outputs) {
        return spec(
                shape,
                i -> IntStream.range(0, outputs)
                        .map(o -> (i + o / 2) % 2)
                        .boxed()
                        .toList(),
                layers,
                SGD,
                "none");
    }

    private static void add(
            List<Named<TrainingSpec>> specs, String name, String shape, int classes, String hidden, String output) {
        specs.add(Named.of(name, spec(shape, classes, hidden + ", " + output, SGD, "none")));
    }

    /** @param regularization a type */
    public static TrainingSpec spec(String shape, int classes, String layers, String optimizer, String regularization) {
        return spec(shape, i -> i % classes, layers, optimizer, regularization);
    }

    private static TrainingSpec spec(
            String shape, IntFunction<Object> labels, String layers, String optimizer, String regularization) {
        int columns =
                IntStream.of(JsonMapper.shared().readValue(shape, int[].class)).reduce(1, (a, b) -> a * b);
        var random = new Random(columns);
        String samples = IntStream.range(0, 7)
                .mapToObj(i -> "{'x': [%s], 'y': %s}"
                        .formatted(
                                IntStream.range(0, columns)
                                        .mapToObj(c -> Double.toString(random.nextGaussian()))
                                        .collect(Collectors.joining(", ")),
                                labels.apply(i)))
                .collect(Collectors.joining(", "));
        String json = """
                {'data': {'source': 'inline', 'shape': %s, 'train': [%s]},
                 'network': {'layers': [%s], 'initializer': {'type': 'uniform', 'range': 0.8, 'seed': 5}},
                 'training': {'optimizer': %s, 'regularization': {'type': '%s', 'rate': 0.01}, 'batchSize': 3,
                   'shuffle': 'everyEpoch', 'seed': 3}}
                """.formatted(shape, samples, layers, optimizer, regularization);
        return READER.read(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }
}
