package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;

/** Float32 against PyTorch's float64: every number to 1e-3 relative or 1e-5 absolute. */
class ReferenceTrainingsTest {

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();

    static List<ReferenceTraining> references() {
        return ReferenceTraining.all();
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyNumberAgreesWithPyTorch(ReferenceTraining reference) {
        agreesWithPyTorch(reference, ComputeContext.EXCLUSIVE_CPU);
    }

    static List<ReferenceTraining> shareableReferences() {
        return references().stream()
                .filter(reference -> Arithmetic.canShare(reference.spec()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shareableReferences")
    void everyNumberOfASharedProgramAgreesWithPyTorchToo(ReferenceTraining reference) {
        try (var session = open(reference.spec(), Arithmetic.SHARED, ComputeContext.EXCLUSIVE_CPU)) {
            agreesWithPyTorch(session, reference);
        }
    }

    static boolean aGpuIsHere() {
        return ENGINE.devices().contains(Device.GPU);
    }

    @ParameterizedTest
    @MethodSource("references")
    @EnabledIf(value = "aGpuIsHere", disabledReason = "needs a GPU that PyTorch can use")
    void everyNumberOfAGpuAgreesWithPyTorchToo(ReferenceTraining reference) {
        agreesWithPyTorch(reference, new ComputeContext(Device.GPU, () -> {}));
    }

    private static void agreesWithPyTorch(ReferenceTraining reference, ComputeContext workplace) {
        try (var session = open(reference.spec(), Arithmetic.SOLO, workplace)) {
            agreesWithPyTorch(session, reference);
        }
    }

    private static TrainingSession open(TrainingSpec spec, Arithmetic arithmetic, ComputeContext workplace) {
        return ENGINE.open(spec, arithmetic, SampleSource.samples(spec), null, workplace);
    }

    private static void agreesWithPyTorch(TrainingSession session, ReferenceTraining reference) {
        JsonNode expected = reference.expected();
        Gradients gradient = session.gradientsOfBatch(0);
        Losses[] losses =
                session.advance(new Slice(reference.epochs(), Long.MAX_VALUE)).losses();

        JsonNode first = expected.get("firstBatchGradient");
        agrees("first loss", gradient.loss(), first.get("loss").asDouble());
        agrees("gradient", gradient.layers(), first);
        curveAgrees("train loss", losses, Losses::train, expected.get("trainLoss"));
        if (expected.has("testLoss")) {
            curveAgrees("test loss", losses, Losses::test, expected.get("testLoss"));
        }
        agrees("parameter", session.parameters().layers(), expected);
        if (expected.has("slopes")) {
            slopesAgree(session.parameters().layers(), expected.get("slopes"));
        }
    }

    private static void curveAgrees(String what, Losses[] actual, Function<Losses, Double> of, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        for (int e = 0; e < actual.length; e++) {
            if (expected.get(e).isNull()) {
                assertThat(of.apply(actual[e])).isNaN();
            } else {
                agrees(
                        what + " of epoch " + (e + 1),
                        of.apply(actual[e]),
                        expected.get(e).asDouble());
            }
        }
    }

    private static void agrees(String what, List<LayerParameters> actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.get("weights").size());
        for (int l = 0; l < actual.size(); l++) {
            LayerParameters layer = actual.get(l);
            matrixAgrees(what, layer.weights(), expected.get("weights").get(l));
            if (layer.recurrentWeights().length > 0) {
                matrixAgrees(
                        what,
                        layer.recurrentWeights(),
                        expected.get("recurrentWeights").get(l));
            }
            double[] biases = ReferenceTraining.numbers(expected.get("biases").get(l));
            assertThat(actual.get(l).biases()).hasSize(biases.length);
            for (int unit = 0; unit < biases.length; unit++) {
                agrees(what, actual.get(l).biases()[unit], biases[unit]);
            }
        }
    }

    /** @param expected rows of numbers, or of nested numbers */
    private static void matrixAgrees(String what, float[][] actual, JsonNode expected) {
        assertThat(actual.length).isEqualTo(expected.size());
        for (int row = 0; row < actual.length; row++) {
            double[] numbers = ReferenceTraining.flat(expected.get(row));
            assertThat(actual[row]).hasSize(numbers.length);
            for (int input = 0; input < numbers.length; input++) {
                agrees(what, actual[row][input], numbers[input]);
            }
        }
    }

    private static void slopesAgree(List<LayerParameters> layers, JsonNode expected) {
        for (int l = 0; l < layers.size(); l++) {
            Float slope = layers.get(l).slope();
            if (slope == null) {
                assertThat(expected.get(l).isNull()).isTrue();
            } else {
                agrees("slope", slope, expected.get(l).asDouble());
            }
        }
    }

    private static void agrees(String what, double actual, double expected) {
        assertThat(Math.abs(actual - expected))
                .as("%s: %s instead of %s", what, actual, expected)
                .isLessThanOrEqualTo(Math.max(1e-5, 1e-3 * Math.abs(expected)));
    }
}
