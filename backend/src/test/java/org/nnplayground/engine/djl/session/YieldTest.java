package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/** Long operations are cut into native calls and yield between them. */
class YieldTest {

    private static final DjlTrainingEngine CALLS_OF_ONE_PIECE = new DjlTrainingEngine(Duration.ofNanos(1));

    /** 20,000 samples are five pieces of an evaluation, the train set is three. */
    private static TrainingSpec manySamples() {
        TrainingSpec spec = Specs.withData(
                Specs.circle(),
                Task.CLASSIFICATION,
                new Data.Generated(Generator.CIRCLE, 20_000, 0.1, 0.5, 0.1, 1),
                "x1",
                "x2");
        return Specs.withLayers(
                spec,
                Specs.layer(6, Activation.RELU),
                Specs.layer(3, Activation.TANH),
                Specs.layer(1, Activation.TANH));
    }

    private static List<Object> everyLook(TrainingSession session) {
        double[][] x = new double[9000][];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {Math.sin(i), Math.cos(i)};
        }
        return List.of(
                session.losses(),
                session.metrics(),
                session.inactiveUnits(),
                session.gradientsOfTrainSet(),
                session.predict(x),
                session.boundary(100, 0, 1),
                session.boundary(100, 0, 1, 1, 1));
    }

    @Test
    void largeEvaluationsYieldAndGiveTheSameBitsInAnyNumberOfCalls() {
        TrainingSpec spec = manySamples();
        var samples = SampleSource.samples(spec);
        var ways = new AtomicInteger();
        var workplace = new ComputeContext(Device.CPU, ways::incrementAndGet);
        try (var whole = new DjlTrainingEngine(Duration.ofHours(1)).open(spec, samples, null);
                var cut = CALLS_OF_ONE_PIECE.open(spec, Arithmetic.SOLO, samples, null, workplace)) {
            List<Object> expected = everyLook(whole);

            List<Object> seen = everyLook(cut);

            assertThat(seen).usingRecursiveComparison().isEqualTo(expected);
            // losses 5 pieces, metrics 5, inactive units 3, gradients 3, predict 3, two boundaries of 3: one less each
            assertThat(ways).hasValue(4 + 4 + 2 + 2 + 2 + 2 + 2);
        }
    }

    @Test
    void aTinyNetworkIsEvaluatedInOneCall() {
        var ways = new AtomicInteger();
        try (var session = new DjlTrainingEngine()
                .open(
                        Specs.circle(),
                        Arithmetic.SOLO,
                        SampleSource.samples(Specs.circle()),
                        null,
                        new ComputeContext(Device.CPU, ways::incrementAndGet))) {
            everyLook(session);

            assertThat(ways).hasValue(0);
        }
    }
}
