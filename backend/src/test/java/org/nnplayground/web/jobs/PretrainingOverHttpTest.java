package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** Pre-training as a phase of a job: shown, paused, continued, cancelled. */
class PretrainingOverHttpTest extends ServerTest {

    private static String spec(int epochs) {
        return """
               'spec': {'data': {'source': 'generated', 'generator': 'xorTable'},
                 'network': {
                   'layers': [{'units': 4, 'activation': 'sigmoid'}, {'units': 3, 'activation': 'sigmoid'},
                              {'units': 1, 'activation': 'tanh'}],
                   'initializer': {'type': 'xavier', 'seed': 7}},
                 'training': {'batchSize': 4, 'seed': 7,
                   'pretraining': {'type': 'rbm', 'epochs': %d, 'batchSize': 2}}}
               """.formatted(epochs);
    }

    private static boolean isPretraining(Event event) {
        return event.data().at("/pretraining/epoch").asInt(0) > 0;
    }

    @Test
    void framesShowThePhaseAndAPauseKeepsIt() {
        Created job = client.creates("{'mode': 'live', " + spec(1_000_000) + "}");
        assertThat(job.job().get("arithmetic").stringValue()).isEqualTo("solo");

        try (Events events = client.follows(job.path() + "/events")) {
            client.controls(job, "POST", "/play", null);
            JsonNode frame = events.until(PretrainingOverHttpTest::isPretraining)
                    .getLast()
                    .data();
            assertThat(frame.at("/pretraining/phase").stringValue()).isEqualTo("pretraining");
            assertThat(frame.at("/pretraining/layer").intValue()).isZero();
            assertThat(frame.at("/pretraining/reconstructionError").doubleValue())
                    .isBetween(0.0, 1.0);
            assertThat(frame.get("epoch").intValue()).isZero();

            JsonNode paused = client.controls(job, "POST", "/pause", null).json();
            assertThat(paused.get("state").stringValue()).isEqualTo("paused");
            assertThat(paused.get("epoch").intValue()).isZero();
            int before = events.until(event -> event.name().equals("job.frame")
                            && event.data().at("/pretraining/epoch").asInt(0)
                                    > frame.at("/pretraining/epoch").intValue())
                    .getLast()
                    .data()
                    .at("/pretraining/epoch")
                    .intValue();
            client.controls(job, "POST", "/play", null);
            events.until(event -> event.data().at("/pretraining/epoch").asInt(0) > before);

            assertThat(client.gets(job.path() + "/history").json().get("trainLoss"))
                    .hasSize(1);
            client.controls(job, "POST", "/cancel", null);
            List<Event> last = events.until(event -> false);
            assertThat(last.getLast().data().get("state").stringValue()).isEqualTo("cancelled");
        }
    }

    @Test
    void theTrainingFollowsAndAResetPretrainsAgain() {
        Created batch = client.creates("{'stop': {'epochs': 5}, " + spec(30) + "}", "Prefer", "wait=30");
        Created live = client.creates("{'mode': 'live', " + spec(30) + "}");

        assertThat(batch.job().get("state").stringValue()).isEqualTo("succeeded");
        assertThat(client.gets(batch.path() + "/history").json().get("trainLoss"))
                .hasSize(6);
        JsonNode trained = client.gets(batch.path() + "/parameters").json().get("layers");
        client.controls(live, "POST", "/step", "{'unit': 'batch', 'count': 1}");
        client.controls(live, "POST", "/step", "{'count': 4}");
        assertThat(client.gets(live.path() + "/parameters").json().get("layers"))
                .as("the same bits step by step")
                .isEqualTo(trained);
        client.controls(live, "POST", "/reset", "{'seed': 'same'}");
        client.controls(live, "POST", "/step", "{'count': 5}");
        assertThat(client.gets(live.path() + "/parameters").json().get("layers"))
                .isEqualTo(trained);
    }

    @Test
    void theTimeLimitEndsAPretrainingToo() {
        Created job = client.creates("{'stop': {'maxSeconds': 1}, " + spec(1_000_000) + "}", "Prefer", "wait=30");

        assertThat(job.job().get("stopReason").stringValue()).isEqualTo("time");
        assertThat(job.job().get("epoch").intValue()).isZero();
    }
}
