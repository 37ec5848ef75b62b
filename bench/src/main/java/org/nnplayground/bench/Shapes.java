package org.nnplayground.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import tools.jackson.databind.json.JsonMapper;

/** The measured networks. S, M, L: 250 training and 250 test samples of the spiral; X: 5000 and 5000 of ten clusters. */
final class Shapes {

    private Shapes() {}

    static TrainingSpec small(Optimizer optimizer) {
        return plane(2, Activation.TANH, 10, optimizer, 4, 2);
    }

    static TrainingSpec medium() {
        return plane(7, Activation.TANH, 10, new Optimizer.Sgd(0.01), 8, 8, 8);
    }

    static TrainingSpec large() {
        return plane(2, Activation.RELU, 32, new Optimizer.Sgd(0.03), 64, 64);
    }

    static TrainingSpec huge() {
        var data = new Data.Generated(Generator.CLUSTERS, 10_000, 0.5, 0.5, 0, 1, 784, 10);
        List<Layer> layers = List.of(
                new Dense(128, Activation.RELU, true), new Dense(10, Activation.SOFTMAX, true));
        return new TrainingSpec(
                Task.CLASSIFICATION,
                data,
                new SpecCatalog(Limits.STANDARD).defaultFeatures(784),
                new Network(layers, new Initializer.He(7)),
                training(Loss.CROSS_ENTROPY, new Optimizer.Sgd(0.003), 32));
    }

    /** A network whose first hidden layer has {@code units} units, so that each number gives a new architecture. */
    static TrainingSpec unusual(int units) {
        return plane(2, Activation.TANH, 10, new Optimizer.Sgd(0.03), units, 3);
    }

    /** Networks of the labs with layers other than dense ones, by name. */
    static Map<String, TrainingSpec> ofLabs() {
        var specs = new LinkedHashMap<String, TrainingSpec>();
        specs.put("digits 8 x 8: convolution 8 of 3 x 3, pooling, softmax, batch 10", ofLab("""
                {"generator": "digits8", "samples": 1000, "trainFraction": 0.3}""", """
                {"type": "convolution", "filters": 8, "kernel": 3, "activation": "relu"},
                {"type": "maxPooling", "size": 2}, {"units": 10, "activation": "softmax"}""", 10));
        specs.put("the same digits: dense 32, softmax, batch 10", ofLab("""
                {"generator": "digits8", "samples": 1000, "trainFraction": 0.3}""", """
                {"units": 32, "activation": "relu"}, {"units": 10, "activation": "softmax"}""", 10));
        for (String cell : List.of("simple", "lstm")) {
            specs.put("first of 20 symbols: " + cell + " 8, batch 32", ofLab("""
                    {"generator": "firstSymbol", "classes": 2, "steps": 20, "samples": 1000, "trainFraction": 0.8}""", """
                    {"type": "recurrent", "cell": "%s", "units": 8}, {"units": 1, "activation": "sigmoid"}"""
                    .formatted(cell), 32));
        }
        specs.put("digits 8 x 8, flipped pixels: autoencoder 64-96-64, batch 20", ofLab("""
                {"generator": "digits8", "samples": 1200, "trainFraction": 0.75, "target": "input",
                 "corruption": {"type": "flip", "amount": 0.2}}""", """
                {"units": 96, "activation": "relu"}, {"units": 64, "activation": "sigmoid"}""", 20));
        return specs;
    }

    private static TrainingSpec ofLab(String data, String layers, int batchSize) {
        String task = data.contains("\"target\"") ? "regression" : "classification";
        String spec = """
                {"task": "%s", "data": {"source": "generated", "seed": 1, %s, "network": {"layers": [%s]},
                 "training": {"optimizer": {"type": "adam", "learningRate": 0.003}, "batchSize": %d,
                              "shuffle": "everyEpoch"}}""".formatted(task, data.substring(1), layers, batchSize);
        return new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 7)
                .read(JsonMapper.shared().readTree(spec));
    }

    private static TrainingSpec plane(
            int features, Activation activation, int batchSize, Optimizer optimizer, int... hidden) {
        var layers = new ArrayList<Layer>();
        for (int units : hidden) {
            layers.add(new Dense(units, activation, true));
        }
        layers.add(new Dense(1, Activation.TANH, true));
        return new TrainingSpec(
                Task.CLASSIFICATION,
                new Data.Generated(Generator.SPIRAL, 500, 0.1, 0.5, 0, 1),
                List.of("x1", "x2", "x1Squared", "x2Squared", "x1TimesX2", "sinX1", "sinX2")
                        .subList(0, features),
                new Network(layers, new Initializer.Uniform(0.5, 0.1, 7)),
                training(Loss.SQUARED_ERROR, optimizer, batchSize));
    }

    private static Training training(Loss loss, Optimizer optimizer, int batchSize) {
        return new Training(
                loss,
                optimizer,
                new Schedule.Constant(0),
                new Regularization(Regularization.Type.NONE, 0),
                batchSize,
                Shuffle.NEVER,
                7);
    }
}
