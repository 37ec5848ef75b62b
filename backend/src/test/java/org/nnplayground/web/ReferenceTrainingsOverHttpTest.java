package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.codec.ReferenceVectors;
import tools.jackson.databind.JsonNode;

/** The reference trainings over the API: every number to 1e-3 relative or 1e-5 absolute. */
class ReferenceTrainingsOverHttpTest extends ServerTest {

    /** A reference and the name that the test's report shows. */
    record Case(JsonNode reference) {
        @Override
        public String toString() {
            return reference.get("name").stringValue();
        }
    }

    static Stream<Case> cases() {
        return ReferenceVectors.cases().stream().map(Case::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNumberAgreesWithPyTorch(Case given) {
        JsonNode reference = given.reference;
        JsonNode expected = reference.get("expected");
        int epochs = reference.get("epochs").intValue();
        var job = client.creates("{'mode': 'live', 'spec': " + reference.get("spec") + "}");

        JsonNode gradients = client.gets(job.path() + "/gradients?batch=0").json();
        JsonNode stepped = client.controls(job, "POST", "/step", "{'count': " + epochs + "}")
                .json();
        JsonNode history = client.gets(job.path() + "/history?after=0").json();
        JsonNode parameters = client.gets(job.path() + "/parameters").json();

        agree("loss", gradients.get("loss"), expected.at("/firstBatchGradient/loss"));
        layersAgree("gradient", gradients.get("layers"), expected.get("firstBatchGradient"));
        assertThat(stepped.get("epoch").intValue()).isEqualTo(epochs);
        agree("train loss", history.get("trainLoss"), expected.get("trainLoss"));
        if (history.has("testLoss")) {
            agree("test loss", history.get("testLoss"), expected.get("testLoss"));
        } else if (expected.has("testLoss")) {
            assertThat(expected.get("testLoss")).as("no test set").allMatch(JsonNode::isNull);
        }
        layersAgree("parameter", parameters.get("layers"), expected);
        client.controls(job, "DELETE", "", null);
    }

    @Test
    void theLecturesExerciseBGivesItsGradients() {
        var job = client.creates("""
                {'mode': 'live', 'spec': {'task': 'regression',
                  'data': {'source': 'inline', 'train': [{'x': [1, -1], 'y': 1}]},
                  'network': {
                    'layers': [{'units': 2, 'activation': 'relu', 'bias': false},
                               {'units': 1, 'activation': 'linear', 'bias': false}],
                    'initializer': {'type': 'explicit', 'weights': [[[1, -1], [0, 2]], [[-1, 1]]], 'biases': [[], []]}},
                  'training': {'batchSize': 1}}}
                """);

        JsonNode gradients = client.gets(job.path() + "/gradients?set=train").json();

        assertThat(gradients.get("loss").doubleValue()).isEqualTo(4.5);
        JsonNode layers = gradients.get("layers");
        assertThat(layers.get(0).get("weights").toString()).isEqualTo("[[3.0,-3.0],[0.0,0.0]]");
        assertThat(layers.get(1).get("weights").toString()).isEqualTo("[[-6.0,0.0]]");
        assertThat(layers.get(0).get("biases")).isEmpty();
    }

    private static void layersAgree(String what, JsonNode layers, JsonNode expected) {
        assertThat(layers).hasSize(expected.get("weights").size());
        for (int l = 0; l < layers.size(); l++) {
            agree(
                    what + " of weights",
                    layers.get(l).get("weights"),
                    expected.get("weights").get(l));
            if (layers.get(l).has("recurrentWeights")) {
                agree(
                        what + " of recurrent weights",
                        layers.get(l).get("recurrentWeights"),
                        expected.get("recurrentWeights").get(l));
            }
            agree(
                    what + " of biases",
                    layers.get(l).get("biases"),
                    expected.get("biases").get(l));
        }
    }

    private static void agree(String what, JsonNode actual, JsonNode expected) {
        if (expected.isArray()) {
            assertThat(actual).as(what).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                agree(what, actual.get(i), expected.get(i));
            }
            return;
        }
        double reference = expected.doubleValue();
        assertThat(Math.abs(actual.doubleValue() - reference))
                .as("%s: %s instead of %s", what, actual, expected)
                .isLessThanOrEqualTo(Math.max(1e-5, 1e-3 * Math.abs(reference)));
    }
}
