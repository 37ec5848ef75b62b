package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.Training.Pretraining;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/**
 * The experiment of 2006: four hidden layers of sigmoid units, of which backpropagation alone learns nothing, learn to
 * read digits after a pre-training without labels.
 */
class DeepBeliefNetTest {

    /** 300 labelled samples to train on, 900 to test on, 2,000 without labels. */
    private static Data digits() {
        var digits = new Data.Generated(Generator.DIGITS8, 1200, 0, 0.25, 0, 1);
        return new Data.Generated(
                digits.generator(),
                digits.samples(),
                digits.noise(),
                digits.trainFraction(),
                digits.validationFraction(),
                digits.seed(),
                digits.dimensions(),
                digits.classes(),
                digits.size(),
                digits.steps(),
                digits.curve(),
                digits.target(),
                digits.corruption(),
                2000,
                Scale.NONE);
    }

    private static double testAccuracy(Activation hidden, Initializer initializer, Pretraining pretraining) {
        var layers = new ArrayList<Layer>();
        for (int l = 0; l < 4; l++) {
            layers.add(new Dense(32, hidden, true));
        }
        layers.add(new Dense(10, Activation.SOFTMAX, true));
        var training = new Training(
                Loss.CROSS_ENTROPY,
                new Optimizer.Sgd(0.3),
                new Schedule.Constant(0),
                new Regularization(Regularization.Type.NONE, 0),
                10,
                Shuffle.EVERY_EPOCH,
                1,
                pretraining);
        var spec = new TrainingSpec(
                Task.CLASSIFICATION,
                digits(),
                IntStream.rangeClosed(1, 64).mapToObj(i -> "x" + i).toList(),
                new Network(layers, initializer),
                training);
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(80, Long.MAX_VALUE));
            return ((Metrics.Classification) session.metrics()).testAccuracy();
        }
    }

    @Test
    void pretrainingTeachesADeepNetworkOfSigmoidUnitsAndReluDoesWithout() {
        double sigmoid = testAccuracy(Activation.SIGMOID, new Initializer.Xavier(1), Pretraining.NONE);
        double pretrained =
                testAccuracy(Activation.SIGMOID, new Initializer.Xavier(1), new Pretraining.Rbm(20, 0.1, 20, 1));
        double relu = testAccuracy(Activation.RELU, new Initializer.He(1), Pretraining.NONE);

        assertThat(sigmoid).as("Xavier, sigmoid").isBetween(0.05, 0.15);
        assertThat(pretrained).as("pre-trained").isBetween(0.75, 0.9);
        assertThat(relu).as("He, relu").isBetween(0.7, 0.88);
    }
}
