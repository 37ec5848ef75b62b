package org.nnplayground.web.past;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class PastOverHttpTest extends ServerTest {

    private static final int JOBS = 50;

    @Test
    void everyEpochOfAChangedJobIsShownAgainWithTheSameBits() {
        for (RandomPast past : RandomPast.livedAll(client, JOBS)) {
            past.assertThatItIsShownAgain(client);
            client.controls(past.job(), "DELETE", "", null);
        }
    }

    @Test
    void listsTheChangesOfEachRun() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        client.controls(job, "POST", "/step", "{'count': 3}");
        client.controls(job, "PATCH", "", "{'learningRate': 0.2, 'batchSize': 2}");
        client.controls(job, "POST", "/step", "{'count': 1}");
        client.controls(job, "POST", "/step", "{'unit': 'batch', 'count': 1}");
        client.controls(
                job,
                "PUT",
                "/parameters",
                client.gets(job.path() + "/parameters").text());
        client.controls(job, "POST", "/reset", "{'seed': 'same'}");

        JsonNode first = client.gets(job.path() + "/changes?run=1").json();
        JsonNode present = client.gets(job.path() + "/changes").json();

        assertThat(first.toString())
                .isEqualTo("{\"run\":1,\"changes\":[{\"epoch\":3,\"batch\":0,\"settings\":{\"learningRate\":0.2,"
                        + "\"batchSize\":2}},{\"epoch\":4,\"batch\":1,\"parameters\":true}]}");
        assertThat(present.toString()).isEqualTo("{\"run\":2,\"changes\":[]}");
        assertThat(client.gets(job.path() + "/changes?run=3").status()).isEqualTo(404);
    }

    @Test
    void allReadsOfTheNetworkAnswerForAPastEpoch() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        client.controls(job, "POST", "/step", "{'count': 5}");
        JsonNode parameters = client.gets(job.path() + "/parameters").json();
        JsonNode boundary = client.gets(job.path() + "/boundary").json();
        JsonNode gradients = client.gets(job.path() + "/gradients").json();
        JsonNode predicted =
                client.sends("POST", job.path() + "/predict", "{'x': [[0, 1]]}").json();
        JsonNode then = client.gets(job.path()).json();
        client.controls(job, "POST", "/step", "{'count': 4}");
        client.controls(job, "POST", "/reset", "{'seed': 'new'}");
        String query = "?run=1&epoch=5";

        JsonNode metrics = client.gets(job.path() + "/metrics" + query).json();

        assertThat(client.gets(job.path() + "/parameters" + query).json()).isEqualTo(parameters);
        assertThat(client.gets(job.path() + "/boundary" + query).json()).isEqualTo(boundary);
        assertThat(client.gets(job.path() + "/gradients" + query).json()).isEqualTo(gradients);
        assertThat(client.sends("POST", job.path() + "/predict" + query, "{'x': [[0, 1]]}")
                        .json())
                .isEqualTo(predicted);
        assertThat(metrics.get("epoch").intValue()).isEqualTo(5);
        assertThat(metrics.get("trainLoss")).isEqualTo(then.get("trainLoss"));
        assertThat(metrics.get("metrics")).isEqualTo(then.get("metrics"));
        assertThat(client.gets(job.path() + "/metrics?run=1")
                        .json()
                        .get("epoch")
                        .intValue())
                .isEqualTo(9);
    }

    @Test
    void anEpochThatWasNotTrainedIsNotFound() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        client.controls(job, "POST", "/step", "{'count': 2}");

        assertThat(client.gets(job.path() + "/metrics?epoch=2").status()).isEqualTo(200);
        assertThat(client.gets(job.path() + "/metrics?epoch=3").status()).isEqualTo(404);
        assertThat(client.gets(job.path() + "/metrics?epoch=3").text()).contains("the last epoch of the run is 2");
        assertThat(client.gets(job.path() + "/metrics?run=2").status()).isEqualTo(404);
        assertThat(client.gets(job.path() + "/frame?epoch=one").status()).isEqualTo(422);
        assertThat(client.gets(job.path() + "/frame?include=everything").status())
                .isEqualTo(422);
    }
}
