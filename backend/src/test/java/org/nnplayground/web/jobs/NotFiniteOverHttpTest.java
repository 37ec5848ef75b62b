package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** Untrained networks whose outputs are not finite. */
class NotFiniteOverHttpTest extends ServerTest {

    /** Ten to the ninth, squared twice. */
    private static final String HUGE = """
            'spec': {'task': 'regression', 'data': {'source': 'inline', 'train': [{'x': [1, 2], 'y': 1}],
                'validation': [{'x': [0, 0], 'y': 0}], 'test': [{'x': [1, 1], 'y': 2}]},
              'network': {'layers': [{'units': 1, 'activation': 'square'}, {'units': 1, 'activation': 'square'},
                  {'units': 1, 'activation': 'linear'}],
                'initializer': {'type': 'explicit', 'weights': [[[1e9, 1e9]], [[1e9]], [[1e9]]], 'biases': [[0], [0], [0]]}},
              'training': {'seed': 1}}
            """;

    private static final String TAME =
            "{'layers': [{'weights': [[0.1, 0.1]], 'biases': [0]}, {'weights': [[0.1]], 'biases': [0]}, "
                    + "{'weights': [[0.1]], 'biases': [0]}]}";

    private static void tellsIt(JsonNode job, int epoch) {
        assertThat(job.get("stopReason").stringValue()).isEqualTo("diverged");
        assertThat(job.at("/failure/type").stringValue()).isEqualTo("/problems/training-diverged");
        assertThat(job.at("/failure/detail").stringValue()).startsWith("At epoch " + epoch + " ");
        assertThat(job.has("trainLoss")).isFalse();
    }

    @Test
    void aBatchJobFailsWithTheReason() {
        Created job = client.creates("{" + HUGE + "}", "Prefer", "wait=30");

        assertThat(job.job().get("state").stringValue()).isEqualTo("failed");
        tellsIt(job.job(), 0);
        assertThat(client.gets(job.path() + "/history").text())
                .contains("\"epoch\":[0]", "\"trainLoss\":[null]", "\"testLoss\":[null]");
    }

    @Test
    void aLiveJobReportsItAtOnceAndStaysPaused() {
        Created job = client.creates("{'mode': 'live', " + HUGE + "}");

        assertThat(job.job().get("state").stringValue()).isEqualTo("paused");
        tellsIt(job.job(), 0);
        for (String control : List.of("/play", "/step", "/reset")) {
            client.controls(job, "POST", control, null);
            try (Events events = client.follows(job.path() + "/events")) {
                JsonNode rest = events.until(event -> event.name().equals("job.state")
                                && event.data().get("state").stringValue().equals("paused"))
                        .getLast()
                        .data();
                assertThat(rest.get("epoch").intValue()).isZero();
                tellsIt(rest, 0);
            }
        }
    }

    @Test
    void itsFrameContainsNoNonFiniteNumbers() {
        Created job = client.creates("{'mode': 'live', " + HUGE + "}");

        try (Events events =
                client.follows(job.path() + "/events?include=losses,parameters,boundary,gradients&resolution=25")) {
            events.next();
            Event frame = Objects.requireNonNull(events.next());

            assertThat(frame.data().toString()).doesNotContain("NaN", "Infinity");
            assertThat(frame.data().at("/losses/train").toString()).isEqualTo("[null]");
            assertThat(frame.data().at("/gradients/layers")).hasSize(3);
            assertThat(frame.data().at("/gradients/layers/0").has("norm")).isFalse();
            assertThat(frame.data().at("/diagnosis/0/type").stringValue()).isEqualTo("diverged");
        }
    }

    @Test
    void readingItsNumbersIsRefusedWithTheReason() {
        Created job = client.creates("{'mode': 'live', " + HUGE + "}");
        List<Answer> answers = List.of(
                client.gets(job.path() + "/gradients"),
                client.gets(job.path() + "/gradients?batch=0"),
                client.gets(job.path() + "/boundary"),
                client.gets(job.path() + "/boundary", "Accept", "image/png"),
                client.sends("POST", job.path() + "/predict", "{'x': [[1, 2]]}"),
                client.sends("POST", job.path() + "/trace", "{'batch': 0}"),
                client.sends("POST", job.path() + "/trace", "{'sample': 0}"));

        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(answer.json().get("detail").stringValue()).contains("float32");
        }
    }

    @Test
    void nonFiniteGradientsAreRefusedEvenIfTheLossIsFinite() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'task': 'regression',
                  'data': {'source': 'inline', 'train': [{'x': [1e9], 'y': 1}]},
                  'network': {'layers': [{'units': 1, 'activation': 'linear', 'bias': false},
                      {'units': 1, 'activation': 'linear', 'bias': false},
                      {'units': 1, 'activation': 'linear', 'bias': false}],
                    'initializer': {'type': 'explicit', 'weights': [[[0.1]], [[1e6]], [[1e5]]], 'biases': [[], [], []]}}}}
                """);

        Answer gradients = client.gets(job.path() + "/gradients");

        assertThat(job.job().get("trainLoss").doubleValue()).isGreaterThan(1e37);
        assertThat(gradients.status()).as(gradients.text()).isEqualTo(409);
    }

    @Test
    void finiteParametersRepairTheJob() {
        Created job = client.creates("{'mode': 'live', " + HUGE + "}");

        client.controls(job, "PUT", "/parameters", TAME);
        JsonNode stepped = client.controls(job, "POST", "/step", "{'count': 5}").json();

        assertThat(stepped.get("epoch").intValue()).isEqualTo(5);
        assertThat(stepped.has("failure")).isFalse();
        JsonNode losses = client.gets(job.path() + "/history").json().get("trainLoss");
        assertThat(losses).hasSize(6);
        assertThat(losses.get(0).isNull()).isTrue();
        assertThat(losses.get(5).isNumber()).isTrue();
    }
}
