package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import tools.jackson.databind.JsonNode;

/** The engine's features beyond training, over the API. */
class EngineOverHttpTest extends ServerTest {

    @Test
    void theLecturesExamQuestionHasItsAnswers() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'task': 'regression',
                  'data': {'source': 'inline', 'train': [{'x': [1, 0], 'y': 1}]},
                  'network': {
                    'layers': [{'units': 3, 'activation': 'square'}, {'units': 1, 'activation': 'square'},
                               {'units': 1, 'activation': 'linear', 'bias': false}],
                    'initializer': {'type': 'explicit',
                      'weights': [[[0.6, 0.2], [-0.4, 0.5], [0.8, -0.3]], [[0.7, -0.6, 0.4]], [[1.2]]],
                      'biases': [[0.1, -0.2, 0.05], [0.15], []]}},
                  'training': {'batchSize': 1}}}
                """);

        JsonNode said =
                client.sends("POST", job.path() + "/predict", "{'x': [[1, 0]]}").json();
        JsonNode gradients = client.gets(job.path() + "/gradients").json().at("/layers/1/weights/0");

        assertThat(said.at("/outputs/0/0").doubleValue()).isCloseTo(0.384, within(5e-4));
        assertThat(gradients.get(0).doubleValue()).isCloseTo(-0.410, within(5e-4));
        assertThat(gradients.get(1).doubleValue()).isCloseTo(-0.301, within(5e-4));
    }

    @Test
    void aLiveJobIsSteppedBatchByBatch() {
        Created job = circle("'mode': 'live'");

        JsonNode first =
                client.controls(job, "POST", "/step", "{'unit': 'batch'}").json();
        JsonNode more = client.controls(job, "POST", "/step", "{'unit': 'batch', 'count': 23}")
                .json();
        JsonNode last =
                client.controls(job, "POST", "/step", "{'unit': 'batch'}").json();

        assertThat(first.get("batch").toString()).isEqualTo("{\"index\":1,\"count\":25}");
        assertThat(more.get("batch").toString()).isEqualTo("{\"index\":24,\"count\":25}");
        assertThat(more.get("trainLoss")).as("losses are present ones").isNotEqualTo(first.get("trainLoss"));
        assertThat(client.gets(job.path() + "/history").json().get("epoch"))
                .as("epochs 0 and 1")
                .hasSize(2);
        assertThat(last.get("epoch").intValue()).isEqualTo(1);
        assertThat(last.at("/batch/index").intValue()).isZero();
    }

    @Test
    void singleBatchesAndWholeEpochsGiveTheSameBits() {
        Created stepped = circle("'mode': 'live'");
        for (int i = 0; i < 50; i++) {
            client.controls(stepped, "POST", "/step", "{'unit': 'batch'}");
        }
        Created whole = circle("'arithmetic': 'shared', 'stop': {'epochs': 2}", "Prefer", "wait=30");

        assertThat(layers(stepped)).isEqualTo(layers(whole));
    }

    @Test
    void aStepByEpochFirstFinishesTheEpochInProgress() {
        Created job = circle("'mode': 'live'");
        client.controls(job, "POST", "/step", "{'unit': 'batch', 'count': 7}");

        JsonNode stepped =
                client.controls(job, "POST", "/step", "{'unit': 'epoch'}").json();

        assertThat(stepped.get("epoch").intValue()).isEqualTo(1);
        assertThat(stepped.at("/batch/index").intValue()).isZero();
    }

    @Test
    void trainingStopsAtTheFirstEpochThatMeetsTheTarget() {
        Created job = circle("'stop': {'targetTestLoss': 0.1}", "Prefer", "wait=30");

        JsonNode losses = client.gets(job.path() + "/history").json().get("testLoss");
        int last = losses.size() - 1;

        assertThat(job.job().get("stopReason").stringValue()).isEqualTo("targetTestLoss");
        assertThat(job.job().get("epoch").intValue()).isEqualTo(last);
        assertThat(losses.get(last).doubleValue()).isLessThanOrEqualTo(0.1);
        assertThat(losses.get(last - 1).doubleValue()).isGreaterThan(0.1);
    }

    @Test
    void patienceRestoresTheBestParametersAndNamesThem() {
        Created job = client.creates(noisy("'stop': {'patience': 5, 'epochs': 100000}"), "Prefer", "wait=60");
        int best = job.job().get("bestEpoch").intValue();
        JsonNode losses =
                client.gets(job.path() + "/history?limit=10000").json().get("validationLoss");

        Created again = client.creates(noisy("'stop': {'epochs': " + best + "}"), "Prefer", "wait=60");

        assertThat(job.job().get("stopReason").stringValue()).isEqualTo("earlyStopping");
        assertThat(best).isPositive();
        assertThat(losses).hasSize(best + 6);
        for (int i = best + 1; i < losses.size(); i++) {
            assertThat(losses.get(i).doubleValue())
                    .isGreaterThanOrEqualTo(losses.get(best).doubleValue());
        }
        assertThat(layers(job)).isEqualTo(layers(again));
        assertThat(job.job().get("validationLoss").doubleValue())
                .isEqualTo(losses.get(best).doubleValue());
    }

    @Test
    void trainingStopsWhenItsTimeIsUp() {
        Created job = circle("'stop': {'maxSeconds': 0.2, 'epochs': 1000000}", "Prefer", "wait=30");

        assertThat(job.job().get("stopReason").stringValue()).isEqualTo("time");
        assertThat(job.job().get("state").stringValue()).isEqualTo("succeeded");
    }

    @Test
    void testLossConditionsWithoutTestSetAreRefused() {
        String body = "{'spec': {'task': 'classification', 'data': {'source': 'inline', "
                + "'train': [{'x': [0, 1], 'y': 0}, {'x': [1, 0], 'y': 1}]}}, 'mode': 'live', ";

        Answer target = client.sends("POST", "/api/v1/jobs", body + "'stop': {'targetTestLoss': 0.1}}");
        Answer patience = client.sends("POST", "/api/v1/jobs", body + "'stop': {'patience': 3}}");
        Created job = client.creates(body + "'stop': {}}");
        Answer patched = client.controls(job, "PATCH", "", "{'stop': {'patience': 3}}");

        assertThat(target.json().at("/errors/0/pointer").stringValue()).isEqualTo("/stop/targetTestLoss");
        assertThat(patience.json().at("/errors/0/pointer").stringValue()).isEqualTo("/stop/patience");
        assertThat(patched.status()).isEqualTo(422);
    }

    @Test
    void parametersCanBeEditedAndResetUndoesIt() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        JsonNode initial = layers(job);
        String edited = "{'layers': [{'weights': [[9, 0], [0, 9], [1, 1], [2, 2]], 'biases': [0, 0, 0, 0]}, "
                + "{'weights': [[1, 1, 1, 1]], 'biases': [-1]}]}";

        Answer answer = client.controls(job, "PUT", "/parameters", edited);
        Answer wrong = client.controls(job, "PUT", "/parameters", "{'layers': [{'weights': [[1, 2]], 'biases': [0]}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(layers(job).at("/0/weights/0/0").doubleValue()).isEqualTo(9);
        assertThat(answer.json().get("trainLoss")).isNotEqualTo(job.job().get("trainLoss"));
        assertThat(client.gets(job.path() + "/history").json().get("epoch")).hasSize(1);
        assertThat(wrong.status()).isEqualTo(422);
        client.controls(job, "POST", "/reset", null);
        assertThat(layers(job)).isEqualTo(initial);
    }

    @Test
    void metricsMeasureTheQualityOfANetwork() {
        Created circle = circle("'stop': {'epochs': 300}", "Prefer", "wait=30");
        Created plane = client.creates(
                "{'spec': {'task': 'regression', 'data': {'source': 'generated', 'generator': 'plane', 'seed': 1}}, "
                        + "'stop': {'epochs': 100}}",
                "Prefer",
                "wait=30");

        JsonNode metrics = circle.job().get("metrics");
        assertThat(metrics.get("trainAccuracy").doubleValue()).isGreaterThan(0.98);
        assertThat(metrics.at("/confusion/test/0/0").intValue()
                        + metrics.at("/confusion/test/0/1").intValue()
                        + metrics.at("/confusion/test/1/0").intValue()
                        + metrics.at("/confusion/test/1/1").intValue())
                .isEqualTo(250);
        assertThat(plane.job().at("/metrics/testR2").doubleValue()).isGreaterThan(0.9);
        assertThat(plane.job().at("/metrics/testRmse").doubleValue()).isLessThan(0.1);
    }

    @Test
    void learningRateTenOnSpiralIsDiagnosedButNotDivergence() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'task': 'classification',
                  'data': {'source': 'generated', 'generator': 'spiral', 'seed': 1},
                  'network': {'initializer': {'type': 'uniform', 'seed': 1}},
                  'training': {'optimizer': {'type': 'sgd', 'learningRate': 10}, 'seed': 1}}}
                """);

        JsonNode stepped =
                client.controls(job, "POST", "/step", "{'count': 200}").json();

        assertThat(stepped.get("epoch").intValue()).isEqualTo(200);
        assertThat(stepped.has("failure")).isFalse();
        try (Events events = client.follows(job.path() + "/events")) {
            events.next();
            Event frame = Objects.requireNonNull(events.next());
            assertThat(frame.data().at("/diagnosis/0/type").stringValue()).isEqualTo("learningRateTooLarge");
            assertThat(frame.data().at("/diagnosis/1/type").stringValue()).isIn("saturatedUnits", "deadUnits");
            assertThat(frame.data().at("/diagnosis/1/units")).isNotEmpty();
        }
    }

    @Test
    void boundariesAreAvailablePerUnitAndAsImage() {
        Created job = circle("'mode': 'live'");

        JsonNode hidden = client.gets(job.path() + "/boundary?layer=0&unit=3&resolution=20")
                .json();
        Answer picture = client.gets(job.path() + "/boundary?resolution=64", "Accept", "image/png");
        Answer none = client.gets(job.path() + "/boundary?layer=0&unit=4");

        assertThat(hidden.get("outputs").intValue()).isEqualTo(1);
        assertThat(hidden.at("/values/0")).hasSize(400);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(picture.text()).contains("PNG");
        assertThat(none.status()).isEqualTo(422);
    }

    @Test
    void threeClassesAreLearnedWithSoftmax() {
        Created job = client.creates(
                "{'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'threeBlobs', 'seed': 1}, "
                        + "'network': {'initializer': {'type': 'xavier', 'seed': 1}}, "
                        + "'training': {'optimizer': {'type': 'adam'}, 'seed': 1}}, 'stop': {'epochs': 50}}",
                "Prefer",
                "wait=30");

        assertThat(job.job().at("/spec/network/layers/2/activation").stringValue())
                .isEqualTo("softmax");
        assertThat(job.job().at("/spec/training/loss").stringValue()).isEqualTo("crossEntropy");
        assertThat(job.job().at("/metrics/testAccuracy").doubleValue()).isGreaterThan(0.95);
        assertThat(job.job().at("/metrics/confusion/train")).hasSize(3);
    }

    private Created circle(String rest, String... headers) {
        return client.creates("""
                {'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'circle', 'seed': 1},
                  'network': {'initializer': {'type': 'uniform', 'seed': 1}}, 'training': {'seed': 1}}, %s}
                """.formatted(rest), headers);
    }

    private static String noisy(String stop) {
        return """
                {'spec': {'task': 'classification',
                  'data': {'source': 'generated', 'generator': 'gauss', 'samples': 100, 'noise': 0.5, 'trainFraction': 0.4,
                    'validationFraction': 0.4, 'seed': 3},
                  'network': {'initializer': {'type': 'uniform', 'seed': 1}},
                  'training': {'optimizer': {'type': 'sgd', 'learningRate': 0.3}, 'seed': 1}}, %s}
                """.formatted(stop);
    }

    private JsonNode layers(Created job) {
        return client.gets(job.path() + "/parameters").json().get("layers");
    }
}
