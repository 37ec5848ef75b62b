package org.nnplayground.engine.djl.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.draws.InitialParameters;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

class GradientsTest {

    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final Initializer UNIFORM = new Initializer.Uniform(0.8, 0.3, 3);

    /** The lecture's exercise: a 2-2-1 network without biases, relu hidden, loss (y - t)^2 / 2 of one sample. */
    @Test
    void theLecturesExerciseGivesTheHandComputedNumbers() {
        var initializer =
                new Initializer.Explicit(new double[][][] {{{1, -1}, {0, 2}}, {{-1, 1}}}, new double[][] {{}, {}}, 0);
        TrainingSpec spec = Specs.regression(
                new double[][] {{1, -1}},
                new double[][] {{1}},
                initializer,
                new Dense(2, Activation.RELU, false),
                new Dense(1, Activation.LINEAR, false));

        try (var session = Specs.open(spec)) {
            Gradients gradients = session.gradientsOfTrainSet();

            assertThat(gradients.loss()).isEqualTo(4.5);
            assertThat(gradients.layers().get(0).weights()).isDeepEqualTo(new float[][] {{3, -3}, {0, 0}});
            assertThat(gradients.layers().get(1).weights()).isDeepEqualTo(new float[][] {{-6, 0}});
            assertThat(gradients.layers().get(0).biases()).isEmpty();
        }
    }

    static Stream<Arguments> corners() {
        double[][] one = {{0.7, -0.4}};
        double[][] zero = {{0, 0}};
        double[][] several = {{0.7, -0.4}, {-1.1, 0.3}, {0.2, 0.9}, {1.5, -2}};
        double[][] target = {{0.5}};
        double[][] targets = {{0.5}, {-0.2}, {1}, {0.1}};
        double[][] pairs = {{0.5, 1}, {-0.2, 0}, {1, 0.3}, {0.1, -1}};
        var cases = new ArrayList<Named<TrainingSpec>>();
        for (Activation activation : Activation.values()) {
            if (activation == Activation.SOFTMAX) {
                continue; // with its loss, below
            }
            Layer hidden = Specs.layer(3, activation);
            Layer output = Specs.layer(1, Activation.LINEAR);
            cases.add(Named.of(activation + " hidden", regression(several, targets, hidden, output)));
            cases.add(Named.of(activation + " twice", regression(several, targets, hidden, hidden, output)));
            cases.add(
                    Named.of(activation + " output", regression(several, targets, hidden, Specs.layer(1, activation))));
            cases.add(Named.of(activation + " alone", regression(one, target, Specs.layer(1, activation))));
            cases.add(Named.of(activation + " at zero", regression(zero, target, hidden, output)));
            cases.add(Named.of(
                    activation + " without bias",
                    regression(
                            several,
                            targets,
                            new Dense(2, activation, false),
                            new Dense(3, activation, false),
                            new Dense(1, activation, false))));
            cases.add(Named.of(
                    activation + " with bias in between",
                    regression(
                            several,
                            targets,
                            new Dense(2, activation, false),
                            new Dense(3, activation, true),
                            new Dense(1, activation, false))));
            cases.add(Named.of(
                    activation + " two outputs", regression(several, pairs, hidden, Specs.layer(2, activation))));
        }
        for (Loss loss : Loss.values()) {
            cases.addAll(casesOf(loss));
        }
        return cases.stream().map(Arguments::of);
    }

    /** The loss with one sample and several, one output and three, with and without a hidden layer and biases. */
    private static List<Named<TrainingSpec>> casesOf(Loss loss) {
        var cases = new ArrayList<Named<TrainingSpec>>();
        Activation activation = CATALOG.outputActivations(loss).getFirst();
        Task task = CATALOG.tasks(loss).getLast();
        double[][] x = {{0.7, -0.4}, {-1.1, 0.3}, {0.2, 0.9}, {1.5, -2}, {0, 0}};
        for (int samples : new int[] {1, 5}) {
            for (int outputs : activation == Activation.SOFTMAX ? new int[] {3} : new int[] {1, 3}) {
                int width = task == Task.REGRESSION ? outputs : 1;
                var y = new double[samples][width];
                for (int i = 0; i < samples; i++) {
                    for (int o = 0; o < width; o++) {
                        y[i][o] = task == Task.REGRESSION ? 0.9 * i - 1.7 + o : i % (outputs == 1 ? 2 : 3);
                    }
                }
                for (boolean bias : new boolean[] {true, false}) {
                    for (int hidden : new int[] {0, 2}) {
                        Layer output = new Dense(outputs, activation, bias);
                        TrainingSpec spec = hidden == 0
                                ? regression(Arrays.copyOf(x, samples), y, output)
                                : regression(
                                        Arrays.copyOf(x, samples), y, new Dense(hidden, Activation.TANH, bias), output);
                        String name = "%s of %d samples, %d outputs, %d hidden units%s"
                                .formatted(loss, samples, outputs, hidden, bias ? "" : ", no bias");
                        cases.add(Named.of(name, Specs.withLoss(spec, task, loss)));
                    }
                }
            }
        }
        return cases;
    }

    private static TrainingSpec regression(double[][] x, double[][] y, Layer... layers) {
        return Specs.regression(x, y, UNIFORM, layers);
    }

