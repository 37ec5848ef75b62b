package org.nnplayground.web.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class TraceOverHttpTest extends ServerTest {

    private static final String EXAM = """
            {'mode': 'live', 'spec': {'task': 'regression',
              'data': {'source': 'inline', 'train': [{'x': [1, 0], 'y': 1}]},
              'network': {
                'layers': [{'units': 3, 'activation': 'square'}, {'units': 1, 'activation': 'square'},
                           {'units': 1, 'activation': 'linear', 'bias': false}],
                'initializer': {'type': 'explicit',
                  'weights': [[[0.6, 0.2], [-0.4, 0.5], [0.8, -0.3]], [[0.7, -0.6, 0.4]], [[1.2]]],
                  'biases': [[0.1, -0.2, 0.05], [0.15], []]}},
              'training': {'batchSize': 1}}}
            """;

    @Test
    void theTraceOfTheExamQuestionContainsItsSolution() {
        Created job = client.creates(EXAM);

        JsonNode trace = trace(job, "{'sample': 0}").json();

        assertThat(numbers(trace, "/inputs/0")).containsExactly(1, 0);
        assertThat(numbers(trace, "/layers/0/activations/0"))
                .containsExactly(new double[] {0.49, 0.36, 0.7225}, within(1e-6));
        assertThat(numbers(trace, "/layers/1/weightedSums/0")).containsExactly(new double[] {0.566}, within(1e-6));
        assertThat(numbers(trace, "/layers/1/activations/0")).containsExactly(new double[] {0.320356}, within(1e-6));
        assertThat(numbers(trace, "/layers/2/weightedSums/0")).containsExactly(new double[] {0.3844272}, within(1e-6));
        assertThat(trace.get("loss").doubleValue()).isCloseTo(0.61557 * 0.61557 / 2, within(1e-5));
        assertThat(numbers(trace, "/layers/1/weightGradients/0"))
                .containsExactly(new double[] {-0.410, -0.301, -0.604}, within(5e-4));
        assertThat(trace.at("/layers/0/updatedWeights").isNull()).isTrue();
        assertThat(trace.at("/layers/0/updatedBiases").isNull()).isTrue();
        assertThat(trace.at("/layers/2/biasGradients")).isEmpty();
        assertThat(trace.has("batch")).isFalse();
        assertThat(trace.at("/layers/0").has("slope")).isFalse();
    }

    @Test
    void theTracedUpdateEqualsTheRealOne() {
        Created job =
                client.creates("{'mode': 'live', 'spec': {'data': {'source': 'generated', 'generator': 'circle'}, "
                        + "'network': {'layers': [{'units': 3, 'activation': 'prelu', 'dropout': 0.3}, {'units': 2}, {'units': 1}]}, "
                        + "'training': {'optimizer': {'type': 'adam'}, 'shuffle': 'everyEpoch', 'regularization': "
                        + "{'type': 'l1', 'rate': 0.01}}}}");
        client.controls(job, "POST", "/step", "{'unit': 'batch', 'count': 28}");

        JsonNode trace = trace(job, "{'batch': 3}").json();
        client.controls(job, "POST", "/step", "{'unit': 'batch'}");
        JsonNode layers = client.gets(job.path() + "/parameters").json().get("layers");

        assertThat(trace.get("batch").toString()).isEqualTo("{\"index\":3,\"count\":25}");
        assertThat(trace.get("epoch").intValue()).isEqualTo(1);
        assertThat(trace.get("samples")).hasSize(10);
        assertThat(trace.at("/layers/0/dropoutMasks")).hasSize(10);
        for (int l = 0; l < 3; l++) {
            assertThat(trace.at("/layers/" + l + "/updatedWeights")).isEqualTo(layers.at("/" + l + "/weights"));
            assertThat(trace.at("/layers/" + l + "/updatedBiases")).isEqualTo(layers.at("/" + l + "/biases"));
        }
        assertThat(trace.at("/layers/0/updatedSlope")).isEqualTo(layers.at("/0/slope"));
    }

    @Test
    void aRunningJobAndOneThatHasEndedCanBeTraced() {
        Created live = client.creates("{'mode': 'live', " + XOR + "}");
        client.controls(live, "POST", "/play", null);
        Created ended = client.creates("{" + XOR + ", 'stop': {'epochs': 20}}", "Prefer", "wait=30");

        assertThat(trace(live, "{'batch': 0}").status()).isEqualTo(200);
        JsonNode trace = trace(ended, "{'batch': 0}").json();
        assertThat(trace.get("epoch").intValue()).isEqualTo(20);
        assertThat(trace.at("/layers/0/weights"))
                .isEqualTo(client.gets(ended.path() + "/parameters").json().at("/layers/0/weights"));
    }

    @Test
    void invalidTracesAreRefusedWithPointerAndRange() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");

        assertFault(trace(job, "{'batch': 1}"), "/batch", "must be between 0 and 0, was 1");
        assertFault(trace(job, "{'sample': 4}"), "/sample", "must be between 0 and 3, was 4");
        assertFault(trace(job, "{'sample': -1}"), "/sample", "must be between 0 and 99999, was -1");
        assertFault(trace(job, "{'batch': 0.5}"), "/batch", "must be a whole number");
        assertFault(trace(job, "{}"), "/batch", "is required");
        assertFault(trace(job, "{'batch': 0, 'sample': 0}"), "/sample", "must be absent");
        assertFault(trace(job, "{'batches': 0, 'sample': 0}"), "/batches", "is not a known field");
        assertThat(client.sends("POST", "/api/v1/jobs/0/trace", "{'batch': 0}").status())
                .isEqualTo(404);
    }

    @Test
    void aTooLargeTraceIsRefusedBeforeItIsComputed() {
        Created job = client.creates(
                "{'mode': 'live', 'spec': {'data': {'source': 'generated', 'generator': 'circle'}, "
                        + "'network': {'layers': [{'units': 250}, {'units': 250}, {'units': 1}]}, 'training': {'batchSize': 200}}}");

        Answer batch = trace(job, "{'batch': 0}");
        Answer sample = trace(job, "{'sample': 0}");

        // 200 samples of 3 * 501 + 4, and 63,751 parameters thrice.
        assertFault(batch, "/batch", "about 492653 numbers, the limit is 200000; trace a single sample");
        assertThat(sample.status()).isEqualTo(200);
        assertThat(client.gets("/api/v1/catalog")
                        .json()
                        .at("/limits/tracedNumbers")
                        .intValue())
                .isEqualTo(200_000);
    }

    private Answer trace(Created job, String body) {
        return client.sends("POST", job.path() + "/trace", body);
    }

    private static double[] numbers(JsonNode trace, String pointer) {
        return Client.numbers(trace.at(pointer));
    }

    private static void assertFault(Answer answer, String pointer, String detail) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/detail").stringValue()).contains(detail);
    }
}
