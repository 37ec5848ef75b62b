package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** Live jobs with stop conditions, and controls after the stop. */
class StopsOverHttpTest extends ServerTest {

    private static final String NOISY = """
            'spec': {'task': 'classification',
              'data': {'source': 'generated', 'generator': 'gauss', 'samples': 100, 'noise': 0.5, 'trainFraction': 0.4,
                'validationFraction': 0.4, 'seed': 3},
              'network': {'initializer': {'type': 'uniform', 'seed': 1}},
              'training': {'optimizer': {'type': 'sgd', 'learningRate': 0.3}, 'seed': 1}}
            """;

    /** Plays until it stands still, and says how. */
    private JsonNode plays(Created job) {
        try (Events events = client.follows(job.path() + "/events?include=losses")) {
            events.next();
            client.controls(job, "POST", "/play", null);
            return events.until(event -> event.name().equals("job.state")
                            && event.data().get("state").stringValue().equals("paused")
                            && event.data().has("stopReason"))
                    .getLast()
                    .data();
        }
    }

    private static String reason(JsonNode job) {
        return job.get("stopReason").stringValue();
    }

    @Test
    void maxSecondsCountsTheRunningTimeOnly() {
        // The first epoch would be due after a hundred seconds.
        Created job = client.creates(
                "{'mode': 'live', " + XOR + ", 'stop': {'maxSeconds': 0.3}, 'pace': {'epochsPerSecond': 0.01}}");

        JsonNode stopped = plays(job);

        assertThat(reason(stopped)).isEqualTo("time");
        assertThat(stopped.get("epoch").intValue()).isZero();
    }

    @Test
    void patienceSetAgainStartsAtTheCurrentEpoch() {
        Created job = client.creates("{'mode': 'live', " + NOISY + ", 'stop': {'patience': 5}, 'pace': {}}");
        long first = plays(job).get("epoch").longValue();

        client.controls(job, "PATCH", "", "{'stop': {'patience': 5}}");
        JsonNode again = plays(job);

        assertThat(reason(again)).isEqualTo("earlyStopping");
        assertThat(again.get("epoch").longValue()).isGreaterThanOrEqualTo(first + 5);
        assertThat(again.get("bestEpoch").longValue()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void earlyStoppingKeepsTheParametersOfBestAndLastEpoch() {
        Created job = client.creates(
                "{'mode': 'live', 'arithmetic': 'shared', " + NOISY + ", 'stop': {'patience': 5}, 'pace': {}}");
        JsonNode stopped = plays(job);
        long last = stopped.get("epoch").longValue();
        long best = stopped.get("bestEpoch").longValue();

        JsonNode present = client.gets(job.path() + "/parameters").json();

        assertThat(best).isEqualTo(last - 5);
        assertThat(present.get("epoch").longValue()).isEqualTo(best);
        for (String look : List.of("/gradients", "/boundary")) {
            assertThat(client.gets(job.path() + look).json().get("epoch").longValue())
                    .as(look)
                    .isEqualTo(best);
        }
        for (long epoch : List.of(best, last)) {
            Created undisturbed = client.creates(
                    "{'arithmetic': 'shared', " + NOISY + ", 'stop': {'epochs': " + epoch + "}}", "Prefer", "wait=30");
            JsonNode kept =
                    client.gets(job.path() + "/parameters?epoch=" + epoch).json();
            assertThat(kept.get("epoch").longValue()).isEqualTo(epoch);
            assertThat(kept.get("layers"))
                    .isEqualTo(client.gets(undisturbed.path() + "/parameters")
                            .json()
                            .get("layers"));
        }
        assertThat(client.gets(job.path() + "/parameters?epoch=" + best).json().get("layers"))
                .isEqualTo(present.get("layers"));
    }

    @Test
    void patchingTheSameLearningRateResetsThePlateauFactor() {
        Created job = client.creates("""
                {'mode': 'live', 'spec': {'task': 'classification',
                  'data': {'source': 'generated', 'generator': 'gauss', 'noise': 0.5, 'seed': 3},
                  'network': {'initializer': {'type': 'uniform', 'seed': 1}},
                  'training': {'optimizer': {'type': 'sgd', 'learningRate': 0.5},
                    'schedule': {'type': 'plateau', 'patience': 1}, 'seed': 1}}}
                """);
        JsonNode reduced =
                client.controls(job, "POST", "/step", "{'count': 60}").json();

        JsonNode other =
                client.controls(job, "PATCH", "", "{'regularizationRate': 0}").json();
        JsonNode patched =
                client.controls(job, "PATCH", "", "{'learningRate': 0.5}").json();

        assertThat(reduced.get("learningRate").doubleValue()).isLessThan(0.5);
        assertThat(other.get("learningRate")).isEqualTo(reduced.get("learningRate"));
        assertThat(patched.get("learningRate").doubleValue()).isEqualTo(0.5);
    }
}
