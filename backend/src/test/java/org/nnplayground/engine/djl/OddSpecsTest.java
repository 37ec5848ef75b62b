package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/** Unusual combinations of choices, a few epochs of each against float64. */
class OddSpecsTest {

    private static final int EPOCHS = 5;
    private static final Optimizer SGD = new Optimizer.Sgd(0.05);
    private static final Optimizer NESTEROV = new Optimizer.Sgd(0.02, 0.9, true);
    private static final Optimizer ADAM = new Optimizer.Adam(0.01, 0.9, 0.999, 0.01);
    private static final Schedule STEADY = new Schedule.Constant(0);
    private static final Regularization NO_PENALTY = penalty(Regularization.Type.NONE, 0);
    private static final Regularization L1 = penalty(Regularization.Type.L1, 0.01);
    private static final Regularization L2 = penalty(Regularization.Type.L2, 0.02);

    private static final Layer ONE = new Dense(1, Activation.TANH, true);
    private static final Layer TWO = new Dense(2, Activation.TANH, true);

    private static Regularization penalty(Regularization.Type type, double rate) {
        return new Regularization(type, rate);
    }

    static List<Named<TrainingSpec>> cases() {
        var cases = new ArrayList<Named<TrainingSpec>>();
        var preluWithDropout = new Dense(5, Activation.PRELU, true, 0.3);
        var bare = new Dense(4, Activation.SWISH, false);
        cases.add(Named.of(
                "prelu with dropout, adam and L1",
                classes(training(Loss.SQUARED_ERROR, ADAM, STEADY, L1, 10), preluWithDropout, preluWithDropout, ONE)));
        cases.add(Named.of(
                "two tanh units one-hot, nesterov and L2",
                classes(
                        training(Loss.SQUARED_ERROR, NESTEROV, STEADY, L2, 10),
                        new Dense(4, Activation.ELU, true),
                        TWO)));
        cases.add(Named.of(
                "a batch larger than the train set",
                classes(training(Loss.HUBER, SGD, STEADY, NO_PENALTY, 4096), bare, ONE)));
        cases.add(Named.of(
                "batches that do not divide the train set, with dropout, a plateau and a warm-up",
                classes(
                        training(
                                Loss.SQUARED_ERROR,
                                new Optimizer.Sgd(0.9, 0.5, false),
                                new Schedule.Plateau(0, 0.5, 3),
                                NO_PENALTY,
                                7),
                        new Dense(6, Activation.TANH, false, 0.5),
                        ONE)));
        cases.add(Named.of(
                "no hidden layer",
                classes(
                        training(Loss.BINARY_CROSS_ENTROPY, ADAM, new Schedule.Cosine(4, 0.001, 2), L2, 9),
                        new Dense(1, Activation.SIGMOID, false))));
        cases.add(Named.of(
                "no hidden layer, two softmax units of two classes",
                classes(
                        training(
                                Loss.CROSS_ENTROPY,
                                new Optimizer.Adamw(0.01, 0.8, 0.99, 0.1),
                                new Schedule.Exponential(0.8, 2),
                                L1,
                                8),
                        new Dense(2, Activation.SOFTMAX, true))));
        cases.add(Named.of(
                "one sample a batch, rmsprop, bias on the output only",
                classes(
                        training(
                                Loss.MEAN_SQUARED_ERROR,
                                new Optimizer.Rmsprop(0.005, 0.9),
                                new Schedule.Step(2, 0.5, 0),
                                L1,
                                1),
                        bare,
                        ONE)));
        cases.add(Named.of(
                "dice of two sigmoid units, adam and L2",
                classes(
                        training(Loss.DICE, ADAM, STEADY, L2, 7),
                        new Dense(4, Activation.TANH, true),
                        new Dense(2, Activation.SIGMOID, true))));
        cases.add(Named.of("several outputs, no test set, adagrad", numbers(new Dense(3, Activation.LINEAR, true))));
        cases.add(Named.of("several prelu outputs without bias", numbers(new Dense(3, Activation.PRELU, false))));
        for (Optimizer optimizer : Optimizers.EXAMPLES) {
            cases.add(Named.of(
                    optimizer + " and L2",
                    classes(training(Loss.SQUARED_ERROR, optimizer, STEADY, L2, 10), bare, ONE)));
        }
        return cases;
    }

