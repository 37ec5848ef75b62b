package org.nnplayground.engine.djl.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.QuantisedBoundary;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.View;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.session.BoundaryGrids;
import org.nnplayground.engine.djl.session.SampleTensors;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/** The shared program has the bits of plain Java: parameters, losses and pictures. */
@EnabledOnOs(
        architectures = "amd64",
        disabledReason = "plain Java rounds as the vector kernels with AVX2 or AVX-512 do")
class PlainSharedTrainingTest {

    private static final int EPOCHS = 30;
    private static final int RESOLUTION = 25;

    static List<Named<TrainingSpec>> specs() {
        Regularization none = new Regularization(Regularization.Type.NONE, 0);
        Regularization l2 = new Regularization(Regularization.Type.L2, 0.003);
        Layer output = layer(1, Activation.TANH);
        return List.of(
                named("tanh", none, 0, 10, layer(4, Activation.TANH), layer(2, Activation.TANH), output),
                named("tanh with L2", l2, 0, 7, layer(5, Activation.TANH), output),
                named("tanh with momentum", none, 0.9, 30, layer(3, Activation.TANH), output),
                named("relu in batches of two pieces", l2, 0.5, 60, layer(6, Activation.RELU), output),
                named("sigmoid", none, 0, 10, layer(4, Activation.SIGMOID), layer(3, Activation.SIGMOID), output),
                named("linear", none, 0.9, 10, layer(3, Activation.LINEAR), output));
    }

    private static Layer layer(int units, Activation activation) {
        return new Dense(units, activation, true);
    }

    private static Named<TrainingSpec> named(
            String name, Regularization penalty, double momentum, int batchSize, Layer... layers) {
        var training = new Training(
                Loss.SQUARED_ERROR,
                new Optimizer.Sgd(0.03, momentum, false),
                new Schedule.Constant(0),
                penalty,
                batchSize,
                Shuffle.NEVER,
                7);
        return Named.of(name, Specs.withLayers(Specs.circle(), layers).withTraining(training));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theProgramHasTheBitsOfPlainJava(TrainingSpec spec) {
        Samples samples = SampleSource.samples(spec);
        SampleSet all = SampleTensors.concatenated(samples);
        float[][] x = rows(Feature.matrix(spec.features(), samples.columns().size(), all.x()), all.size(), 2);
        float[][] y = rows(Targets.of(spec).encode(all), all.size(), 1);
        int train = samples.train().size();
        int validation = samples.validation().size();
        float[][] trainX = Arrays.copyOf(x, train);
        float[][] trainY = Arrays.copyOf(y, train);

        try (TrainingSession session =
                new DjlTrainingEngine().open(spec, Arithmetic.SHARED, samples, null, ComputeContext.EXCLUSIVE_CPU)) {
            var plain = new PlainSharedTraining(spec, session.checkpoint().parameters());
            var losses = new ArrayList<Losses>();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                plain.epoch(trainX, trainY);
                losses.add(new Losses(
                        plain.loss(x, y, 0, train), (double) plain.loss(x, y, train, train + validation), (double)
                                plain.loss(x, y, train + validation, all.size())));
            }

            assertThat(session.advance(new Slice(EPOCHS, Long.MAX_VALUE)).losses())
                    .containsExactlyElementsOf(losses);
            assertThat(session.checkpoint().state()).isEqualTo(plain.state());
            QuantisedBoundary picture = session.picture(View.Grid.of(RESOLUTION));
            assertThat(picture.values()).isEqualTo(plain.picture(points(spec, samples)));
        }
    }

    /** The transpose of {@code [rows of at least width][size]}, without the rows after {@code width}. */
    private static float[][] rows(float[] matrix, int size, int width) {
        var rows = new float[size][width];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < width; k++) {
                rows[i][k] = matrix[k * size + i];
            }
        }
        return rows;
    }

    private static List<float[]> points(TrainingSpec spec, Samples samples) {
        var grid = BoundaryGrids.Grid.of(
                Device.CPU, spec.features(), samples.scaling(), samples.domain(), RESOLUTION, 0, 1);
        try (var features = new BoundaryGrids().features(grid)) {
            return List.of(rows(features.floats(), RESOLUTION * RESOLUTION, 2));
        }
    }
}
