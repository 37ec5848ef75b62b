package org.nnplayground.web.past;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnplayground.web.Client;

/** Draws random specs of one kind of network and data; a network of one kind can take the parameters of another. */
final class RandomSpecs {

    private static final List<String> OPTIMIZERS = List.of(
            "{'type': 'sgd', 'learningRate': 0.1}",
            "{'type': 'adam', 'weightDecay': 0.01}",
            "{'type': 'sgd', 'learningRate': 0.02, 'momentum': 0.9}",
            "{'type': 'rmsprop'}",
            "{'type': 'adagrad'}",
            "{'type': 'adamw'}",
            "{'type': 'sgd', 'learningRate': 0.02, 'momentum': 0.5, 'nesterov': true}");
    private static final List<String> SCHEDULES = List.of(
            "{'type': 'constant'}",
            "{'type': 'plateau', 'patience': 1, 'factor': 0.7}",
            "{'type': 'step', 'every': 5, 'factor': 0.8}",
            "{'type': 'cosine', 'epochs': 9, 'minimum': 0.001}",
            "{'type': 'exponential', 'factor': 0.95, 'warmupEpochs': 4}");
    private static final List<String> PLANE = List.of("circle", "xor", "moons");

    private static final String PATTERNS = "{'source': 'generated', 'generator': 'barsAndStripes'%s}";
    private static final String DIGITS = "{'source': 'generated', 'generator': 'digits8', 'samples': 30, 'seed': 1}";

    /** What is trained; each has another program or other samples. */
    enum Kind {
        SOLO,
        SHARED,
        CONVOLUTION,
        RECURRENT,
        MACHINE,
        PRETRAINED,
        UPLOADED,
        DISTURBED
    }

    private final Kind kind;
    private final Random random;

    /** Id of an uploaded table; empty for other kinds. */
    private final String dataset;

    RandomSpecs(Client client, Kind kind, Random random) {
        this.kind = kind;
        this.random = random;
        this.dataset = kind == Kind.UPLOADED ? uploaded(client) : "";
    }

    private String uploaded(Client client) {
        String csv = IntStream.range(0, 40)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.3f,%.3f,%s",
                        random.nextGaussian() + 3 * (i % 2),
                        90 + 20 * random.nextDouble(),
                        i % 2 == 0 ? "left" : "right"))
                .collect(Collectors.joining("\n", "a,b,side\n", "\n"));
        return client.uploads("/api/v1/datasets?label=side", BodyPublishers.ofString(csv))
                .json()
                .get("id")
                .stringValue();
    }

    boolean arePretrained() {
        return kind == Kind.PRETRAINED;
    }

    /** For the field {@code arithmetic} of a job; empty for the server's choice. */
    String arithmetic() {
        return switch (kind) {
            case SHARED -> ", 'arithmetic': 'shared'";
            case SOLO -> ", 'arithmetic': 'solo'";
            case CONVOLUTION, RECURRENT, MACHINE, PRETRAINED, UPLOADED, DISTURBED -> "";
        };
    }

    /** A spec as JSON with single quotes. */
    String next() {
        int seed = random.nextInt(1000);
        return switch (kind) {
            case SOLO, SHARED -> spec(plane(seed, ""), dense("tanh"), training("", kind == Kind.SOLO));
            case CONVOLUTION -> spec(DIGITS, convolution(), training("", true));
            case RECURRENT -> spec(sequences(seed), recurrent(), training("", true));
            case MACHINE -> machine();
            case PRETRAINED -> pretrained();
            case UPLOADED ->
                spec(
                        "{'source': 'uploaded', 'dataset': '%s', 'scale': 'standard', 'trainFraction': 0.7, 'seed': %d}"
                                .formatted(dataset, seed),
                        dense("relu"),
                        training("", true));
            case DISTURBED ->
                spec(
                        plane(seed, ", 'scale': 'standard', 'corruption': {'type': 'gaussian', 'amount': 0.3}"),
                        dense("sigmoid"),
                        training("", true));
        };
    }

    private String plane(int seed, String more) {
        return "{'source': 'generated', 'generator': '%s', 'samples': %d, 'noise': 0.2, 'validationFraction': %s, 'seed': %d%s}"
                .formatted(one(PLANE), 20 + random.nextInt(20), one(List.of("0", "0.2")), seed, more);
    }

    private String sequences(int seed) {
        return "{'source': 'generated', 'generator': 'firstSymbol', 'samples': 20, 'steps': 4, 'seed': %d}"
                .formatted(seed);
    }

    private String dense(String activation) {
        return "{'units': %d, 'activation': '%s', 'dropout': %s}, {'units': 1, 'activation': 'tanh'}"
                .formatted(2 + random.nextInt(3), activation, dropout());
    }

    private String convolution() {
        return """
            {'type': 'convolution', 'filters': %d, 'kernel': 3, 'padding': 'same', 'activation': 'relu', 'dropout': %s},
            {'type': 'maxPooling', 'size': 2}, {'units': 10, 'activation': 'softmax'}""".formatted(1 + random.nextInt(3), dropout());
    }

    private String recurrent() {
        return "{'type': 'recurrent', 'cell': '%s', 'units': %d, 'dropout': %s}, {'units': 3, 'activation': 'softmax'}"
                .formatted(one(List.of("simple", "lstm")), 2 + random.nextInt(3), dropout());
    }

    private String machine() {
        String chains = random.nextBoolean() ? ", 'persistent': true, 'chains': 5" : "";
        return "{'model': 'rbm', 'data': %s, 'rbm': {'hidden': %d, 'steps': 2%s}, %s}"
                .formatted(PATTERNS.formatted(""), 3 + random.nextInt(3), chains, training("", true));
    }

    private String pretrained() {
        String method = one(List.of(
                "{'type': 'rbm', 'epochs': 3}", "{'type': 'denoisingAutoencoder', 'epochs': 2, 'corruption': 0.3}"));
        return spec(
                PATTERNS.formatted(", 'noise': 0"),
                "{'units': 4, 'activation': 'sigmoid'}, {'units': %d, 'activation': 'sigmoid', 'dropout': %s}, {'units': 1}"
                        .formatted(2 + random.nextInt(3), dropout()),
                training(", 'pretraining': " + method, true));
    }

    /** @param all whether optimizers are among them that the shared programs lack */
    private String training(String more, boolean all) {
        String optimizer = all && random.nextInt(8) == 0 ? "{'type': 'lion'}" : one(OPTIMIZERS);
        return "'training': {'optimizer': %s, 'schedule': %s, 'regularization': {'type': '%s', 'rate': 0.001}, 'batchSize': %d, 'shuffle': '%s', 'seed': %d%s}"
                .formatted(
                        optimizer,
                        one(SCHEDULES),
                        one(List.of("none", "l1", "l2")),
                        3 + random.nextInt(5),
                        one(List.of("never", "once", "everyEpoch")),
                        random.nextInt(1000),
                        more);
    }

    private String spec(String data, String layers, String training) {
        return "{'task': 'classification', 'data': %s, 'network': {'layers': [%s], 'initializer': {'type': 'xavier', 'seed': %d}}, %s}"
                .formatted(data, layers, random.nextInt(1000), training);
    }

    private String dropout() {
        return random.nextInt(3) == 0 ? "0.2" : "0";
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
