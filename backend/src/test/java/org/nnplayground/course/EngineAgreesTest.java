package org.nnplayground.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.course.ExerciseSheet.GivenNetwork;
import org.nnplayground.course.exercises.ExercisesConfiguration;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/** The networks that the sheets draw, traced by the training engine: it must find what the steps' rules find. */
class EngineAgreesTest {

    private static final ExerciseBook BOOK = new ExercisesConfiguration().exerciseBook();
    private static final TrainingEngine ENGINE = new DjlTrainingEngine();

    @ParameterizedTest
    @CsvSource({
        "small-network, sums, hidden, output, hidden-gradient, 0, 4",
        "exam-question, sums, hidden, output, gradients, 1, 2",
        "three-outputs, hidden-in, hidden-out, out-out, gradient, 0, 1"
    })
    void theEngineFindsTheSameNumbers(
            String slug, String sums, String hidden, String output, String gradient, int layer, int weights) {
        for (long seed = 0; seed < 20; seed++) {
            ExerciseSheet sheet = BOOK.exercise(slug).sheet(seed);

            Trace trace = trace(Objects.requireNonNull(sheet.network()));

            assertSame(trace.layers().getFirst().weightedSums()[0], result(sheet, sums));
            assertSame(trace.layers().getFirst().activations()[0], result(sheet, hidden));
            assertSame(trace.layers().getLast().activations()[0], result(sheet, output));
            double[] ofLayer = Stream.of(trace.gradients().layers().get(layer).weights())
                    .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                    .limit(weights)
                    .toArray();
            assertThat(ofLayer).containsExactly(result(sheet, gradient), Offset.offset(1e-5));
        }
    }

    private static double[] result(ExerciseSheet sheet, String step) {
        int at = sheet.steps().stream().map(Step::id).toList().indexOf(step);
        return Solution.of(sheet).steps().get(at).flat();
    }

    private static void assertSame(float[] traced, double[] expected) {
        double[] values =
                IntStream.range(0, traced.length).mapToDouble(i -> traced[i]).toArray();
        assertThat(values).containsExactly(expected, Offset.offset(1e-5));
    }

    private static Trace trace(GivenNetwork network) {
        TrainingSpec spec = spec(network);
        try (TrainingSession session = ENGINE.open(spec, SampleSource.samples(spec), null)) {
            return session.traceOfBatch(0);
        }
    }

    private static TrainingSpec spec(GivenNetwork network) {
        var layers = new ArrayList<Layer>();
        for (int l = 0; l < network.weights().length; l++) {
            layers.add(new Dense(
                    network.weights()[l].length,
                    named(Activation.values(), network.activations().get(l)),
                    network.biases()[l].length > 0));
        }
        return new TrainingSpec(
                Task.REGRESSION,
                new Data.Inline(List.of(new Sample(network.x(), network.y())), List.of(), List.of()),
                IntStream.rangeClosed(1, network.x().length)
                        .mapToObj(column -> "x" + column)
                        .toList(),
                new Network(layers, new Initializer.Explicit(network.weights(), network.biases(), 0)),
                new Training(
                        named(Loss.values(), network.loss()),
                        new Optimizer.Sgd(0),
                        new Schedule.Constant(0),
                        new Regularization(Regularization.Type.NONE, 0),
                        1,
                        Shuffle.NEVER,
                        0));
    }

    private static <T extends Choice> T named(T[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.wireName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
