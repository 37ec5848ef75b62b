package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A server with little memory for trainings. */
@TestPropertySource(
        properties = {
            "playground.limits.job-memory=9MB",
            "playground.limits.memory=20MB",
            "playground.limits.job-heap=1MB",
            "playground.limits.heap=3MB"
        })
class MemoryOverHttpTest extends ServerTest {

    private static final String LIVE = "{'mode': 'live', 'spec': " + spec(256, 10) + "}";

    private final List<Created> made = new ArrayList<>();

    @AfterEach
    void endAll() {
        made.forEach(job -> client.controls(job, "DELETE", "", null));
    }

    private Created creates(String body) {
        Created job = client.creates(body);
        made.add(job);
        return job;
    }

    private static String spec(int units, int batchSize) {
        return """
                {'data': {'source': 'generated', 'generator': 'circle', 'samples': 2000, 'seed': 1},
                  'network': {'layers': [{'units': %d, 'activation': 'relu'}, {'units': 1, 'activation': 'tanh'}]},
                  'training': {'batchSize': %d}}
                """.formatted(units, batchSize);
    }

    private static void isTooLarge(Answer answer, String pointer) {
        JsonNode violation = answer.json().get("errors").get(0);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(violation.get("pointer").stringValue()).isEqualTo(pointer);
        assertThat(violation.get("detail").stringValue())
                .containsPattern("the estimate is \\d+ MiB, the limit is 9 MiB");
    }

    @Test
    void aJobAboveTheMemoryLimitIsRefusedWithItsEstimate() {
        for (String mode : List.of("batch", "live")) {
            isTooLarge(
                    client.sends("POST", "/api/v1/jobs", "{'mode': '" + mode + "', 'spec': " + spec(1024, 10) + "}"),
                    "/spec");
        }
    }

    @Test
    void aNewSpecOrBatchSizeCannotExceedTheMemoryLimit() {
        Created job = creates(LIVE);
        client.controls(job, "POST", "/step", "{'count': 2}");
        JsonNode before = client.gets(job.path() + "/parameters").json();

        isTooLarge(client.controls(job, "PUT", "/spec", spec(1024, 10)), "");
        isTooLarge(client.controls(job, "PATCH", "", "{'batchSize': 1000}"), "/batchSize");

        assertThat(client.gets(job.path() + "/parameters").json()).isEqualTo(before);
        assertThat(client.gets(job.path()).json().at("/spec/training/batchSize").intValue())
                .isEqualTo(10);
        assertThat(client.controls(job, "POST", "/step", "{'count': 1}")
                        .json()
                        .get("epoch")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void aJobAboveTheHeapLimitIsRefusedWithItsEstimate() {
        String many = spec(2, 10).replace("2000", "20000");

        Answer refused = client.sends("POST", "/api/v1/jobs", "{'spec': " + many + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/detail").stringValue())
                .containsPattern("Java heap .*the estimate is 2 MiB, the limit is 1 MiB");
    }

    /** Four of these responses would exceed the heap. */
    @Test
    void theMemoryOfALargeResponseIsReleasedOnceItIsSent() {
        Created job = creates("{'mode': 'live', 'spec': " + spec(2600, 1).replace("2000", "20") + "}");

        for (int i = 0; i < 10; i++) {
            assertThat(client.gets(job.path() + "/parameters").status()).isEqualTo(200);
            assertThat(client.gets(job.path() + "/gradients").status()).isEqualTo(200);
        }
    }

    @Test
    void aFullServerAnswersRetryAfterAndKeepsServingItsJobs() {
        Answer refused = null;
        for (int i = 0; i < 50 && refused == null; i++) {
            Answer answer = client.sends("POST", "/api/v1/jobs", LIVE);
            if (answer.status() == 201) {
                made.add(new Created(
                        answer.json().get("id").stringValue(),
                        answer.json().get("controlToken").stringValue(),
                        answer.json()));
            } else {
                refused = answer;
            }
        }

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(refused.json().get("type").stringValue()).isEqualTo("/problems/queue-full");
        assertThat(refused.json().get("detail").stringValue()).containsPattern("an estimated \\d+ MiB");
        assertThat(client.controls(made.getFirst(), "POST", "/step", "{'count': 5}")
                        .json()
                        .get("epoch")
                        .intValue())
                .isEqualTo(5);

        client.controls(made.removeLast(), "DELETE", "", null);
        creates(LIVE);
    }
}