    /** Two classes in the plane, with all three sets. */
    private static TrainingSpec classes(Training training, Layer... layers) {
        TrainingSpec spec = Specs.withData(
                Specs.circle(),
                Task.CLASSIFICATION,
                new Data.Generated(Generator.XOR, 90, 0.2, 0.5, 0.2, 3),
                "x1",
                "x1TimesX2",
                "cosX2");
        return Specs.withInitializer(Specs.withLayers(spec, layers), new Initializer.Uniform(0.4, 0.1, 11))
                .withTraining(training);
    }

    /** Three numbers of three columns, trained and validated. */
    private static TrainingSpec numbers(Layer output) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 23; i++) {
            double[] x = {Math.sin(i), Math.cos(3 * i), i / 23.0};
            samples.add(new Sample(x, new double[] {x[0] * x[1], x[1] - x[2], 2 * x[2]}));
        }
        TrainingSpec spec = Specs.withData(
                Specs.circle(),
                Task.REGRESSION,
                new Data.Inline(samples.subList(0, 17), samples.subList(17, 23), List.of()),
                "x1",
                "x2",
                "x3");
        Layer hidden = new Dense(4, Activation.GELU, true, 0.2);
        return Specs.withInitializer(Specs.withLayers(spec, hidden, output), new Initializer.Uniform(0.6, 0.1, 11))
                .withTraining(training(
                        Loss.ABSOLUTE_ERROR, new Optimizer.Adagrad(0.05), new Schedule.Plateau(0, 0.3, 4), L2, 5));
    }

    private static Training training(
            Loss loss, Optimizer optimizer, Schedule schedule, Regularization penalty, int batchSize) {
        return new Training(loss, optimizer, schedule, penalty, batchSize, Shuffle.EVERY_EPOCH, 5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyLossAndParameterAgreesWithFloat64(TrainingSpec spec) {
        try (var session = Specs.open(spec)) {
            agrees(spec, session);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTrainingInSmallSlicesAgreesToo(TrainingSpec spec) {
        try (var session = new DjlTrainingEngine(Duration.ofNanos(1)).open(spec, SampleSource.samples(spec), null)) {
            agrees(spec, session);
        }
    }

    private static void agrees(TrainingSpec spec, TrainingSession session) {
        var reference = new ReferenceEpochs(
                spec, ReferencePass.Given.of(session.parameters().layers()));

        Losses[] losses = session.advance(new Slice(EPOCHS, Long.MAX_VALUE)).losses();

        assertThat(losses).hasSize(EPOCHS);
        for (int e = 0; e < EPOCHS; e++) {
            Losses expected = reference.next();
            agrees("train loss " + e, losses[e].train(), expected.train());
            agrees("validation loss " + e, losses[e].validation(), expected.validation());
            agrees("test loss " + e, losses[e].test(), expected.test());
        }
        List<ReferencePass.Given> trained =
                ReferencePass.Given.of(session.parameters().layers());
        for (int l = 0; l < trained.size(); l++) {
            for (int u = 0; u < trained.get(l).weights().length; u++) {
                agrees(
                        "weights",
                        trained.get(l).weights()[u],
                        reference.layers().get(l).weights()[u]);
            }
            agrees("biases", trained.get(l).biases(), reference.layers().get(l).biases());
            agrees("slope", trained.get(l).slope(), reference.layers().get(l).slope());
        }
    }

    private static void agrees(String what, double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            agrees(what, actual[i], expected[i]);
        }
    }

    /** 1e-3 relative or 1e-5 absolute. */
    private static void agrees(String what, double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(what).isNaN();
        } else {
            assertThat(Math.abs(actual - expected))
                    .as("%s: %s instead of %s", what, actual, expected)
                    .isLessThanOrEqualTo(Math.max(1e-5, 1e-3 * Math.abs(expected)));
        }
    }
}
