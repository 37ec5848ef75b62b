package org.nnplayground.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.nnplayground.codec.Json;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.DatasetId;

/** Specs whose networks are exported: 20 random ones of dense layers, some of other layers, some of own data. */
final class ExportSpecs {

    private static final SpecReader READER = new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7);

    private static final List<String> ACTIVATIONS = List.of(
            "linear",
            "sigmoid",
            "tanh",
            "relu",
            "leakyRelu",
            "prelu",
            "elu",
            "gelu",
            "softplus",
            "swish",
            "sine",
            "square");
    private static final List<String> OPTIMIZERS = List.of(
            "{'type': 'sgd', 'learningRate': 0.02}",
            "{'type': 'sgd', 'learningRate': 0.02, 'momentum': 0.8}",
            "{'type': 'sgd', 'learningRate': 0.02, 'momentum': 0.5, 'nesterov': true}",
            "{'type': 'adagrad'}",
            "{'type': 'rmsprop', 'learningRate': 0.002, 'decay': 0.9}",
            "{'type': 'adam', 'weightDecay': 0.01}",
            "{'type': 'adamw'}",
            "{'type': 'lion', 'weightDecay': 0.1}");
    private static final List<String> SCHEDULES = List.of(
            "{'type': 'constant', 'warmupEpochs': 3}",
            "{'type': 'step', 'every': 2, 'factor': 0.5}",
            "{'type': 'exponential', 'factor': 0.9}",
            "{'type': 'cosine', 'epochs': 4, 'minimum': 0.001}",
            "{'type': 'plateau', 'patience': 0, 'factor': 0.5}");
    private static final List<String> INITIALIZERS = List.of(
            "{'type': 'uniform', 'range': 0.4, 'seed': 3}",
            "{'type': 'normal', 'standardDeviation': 0.3, 'bias': 0.1, 'seed': 4}",
            "{'type': 'xavier', 'seed': 5}",
            "{'type': 'he', 'seed': 6}",
            "{'type': 'lecun', 'seed': 7}",
            "{'type': 'constant', 'value': 0.2}");
    private static final List<String> PENALTIES = List.of("none", "l1", "l2");
    private static final List<String> ORDERS = List.of("never", "once", "everyEpoch");
    private static final List<String> PLANE =
            List.of("x1", "x2", "x1Squared", "x2Squared", "x1TimesX2", "sinX1", "sinX2", "cosX1", "cosX2");

    /** Task, data, and output layer with its loss. */
    private record Problem(String task, String data, boolean isPlane, int units, String output, String loss) {}

    private static final List<Problem> PROBLEMS = List.of(
            new Problem("classification", generated("spiral"), true, 1, "tanh", "squaredError"),
            new Problem("classification", generated("circle"), true, 1, "sigmoid", "binaryCrossEntropy"),
            new Problem("classification", generated("threeBlobs"), true, 3, "softmax", "crossEntropy"),
            new Problem("classification", generated("gauss"), true, 2, "softmax", "crossEntropy"),
            new Problem("classification", clusters(), false, 4, "softmax", "crossEntropy"),
            new Problem("classification", clusters(), false, 4, "sigmoid", "binaryCrossEntropy"),
            new Problem("regression", generated("plane"), true, 1, "linear", "huber"),
            new Problem("regression", generated("gaussians"), true, 1, "prelu", "absoluteError"),
            new Problem("regression", pairs(), false, 2, "linear", "meanSquaredError"),
            new Problem(
                    "classification", "{'source': 'generated', 'generator': 'xorTable'}", true, 1, "tanh", "huber"));

    private ExportSpecs() {}

    static List<Named<TrainingSpec>> all() {
        var specs = new ArrayList<>(random());
        specs.addAll(shaped());
        specs.addAll(uploaded());
        return specs;
    }

    /** Every activation, loss, optimizer, schedule, initializer and feature is in some of them. */
    static List<Named<TrainingSpec>> random() {
        var random = new Random(20);
        return IntStream.range(0, 20)
                .mapToObj(i -> Named.of("random " + i, random(i, random)))
                .toList();
    }

    private static TrainingSpec random(int i, Random random) {
        Problem problem = PROBLEMS.get(i % PROBLEMS.size());
        String features = "";
        if (problem.isPlane) {
            var names = new ArrayList<>(PLANE);
            Collections.shuffle(names, random);
            features = names.subList(0, 2 + random.nextInt(7)).stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(", ", "'features': [", "],"));
        }
        String json = """
                {'task': '%s', 'data': %s, %s
                 'network': {'layers': [
                     {'units': %d, 'activation': '%s', 'dropout': %s},
                     {'units': %d, 'activation': '%s', 'bias': %s},
                     {'units': %d, 'activation': '%s'}], 'initializer': %s},
                 'training': {'loss': '%s', 'optimizer': %s, 'schedule': %s,
                   'regularization': {'type': '%s', 'rate': 0.003}, 'batchSize': %d, 'shuffle': '%s', 'seed': %d}}
                """.formatted(
                        problem.task,
                        problem.data,
                        features,
                        2 + random.nextInt(6),
                        ACTIVATIONS.get(i % 12),
                        i % 4 == 3 ? "0.3" : "0",
                        2 + random.nextInt(6),
                        ACTIVATIONS.get((5 * i + 3) % 12),
                        i % 5 != 2,
                        problem.units,
                        problem.output,
                        INITIALIZERS.get(i % INITIALIZERS.size()),
                        problem.loss,
                        OPTIMIZERS.get(i % OPTIMIZERS.size()),
                        SCHEDULES.get((i + i / 5) % SCHEDULES.size()),
                        PENALTIES.get(random.nextInt(3)),
                        7 + random.nextInt(20),
                        ORDERS.get(i % 3),
                        100 + i);
        return read(json);
    }

    /** Images, sequences, disturbed inputs, frozen layers. */
    static List<Named<TrainingSpec>> shaped() {
        return List.of(
                Named.of("digits", shaped("{'source': 'generated', 'generator': 'digits8', 'samples': 60}", """
                        {'type': 'convolution', 'filters': 3, 'kernel': 3, 'padding': 'same', 'activation': 'relu'},
                        {'type': 'maxPooling', 'size': 2},
                        {'type': 'convolution', 'filters': 2, 'kernel': [2, 3], 'bias': false, 'activation': 'prelu',
                         'dropout': 0.2},
                        {'units': 10, 'activation': 'softmax'}""")),
                Named.of("two channels, stride", shaped(inline("[5, 6, 2]", 60), """
                        {'type': 'convolution', 'filters': 2, 'kernel': 3, 'stride': 2, 'padding': 'same'},
                        {'units': 1, 'activation': 'sigmoid'}""")),
                Named.of(
                        "simple cell",
                        shaped("{'source': 'generated', 'generator': 'firstSymbol', 'samples': 40}", """
                        {'type': 'recurrent', 'units': 4, 'dropout': 0.1}, {'units': 3, 'activation': 'softmax'}""")),
                Named.of("lstm", shaped(inline("[4, 3]", 12), """
                        {'type': 'recurrent', 'cell': 'lstm', 'units': 3}, {'units': 1, 'activation': 'tanh'}""")),
                Named.of("frozen, disturbed", shaped("""
                        {'source': 'generated', 'generator': 'moons', 'samples': 40,
                         'corruption': {'type': 'gaussian', 'amount': 0.3}}""", """
                        {'units': 4, 'frozen': true}, {'units': 1}""")),
                Named.of("a label for each pixel, dice", read("""
                        {'task': 'classification', 'data': {'source': 'generated', 'generator': 'lesions16', 'samples': 24},
                         'network': {'layers': [
                             {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same', 'activation': 'tanh'},
                             {'type': 'convolution', 'filters': 1, 'kernel': 1, 'activation': 'sigmoid'}]},
                         'training': {'loss': 'dice'}}""")),
                Named.of("u-net with dropout", read("""
                        {'task': 'classification', 'data': {'source': 'generated', 'generator': 'lesions16', 'samples': 24},
                         'network': {'layers': [
                             {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same', 'dropout': 0.2},
                             {'type': 'maxPooling', 'size': 2},
                             {'type': 'convolution', 'filters': 3, 'kernel': 3, 'padding': 'same', 'activation': 'relu'},
                             {'type': 'upsampling'}, {'type': 'concatenation', 'layer': 0},
                             {'type': 'convolution', 'filters': 1, 'kernel': 1, 'activation': 'sigmoid'}]},
                         'training': {'loss': 'binaryCrossEntropy'}}""")),
                Named.of("two concatenations, upsampling by 3", shaped(inline("[2, 4, 2]", 16), """
                        {'type': 'upsampling', 'size': 3},
                        {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same', 'activation': 'prelu'},
                        {'type': 'concatenation', 'layer': 0}, {'type': 'concatenation', 'layer': 1},
                        {'units': 1, 'activation': 'sigmoid'}""")),
                Named.of("scaled", shaped("""
                        {'source': 'generated', 'generator': 'moons', 'samples': 40, 'scale': 'standard'}""", "{'units': 3}, {'units': 1}")),
                Named.of("scaled, then disturbed", read("""
                        {'task': 'classification', 'features': ['x2', 'sinX1', 'x1'],
                         'data': {'source': 'generated', 'generator': 'moons', 'samples': 40, 'scale': 'standard',
                           'corruption': {'type': 'flip', 'amount': 0.2}},
                         'network': {'layers': [{'units': 3}, {'units': 1}]}}""")),
                Named.of("masked", shaped("""
                        {'source': 'generated', 'generator': 'circle', 'samples': 40,
                         'corruption': {'type': 'masking', 'amount': 0.3}}""", "{'units': 3}, {'units': 1}")));
    }

    /** The rows of every dataset of {@link #uploaded}: columns of different scales, the last one constant. */
    static SampleSet rows(DatasetId id) {
        var random = new Random(id.columns());
        double[][] x = IntStream.range(0, id.samples())
                .mapToObj(row -> IntStream.range(0, id.columns())
                        .mapToDouble(c -> c == id.columns() - 1 ? 7 : 50 * c + (c + 1) * random.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
        double[][] y = IntStream.range(0, id.samples())
                .mapToObj(row -> new double[] {
                    switch (id.labels()) {
                        case NAMES -> row % id.classes();
                        case NUMBERS -> 10 * (row % id.classes()) - 3; // labels as they were uploaded
                        case VALUES -> random.nextGaussian();
                    }
                })
                .toArray(double[][]::new);
        return new SampleSet(x, y);
    }

    /** Own tables with names, numbers and values as labels, scaled and not. */
    static List<Named<TrainingSpec>> uploaded() {
        return List.of(
                Named.of("uploaded, names", shaped(table("d40x4c3", ", 'scale': 'standard'"), """
                        {'units': 4}, {'units': 3, 'activation': 'softmax'}""")),
                Named.of("uploaded, two names", shaped(table("d40x3c2", ", 'validationFraction': 0.2"), """
                        {'units': 4, 'activation': 'sigmoid'}, {'units': 1}""")),
                Named.of("uploaded, numbers", shaped(table("d30x3n2", ", 'scale': 'standard'"), """
                        {'units': 3}, {'units': 1, 'activation': 'sigmoid'}""")),
                Named.of("uploaded, values", read("""
                        {'task': 'regression', 'data': %s,
                         'network': {'layers': [{'units': 3}, {'units': 1, 'activation': 'linear'}]}}
                        """.formatted(table("d30x3v", ", 'scale': 'standard'")))),
                Named.of(
                        "uploaded, images",
                        shaped(table("d20x16c2", ", 'scale': 'standard', 'shape': [4, 4, 1]"), """
                        {'type': 'convolution', 'filters': 2, 'kernel': 3, 'padding': 'same'}, {'units': 1}""")),
                Named.of(
                        "uploaded, sequences",
                        shaped(table("d20x8c2", ", 'scale': 'standard', 'shape': [4, 2]"), """
                        {'type': 'recurrent', 'units': 3}, {'units': 1}""")));
    }

    private static String table(String sizes, String more) {
        return "{'source': 'uploaded', 'dataset': '%s_AAAAAAAAAAAAAAAAAAAAAA', 'trainFraction': 0.7, 'seed': 3%s}"
                .formatted(sizes, more);
    }

    private static TrainingSpec shaped(String data, String layers) {
        return read("""
                {'task': 'classification', 'data': %s, 'network': {'layers': [%s],
                   'initializer': {'type': 'uniform', 'range': 0.5, 'seed': 5}},
                 'training': {'optimizer': {'type': 'adam'}, 'regularization': {'type': 'l2', 'rate': 0.01},
                   'batchSize': 7, 'shuffle': 'everyEpoch', 'seed': 9}}
                """.formatted(data, layers));
    }

    private static String inline(String shape, int columns) {
        var random = new Random(columns);
        return "{'source': 'inline', 'shape': %s, 'train': [%s]}"
                .formatted(
                        shape,
                        IntStream.range(0, 12)
                                .mapToObj(i -> "{'x': [%s], 'y': %d}"
                                        .formatted(
                                                IntStream.range(0, columns)
                                                        .mapToObj(c -> String.valueOf(random.nextGaussian()))
                                                        .collect(Collectors.joining(", ")),
                                                i % 2))
                                .collect(Collectors.joining(", ")));
    }

    private static String generated(String generator) {
        return "{'source': 'generated', 'generator': '%s', 'samples': 60, 'noise': 0.1, 'validationFraction': 0.2, 'seed': 1}"
                .formatted(generator);
    }

    private static String clusters() {
        return "{'source': 'generated', 'generator': 'clusters', 'samples': 60, 'dimensions': 5, 'classes': 4, 'seed': 2}";
    }

    private static String pairs() {
        var random = new Random(3);
        return IntStream.range(0, 30)
                .mapToObj(i -> "{'x': [%s, %s, %s], 'y': [%s, %s]}"
                        .formatted(
                                random.nextDouble(),
                                random.nextDouble(),
                                random.nextDouble(),
                                random.nextDouble(),
                                random.nextDouble()))
                .collect(Collectors.joining(", ", "{'source': 'inline', 'train': [", "]}"));
    }

    static TrainingSpec read(String json) {
        return READER.read(Json.of(json));
    }
}
