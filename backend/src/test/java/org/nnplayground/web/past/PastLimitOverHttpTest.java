package org.nnplayground.web.past;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A server that trains one slice for each request. */
@TestPropertySource(properties = "playground.past.max-time=0s")
class PastLimitOverHttpTest extends ServerTest {

    private static final int EPOCHS = 20_000;

    @Test
    void aRequestThatTakesTooLongIsRefusedAndTheNextOneGoesOn() {
        String spec = XOR.replace("'sgd'", "'adam'");
        Created job = client.creates("{" + spec + ", 'stop': {'epochs': " + EPOCHS + "}}", "Prefer", "wait=60");
        JsonNode kept = client.gets(job.path() + "/checkpoints").json().get("data");
        long epoch = kept.get(kept.size() - 2).get("epoch").asLong();
        String query = "/frame?epoch=" + epoch;

        Answer first = client.gets(job.path() + query);
        Answer last = first;
        while (last.status() == 422) {
            last = client.gets(job.path() + query);
        }

        assertThat(first.status()).isEqualTo(422);
        assertThat(first.text()).contains("goes on from there");
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.json().at("/parameters/layers"))
                .isEqualTo(client.gets(job.path() + "/parameters?epoch=" + epoch)
                        .json()
                        .get("layers"));
    }
}
