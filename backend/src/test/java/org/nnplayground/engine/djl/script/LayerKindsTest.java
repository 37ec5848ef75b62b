package org.nnplayground.engine.djl.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.ShapedSpecs;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.draws.InitialParameters;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.TrainingSpec;

/** Layers of every kind, in combinations that the reference trainings do not have. */
class LayerKindsTest {

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();
    private static final DjlTrainingEngine BY_BATCH = new DjlTrainingEngine(Duration.ofNanos(1));

    static List<Named<TrainingSpec>> specs() {
        return ShapedSpecs.all();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyDerivativeIsTheSlopeOfTheLoss(TrainingSpec spec) {
        float step = 1.0f / 256;
        Layout layout = Layout.of(spec);
        float[] at = InitialParameters.draw(spec.network().initializer(), layout);
        try (var session = Specs.open(spec)) {
            Gradients gradients = session.gradientsOfTrainSet();
            float[] gradient = layout.flatten(gradients.layers());

            assertThat(gradients.loss()).isCloseTo(session.losses().train(), within(1e-5));
            for (int i = 0; i < at.length; i++) {
                double slope = (Specs.lossAt(spec, at, i, step) - Specs.lossAt(spec, at, i, -step)) / (2 * step);
                assertThat((double) gradient[i]).as("parameter " + i).isCloseTo(slope, within(2e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void slicesAndCheckpointsDoNotChangeABit(TrainingSpec spec) {
        Checkpoint straight;
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(8, Long.MAX_VALUE));
            straight = session.checkpoint();
        }
        Checkpoint resumed = null;
        while (resumed == null || resumed.epoch() < 8) {
            try (var session = BY_BATCH.open(spec, SampleSource.samples(spec), resumed)) {
                session.gradientsOfTrainSet();
                session.advance(new Slice(8, Long.MAX_VALUE).withUpdates(2));
                session.metrics();
                session.inactiveUnits();
                session.boundary(10, 0, 1);
                session.losses();
                resumed = session.checkpoint();
            }
        }
        assertThat(resumed).usingRecursiveComparison().isEqualTo(straight);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void manyParameterVectorsHaveTheLossesOfSessions(TrainingSpec spec) {
        float[] at = InitialParameters.draw(spec.network().initializer(), Layout.of(spec));
        Losses[] together = ENGINE.losses(spec, SampleSource.samples(spec), at.length, i -> moved(at, i), () -> {});

        for (int i = 0; i < at.length; i++) {
            assertThat(together[i].train()).isCloseTo(Specs.lossAt(spec, at, i, 0.25f), within(1e-5));
        }
    }

    private static float[] moved(float[] parameters, int index) {
        float[] there = parameters.clone();
        there[index] += 0.25f;
        return there;
    }

    static Stream<String> optimizers() {
        return Stream.of(
                ShapedSpecs.SGD,
                "{'type': 'sgd', 'momentum': 0.9}",
                "{'type': 'sgd', 'momentum': 0.9, 'nesterov': true}",
                "{'type': 'adagrad'}",
                "{'type': 'rmsprop'}",
                "{'type': 'adam', 'weightDecay': 0.1}",
                "{'type': 'adamw', 'weightDecay': 0.1}",
                "{'type': 'lion', 'weightDecay': 0.1}");
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void frozenLayersKeepTheirBits(String optimizer) {
        for (String regularization : List.of("none", "l1", "l2")) {
            TrainingSpec spec = ShapedSpecs.spec("[4, 4, 1]", 2, """
                    {'type': 'convolution', 'filters': 2, 'kernel': 2, 'activation': 'prelu', 'frozen': true},
                    {'type': 'maxPooling', 'frozen': true}, {'units': 3},
                    {'units': 2, 'frozen': true}, {'units': 1, 'activation': 'sigmoid'}
                    """, optimizer, regularization);
            try (var session = Specs.open(spec)) {
                List<LayerParameters> before = session.parameters().layers();
                session.advance(new Slice(5, Long.MAX_VALUE));
                List<LayerParameters> after = session.parameters().layers();

                for (int l = 0; l < before.size(); l++) {
                    boolean same = Layers.bits(List.of(before.get(l))).equals(Layers.bits(List.of(after.get(l))));
                    assertThat(same).as("layer " + l + " is unchanged").isEqualTo(l != 2 && l != 4);
                    boolean trained = l == 2 || l == 4;
                    assertThat(session.gradientsOfTrainSet().layers().get(l).isEmpty())
                            .isEqualTo(!trained);
                }
            }
        }
    }

    @Test
    void anImageIsFlattenedChannelByChannel() {
        TrainingSpec spec =
                ShapedSpecs.spec("[1, 2, 2]", 2, "{'units': 1, 'activation': 'linear'}", ShapedSpecs.SGD, "none");
        try (var session = Specs.open(spec)) {
            session.replace(new Parameters(List.of(
                    new LayerParameters(new float[][] {{1, 10, 100, 1000}}, new float[] {0.5f}))));

            // Pixel 1 has the channels 1 and 2, pixel 2 the channels 3 and 4.
            assertThat(session.predict(new double[][] {{1, 2, 3, 4}})[0][0]).isEqualTo(1 + 30 + 200 + 4000 + 0.5f);
        }
    }

    @Test
    void filtersAreNotFlippedAndEqualMaximaLearnOnce() {
        TrainingSpec spec = ShapedSpecs.spec("[2, 2, 1]", 2, """
                {'type': 'convolution', 'filters': 1, 'kernel': [1, 2], 'activation': 'linear', 'bias': false},
                {'type': 'maxPooling', 'size': 1}, {'units': 1, 'activation': 'linear', 'bias': false}
                """, ShapedSpecs.SGD, "none");
        try (var session = Specs.open(spec)) {
            List<LayerParameters> drawn = session.parameters().layers();
            session.replace(new Parameters(List.of(
                    new LayerParameters(
                            drawn.getFirst().inputs(), new float[][] {{1, 10}}, new float[0][], new float[0], null),
                    drawn.get(1),
                    new LayerParameters(new float[][] {{1, 100}}, new float[0]))));

            assertThat(session.predict(new double[][] {{1, 2, 3, 4}})[0][0]).isEqualTo(21 + 4300f);
        }
    }

    @Test
    void fansOfAConvolutionAreThoseOfPyTorch() {
        TrainingSpec spec = ShapedSpecs.spec("[6, 6, 2]", 2, """
                {'type': 'convolution', 'filters': 40, 'kernel': [3, 5]}, {'units': 1, 'activation': 'sigmoid'}
                """, ShapedSpecs.SGD, "none");
        Layout layout = Layout.of(spec);
        float[] drawn = InitialParameters.draw(new Initializer.Xavier(1), layout);
        float largest = 0;
        for (int i = 0; i < layout.layers().getFirst().end(); i++) {
            largest = Math.max(largest, Math.abs(drawn[i]));
        }
        double range = Math.sqrt(6.0 / (2 * 3 * 5 + 40 * 3 * 5));

        assertThat((double) largest).isBetween(0.95 * range, range);
    }
}
