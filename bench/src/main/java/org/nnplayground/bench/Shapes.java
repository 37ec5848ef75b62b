package org.nnplayground.bench;

import java.util.ArrayList;
import java.util.List;
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
        var layers = List.of(
                new Network.Layer(128, Activation.RELU, true), new Network.Layer(10, Activation.SOFTMAX, true));
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

    private static TrainingSpec plane(
            int features, Activation activation, int batchSize, Optimizer optimizer, int... hidden) {
        var layers = new ArrayList<Network.Layer>();
        for (int units : hidden) {
            layers.add(new Network.Layer(units, activation, true));
        }
        layers.add(new Network.Layer(1, Activation.TANH, true));
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
