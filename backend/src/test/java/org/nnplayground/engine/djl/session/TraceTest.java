package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.ReferencePass;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.script.Layers;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/** A 2-3-2-1 network with batches of 10, unless a case says otherwise. */
class TraceTest {

    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final Optimizer PLAIN = new Optimizer.Sgd(0.1);
    private static final Regularization NO_PENALTY = new Regularization(Regularization.Type.NONE, 0);

    static List<Named<TrainingSpec>> cases() {
        var cases = new ArrayList<Named<TrainingSpec>>();
        for (Activation activation : CATALOG.activations().available()) {
            // Two squares of inputs up to 6 are large, and so are their gradients.
            Optimizer careful = activation == Activation.SQUARE ? new Optimizer.Sgd(1e-5) : PLAIN;
            cases.add(Named.of(activation + " hidden", spec(activation, Loss.SQUARED_ERROR, 0, careful, NO_PENALTY)));
        }
        for (Loss loss : Loss.values()) {
            cases.add(Named.of(loss + " and dropout", spec(Activation.TANH, loss, 0.4, PLAIN, NO_PENALTY)));
        }
        for (Optimizer optimizer : Optimizers.EXAMPLES) {
            for (Regularization.Type penalty : Regularization.Type.values()) {
                cases.add(Named.of(
                        optimizer + " with " + penalty,
                        spec(Activation.SWISH, Loss.HUBER, 0.25, optimizer, new Regularization(penalty, 0.01))));
            }
        }
        return cases;
    }

