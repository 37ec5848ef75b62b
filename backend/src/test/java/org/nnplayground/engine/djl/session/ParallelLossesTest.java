package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

/** The losses at many parameter vectors, compared with those of a session with each of them. */
class ParallelLossesTest {

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();
    private static final int POINTS = 40;

    static List<Named<TrainingSpec>> specs() {
        var specs = new ArrayList<Named<TrainingSpec>>();
        for (Activation activation : Activation.values()) {
            if (activation != Activation.SOFTMAX) {
                specs.add(Named.of(
                        activation.wireName(),
                        Specs.withLayers(
                                Specs.circle(),
                                new Dense(3, activation, true, 0.3),
                                new Dense(4, activation, false),
                                Specs.layer(1, activation))));
            }
        }
        for (Loss loss : List.of(Loss.MEAN_SQUARED_ERROR, Loss.ABSOLUTE_ERROR, Loss.HUBER)) {
            specs.add(Named.of(loss.wireName(), Specs.withLoss(Specs.circle(), Task.CLASSIFICATION, loss)));
        }
        specs.add(Named.of(
                "binary cross-entropy, no hidden layer",
                Specs.withLoss(
                        Specs.withLayers(Specs.circle(), Specs.layer(1, Activation.SIGMOID)),
                        Task.CLASSIFICATION,
                        Loss.BINARY_CROSS_ENTROPY)));
        specs.add(Named.of(
                "dice of two sigmoid units",
                Specs.withLoss(
                        Specs.withLayers(Specs.circle(), Specs.layer(2, Activation.SIGMOID)),
                        Task.CLASSIFICATION,
                        Loss.DICE)));
        specs.add(Named.of(
                "softmax of three classes, no bias",
                Specs.withLoss(
                        Specs.withData(
                                Specs.withLayers(
                                        Specs.circle(),
                                        new Dense(5, Activation.TANH, false),
                                        new Dense(3, Activation.SOFTMAX, false)),
                                Task.CLASSIFICATION,
                                new Data.Generated(Generator.THREE_BLOBS, 90, 0.1, 0.5, 0, 1),
                                "x1",
                                "x2",
                                "x1Squared"),
                        Task.CLASSIFICATION,
                        Loss.CROSS_ENTROPY)));
        specs.add(Named.of(
                "samples and points in several calls",
                Specs.withData(
                        Specs.withLayers(
                                Specs.circle(), Specs.layer(300, Activation.RELU), Specs.layer(1, Activation.TANH)),
                        Task.CLASSIFICATION,
                        new Data.Generated(Generator.XOR, 9000, 0.1, 0.9, 0, 1),
                        "x1",
                        "x2")));
        return specs;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void agreeWithTheLossesOfASession(TrainingSpec spec) {
        float[][] points = points(spec);

        Losses[] together = ENGINE.losses(spec, SampleSource.samples(spec), POINTS, i -> points[i], () -> {});

        try (TrainingSession session = Specs.open(spec)) {
            for (int i = 0; i < POINTS; i++) {
                session.replace(ENGINE.parameters(spec, points[i]));
                Losses alone = session.losses();
                assertClose(together[i].train(), alone.train());
                assertClose(together[i].validation(), alone.validation());
                assertClose(together[i].test(), alone.test());
            }
        }
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, offset(1e-5 + 1e-4 * Math.abs(expected)));
        }
    }

    /** Points around the initial parameters of the spec. */
    private static float[][] points(TrainingSpec spec) {
        try (TrainingSession session = Specs.open(spec)) {
            float[] centre = session.checkpoint().parameters();
            var random = new Random(3);
            return IntStream.range(0, POINTS)
                    .mapToObj(i -> {
                        float[] point = centre.clone();
                        for (int k = 0; k < point.length; k++) {
                            point[k] += (float) (0.5 * random.nextGaussian());
                        }
                        return point;
                    })
                    .toArray(float[][]::new);
        }
    }

    @Test
    void aLossThatIsNotFiniteIsInfinite() {
        TrainingSpec spec = Specs.withLayers(Specs.circle(), Specs.layer(1, Activation.LINEAR));
        float[][] points = {{0, 0, 0}, {3e38f, 3e38f, 0}};

        Losses[] losses = ENGINE.losses(spec, SampleSource.samples(spec), 2, i -> points[i], () -> {});

        assertThat(losses[0].train()).isCloseTo(0.5, offset(1e-6));
        assertThat(losses[1].train()).isInfinite();
    }

    @Test
    void aGridOfASmallNetworkTakesFewCallsAndLeavesNothingBehind() {
        TrainingSpec spec = Specs.circle();
        float[][] points = points(spec);
        int before = Torch.openArrays();
        var yields = new AtomicInteger();

        ENGINE.losses(spec, SampleSource.samples(spec), 41 * 41, i -> points[i % POINTS], yields::incrementAndGet);

        assertThat(yields).hasValueLessThan(10);
        assertThat(Torch.openArrays()).isLessThanOrEqualTo(before);
    }

    @Test
    void aTrainingWhoseLossesAreEvaluatedMeanwhileHasTheSameBits() {
        TrainingSpec spec = Specs.circle();
        float[][] points = points(spec);
        float[] undisturbed;
        try (TrainingSession session = Specs.open(spec)) {
            session.advance(new Slice(30, Long.MAX_VALUE));
            undisturbed = session.checkpoint().state();
        }

        float[] disturbed;
        try (TrainingSession session = Specs.open(spec)) {
            for (int epoch = 1; epoch <= 30; epoch++) {
                session.advance(new Slice(epoch, Long.MAX_VALUE));
                ENGINE.losses(spec, SampleSource.samples(spec), POINTS, i -> points[i], () -> {});
            }
            disturbed = session.checkpoint().state();
        }

        assertThat(disturbed).isEqualTo(undisturbed);
    }
}