    @ParameterizedTest
    @MethodSource("corners")
    void everyDerivativeIsTheSlopeOfTheLoss(TrainingSpec spec) {
        float step = 1.0f / 256; // small, so that hardly any sum crosses a kink
        float[] at = InitialParameters.draw(spec.network().initializer(), Layout.of(spec));
        float[] gradient;
        try (var session = Specs.open(spec)) {
            Gradients gradients = session.gradientsOfTrainSet();
            assertThat(gradients.loss()).isCloseTo(session.losses().train(), within(1e-6));
            gradient = flat(gradients.layers());
        }

        for (int i = 0; i < at.length; i++) {
            double slope = (Specs.lossAt(spec, at, i, step) - Specs.lossAt(spec, at, i, -step)) / (2 * step);
            assertThat((double) gradient[i]).as("parameter " + i).isCloseTo(slope, within(2e-3));
        }
    }

    private static float[] flat(List<LayerParameters> layers) {
        var numbers = new ArrayList<Float>();
        for (LayerParameters layer : layers) {
            for (int unit = 0; unit < layer.weights().length; unit++) {
                for (float weight : layer.weights()[unit]) {
                    numbers.add(weight);
                }
                if (layer.biases().length > 0) {
                    numbers.add(layer.biases()[unit]);
                }
            }
        }
        layers.stream().map(LayerParameters::slope).filter(Objects::nonNull).forEach(numbers::add);
        var flat = new float[numbers.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = numbers.get(i);
        }
        return flat;
    }

    /** The lecture's exam question: 2-3-1-1, squares on both hidden layers, a linear output without bias. */
    @Test
    void theLecturesExamQuestionGivesItsNumbers() {
        var initializer = new Initializer.Explicit(
                new double[][][] {{{0.6, 0.2}, {-0.4, 0.5}, {0.8, -0.3}}, {{0.7, -0.6, 0.4}}, {{1.2}}},
                new double[][] {{0.1, -0.2, 0.05}, {0.15}, {}},
                0);
        TrainingSpec spec = Specs.regression(
                new double[][] {{1, 0}},
                new double[][] {{1}},
                initializer,
                Specs.layer(3, Activation.SQUARE),
                Specs.layer(1, Activation.SQUARE),
                new Dense(1, Activation.LINEAR, false));

        try (var session = Specs.open(spec)) {
            float[][] gradient = session.gradientsOfTrainSet().layers().get(1).weights();

            assertThat(session.predict(new double[][] {{1, 0}})[0][0]).isCloseTo(0.384f, within(0.0005f));
            assertThat(gradient[0][0]).isCloseTo(-0.410f, within(0.0005f));
            assertThat(gradient[0][1]).isCloseTo(-0.301f, within(0.0005f));
        }
    }

    @Test
    void theTrainSetsGradientIsTheMeanOfItsBatches() {
        TrainingSpec spec =
                Specs.circle().withTraining(Specs.training(0.03, Regularization.Type.L2, 0.1, 10, Shuffle.EVERY_EPOCH));

        try (var session = Specs.open(spec)) {
            int samples = SampleSource.samples(spec).train().size();
            int batches = session.position().batches();
            var mean = new double[Layout.of(spec).parameters()];
            for (int b = 0; b < batches; b++) {
                float[] gradient = flat(session.gradientsOfBatch(b).layers());
                int size = Math.min(10, samples - 10 * b);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += gradient[i] * size / samples;
                }
            }

            float[] whole = flat(session.gradientsOfTrainSet().layers());
            assertThat(samples % 10).isPositive();
            for (int i = 0; i < mean.length; i++) {
                assertThat((double) whole[i]).isCloseTo(mean[i], within(1e-6));
            }
        }
    }

    @Test
    void oneStepFollowsTheGradientAndThePenaltyOfWeights() {
        double rate = 0.25;
        double penalty = 0.5;
        for (Regularization.Type type : Regularization.Type.values()) {
            TrainingSpec spec = Specs.circle().withTraining(Specs.training(rate, type, penalty, 1000, Shuffle.NEVER));
            try (var session = Specs.open(spec)) {
                List<LayerParameters> before = session.parameters().layers();
                List<LayerParameters> gradient = session.gradientsOfBatch(0).layers();
                Losses[] losses = session.advance(new org.nnplayground.engine.TrainingSession.Slice(1, 1))
                        .losses();

                assertThat(losses).hasSize(1);
                for (int l = 0; l < before.size(); l++) {
                    double bias =
                            before.get(l).biases()[0] - rate * gradient.get(l).biases()[0];
                    double w = before.get(l).weights()[0][0];
                    double g = gradient.get(l).weights()[0][0];
                    double stepped = switch (type) {
                        case NONE -> w - rate * g;
                        case L2 -> w - rate * (g + penalty * w);
                        case L1 -> Math.signum(w - rate * g) * Math.max(Math.abs(w - rate * g) - rate * penalty, 0);
                    };
                    LayerParameters after = session.parameters().layers().get(l);
                    assertThat((double) after.biases()[0]).isCloseTo(bias, within(1e-6));
                    assertThat((double) after.weights()[0][0]).isCloseTo(stepped, within(1e-6));
                }
            }
        }
    }
}