    private static TrainingSpec spec(
            Activation hidden, Loss loss, double dropout, Optimizer optimizer, Regularization penalty) {
        Activation output = CATALOG.outputActivations(loss).getFirst();
        int outputs = output == Activation.SOFTMAX ? 3 : 1;
        Task task = CATALOG.tasks(loss).getFirst();
        Generator generator =
                task == Task.REGRESSION ? Generator.GAUSSIANS : outputs == 3 ? Generator.THREE_BLOBS : Generator.XOR;
        TrainingSpec spec =
                Specs.withData(Specs.circle(), task, new Data.Generated(generator, 75, 0.1, 0.6, 0.2, 5), "x1", "x2");
        return Specs.withInitializer(
                        Specs.withLayers(
                                spec,
                                new Dense(3, hidden, true, dropout),
                                new Dense(2, hidden, dropout > 0, dropout),
                                Specs.layer(outputs, output)),
                        new Initializer.Uniform(0.9, 0.2, 11))
                .withTraining(new Training(
                        loss, optimizer, new Schedule.Exponential(0.9, 0), penalty, 10, Shuffle.EVERY_EPOCH, 7));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNumberAgreesWithAFloat64Reference(TrainingSpec spec) {
        try (var session = inMidEpoch(spec)) {
            for (int batch = 0; batch < session.position().batches(); batch++) {
                Trace trace = session.traceOfBatch(batch);

                assertIsReference(spec, trace, session.parameters());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTraceOfTheNextBatchEqualsItsRealUpdate(TrainingSpec spec) {
        try (var session = inMidEpoch(spec);
                var untraced = inMidEpoch(spec)) {
            for (int step = 0; step < 5; step++) { // over the end of the epoch with its smaller batch
                Trace trace = session.traceOfBatch(session.position().batch());
                session.traceOfBatch(0);
                session.advance(new Slice(100, 1_000_000_000).withUpdates(1));

                assertSame(Objects.requireNonNull(trace.step()).updated(), session.parameters());
            }

            untraced.advance(new Slice(100, 1_000_000_000).withUpdates(5));
            assertSame(session.parameters(), untraced.parameters());
            assertThat(session.checkpoint().optimizerState())
                    .isEqualTo(untraced.checkpoint().optimizerState());
            assertThat(session.position()).isEqualTo(untraced.position());
        }
    }

    @Test
    void aSampleIsTracedWithoutDropoutAndUpdate() {
        for (Shuffle shuffle : Shuffle.values()) {
            TrainingSpec given = spec(Activation.SIGMOID, Loss.BINARY_CROSS_ENTROPY, 0.5, PLAIN, NO_PENALTY);
            TrainingSpec spec = given.withTraining(new Training(
                    Loss.BINARY_CROSS_ENTROPY, PLAIN, new Schedule.Constant(0), NO_PENALTY, 10, shuffle, 7));
            try (var session = inMidEpoch(spec)) {
                Trace trace = session.traceOfSample(17);

                assertThat(trace.samples()).containsExactly(17);
                assertThat(trace.step()).isNull();
                assertThat(trace.layers())
                        .allSatisfy(layer -> assertThat(layer.masks()).isNull());
                assertIsReference(spec, trace, session.parameters());
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> session.traceOfSample(45));
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> session.traceOfBatch(5));
            }
        }
    }

    @Test
    void theBatchesOfAnEpochContainEverySampleOnce() {
        for (Shuffle shuffle : Shuffle.values()) {
            TrainingSpec spec =
                    Specs.circle().withTraining(Specs.training(0.1, Regularization.Type.NONE, 0, 10, shuffle));
            try (var session = Specs.open(spec)) {
                var visited = new ArrayList<Integer>();
                for (int b = 0; b < session.position().batches(); b++) {
                    Arrays.stream(session.traceOfBatch(b).samples()).forEach(visited::add);
                }

                assertThat(visited.subList(0, 4).equals(List.of(0, 1, 2, 3))).isEqualTo(shuffle == Shuffle.NEVER);
                assertThat(visited).hasSize(75).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < 75);
            }
        }
    }

    @Test
    void theSizeOfATraceIsEstimatedCorrectly() {
        TrainingSpec spec = spec(Activation.TANH, Loss.SQUARED_ERROR, 0, PLAIN, NO_PENALTY);

        long numbers = Trace.estimateNumbers(spec, 10);

        // 10 samples of 2 inputs, 1 target, 1 loss and 3 numbers for each of 6 units; 18 parameters, thrice.
        assertThat(numbers).isEqualTo(10 * (2 + 1 + 1 + 3 * 6) + 3 * (9 + 6 + 3));
    }

    static TrainingSession inMidEpoch(TrainingSpec spec) {
        TrainingSession session = Specs.open(spec);
        session.advance(new Slice(100, 1_000_000_000).withUpdates(7));
        assertThat(session.position()).isEqualTo(new TrainingSession.Position(1, 2, 5));
        return session;
    }

    private static void assertSame(Parameters one, Parameters other) {
        assertThat(Layers.bits(one.layers())).isEqualTo(Layers.bits(other.layers()));
    }

    private static void assertIsReference(TrainingSpec spec, Trace trace, Parameters present) {
        SampleSet train = SampleSource.samples(spec).train();
        int n = trace.samples().length;
        int outputs = spec.outputs();
        var x = new double[n][];
        var y = new double[n][outputs];
        for (int i = 0; i < n; i++) {
            int sample = trace.samples()[i];
            x[i] = train.x()[sample];
            float[] encoded =
                    Targets.of(spec).encode(new SampleSet(new double[][] {x[i]}, new double[][] {train.y()[sample]}));
            for (int o = 0; o < outputs; o++) {
                y[i][o] = encoded[o];
            }
        }
        var reference = ReferencePass.of(
                ReferencePass.Given.of(present.layers()),
                spec.network().layers().stream().map(Layer::activation).toList(),
                spec.training().loss(),
                trace.layers().stream().map(layer -> doubles(layer.masks())).toList(),
                x,
                y);

        assertSame(trace.parametersBefore(), present);
        assertClose("inputs", trace.inputs(), x);
        assertClose("targets", trace.targets(), y);
        assertClose("losses", new float[][] {trace.sampleLosses()}, new double[][] {reference.sampleLosses()});
        assertThat((double) (float) trace.gradients().loss()).isCloseTo(reference.loss(), tolerance(reference.loss()));
        for (int l = 0; l < trace.layers().size(); l++) {
            ReferencePass.Layer expected = reference.layers().get(l);
            LayerParameters gradient = trace.gradients().layers().get(l);
            assertClose("sums", trace.layers().get(l).weightedSums(), expected.sums());
            assertClose("activations", trace.layers().get(l).activations(), expected.activations());
            assertClose("deltas", trace.layers().get(l).deltas(), expected.deltas());
            assertClose("weights", gradient.weights(), expected.weightGradients());
            if (gradient.biases().length > 0) {
                assertClose("biases", new float[][] {gradient.biases()}, new double[][] {expected.biasGradients()});
            }
            Float slope = gradient.slope();
            assertThat(slope == null ? 0.0 : slope)
                    .isCloseTo(expected.slopeGradient(), tolerance(expected.slopeGradient()));
        }
    }

    private static double[][] doubles(float @Nullable [][] floats) {
        if (floats == null) {
            return new double[0][];
        }
        var doubles = new double[floats.length][floats[0].length];
        for (int i = 0; i < floats.length; i++) {
            for (int j = 0; j < floats[i].length; j++) {
                doubles[i][j] = floats[i][j];
            }
        }
        return doubles;
    }

    private static void assertClose(String what, float[][] given, double[][] expected) {
        assertThat(given.length).isEqualTo(expected.length);
        for (int i = 0; i < given.length; i++) {
            assertThat(given[i]).hasSameSizeAs(expected[i]);
            for (int j = 0; j < given[i].length; j++) {
                assertThat((double) given[i][j])
                        .as("%s %d %d", what, i, j)
                        .isCloseTo(expected[i][j], tolerance(expected[i][j]));
            }
        }
    }

    /** 1e-5 relative or 1e-6 absolute. */
    private static Offset<Double> tolerance(double expected) {
        return within(Math.max(1e-6, 1e-5 * Math.abs(expected)));
    }
}
