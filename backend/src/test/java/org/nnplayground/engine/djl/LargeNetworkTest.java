package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.TrainingSession.Slice;
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

/** A million parameters, compared with float64 update by update. */
class LargeNetworkTest {

    private static final double RATE = 0.05;
    private static final int BATCH = 12;

    private static final TrainingSpec SPEC = new TrainingSpec(
            Task.CLASSIFICATION,
            new Data.Generated(Generator.CLUSTERS, 40, 0.5, 0.5, 0, 1, 784, 10),
            new SpecCatalog(Limits.STANDARD).defaultFeatures(784),
            new Network(
                    List.of(
                            new Dense(1024, Activation.RELU, true),
                            new Dense(256, Activation.TANH, true),
                            new Dense(10, Activation.SOFTMAX, true)),
                    new Initializer.He(7)),
            new Training(
                    Loss.CROSS_ENTROPY,
                    new Optimizer.Sgd(RATE),
                    new Schedule.Constant(0),
                    new Regularization(Regularization.Type.NONE, 0),
                    BATCH,
                    Shuffle.NEVER,
                    7));

    private final SampleSet train = SampleSource.samples(SPEC).train();

    @Test
    void everyUpdateAgreesWithTheReference() {
        assertThat(SPEC.parameters()).isGreaterThan(1_000_000);
        try (var session = Specs.open(SPEC)) {
            List<LayerParameters> before = session.parameters().layers();
            for (int step = 0; step < 4; step++) { // the second and fourth batch of an epoch have 8 samples
                int from = step % 2 * BATCH;
                ReferencePass reference = pass(before, from, Math.min(from + BATCH, train.size()));

                session.advance(new Slice(Long.MAX_VALUE, Long.MAX_VALUE).withUpdates(1));

                List<LayerParameters> after = session.parameters().layers();
                for (int l = 0; l < after.size(); l++) {
                    assertStepped(
                            before.get(l), after.get(l), reference.layers().get(l));
                }
                before = after;
            }
            assertThat(session.position().epoch()).isEqualTo(2);
            double loss = pass(before, 0, train.size()).loss();
            assertThat(session.losses().train()).isCloseTo(loss, within(1e-5 * loss));
        }
    }

    private ReferencePass pass(List<LayerParameters> parameters, int from, int to) {
        double[][] x = Arrays.copyOfRange(train.x(), from, to);
        double[][] labels = Arrays.copyOfRange(train.y(), from, to);
        var y = new double[to - from][10];
        for (int i = 0; i < y.length; i++) {
            float[] encoded = Targets.of(SPEC).encode(new SampleSet(new double[][] {x[i]}, new double[][] {labels[i]}));
            for (int o = 0; o < encoded.length; o++) {
                y[i][o] = encoded[o];
            }
        }
        return ReferencePass.of(
                ReferencePass.Given.of(parameters),
                SPEC.network().layers().stream().map(Layer::activation).toList(),
                Loss.CROSS_ENTROPY,
                Collections.nCopies(3, new double[0][]),
                x,
                y);
    }

    private static void assertStepped(LayerParameters before, LayerParameters after, ReferencePass.Layer reference) {
        for (int u = 0; u < after.biases().length; u++) {
            for (int k = 0; k < after.weights()[u].length; k++) {
                assertStepped(
                        before.weights()[u][k], after.weights()[u][k], reference.weightGradients()[u][k]);
            }
            assertStepped(before.biases()[u], after.biases()[u], reference.biasGradients()[u]);
        }
    }

    private static void assertStepped(float before, double after, double gradient) {
        double expected = before - RATE * gradient;
        if (Math.abs(after - expected) > tolerance(expected)) { // asserting a million times would take a minute
            assertThat(after).isCloseTo(expected, Offset.offset(tolerance(expected)));
        }
    }

    private static double tolerance(double expected) {
        return Math.max(1e-6, 1e-5 * Math.abs(expected));
    }
}
