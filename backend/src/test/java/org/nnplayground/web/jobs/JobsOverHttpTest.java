package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;

class JobsOverHttpTest extends ServerTest {

    @Test
    void preferWaitReturnsTheFinishedJob() {
        Answer answer =
                client.sends("POST", "/api/v1/jobs", "{" + XOR + ", 'stop': {'epochs': 2000}}", "Prefer", "wait=30");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(answer.header("Location"))
                .isEqualTo("/api/v1/jobs/" + answer.json().get("id").stringValue());
        assertThat(answer.json().get("state").stringValue()).isEqualTo("succeeded");
        assertThat(answer.json().get("stopReason").stringValue()).isEqualTo("epochs");
        assertThat(answer.json().get("trainLoss").doubleValue()).isLessThan(0.01);
    }

    @Test
    void theSameRequestTwiceGivesIdenticalParameters() {
        String body = "{" + XOR + ", 'stop': {'epochs': 500}}";

        Created first = client.creates(body, "Prefer", "wait=30");
        Created second = client.creates(body, "Prefer", "wait=30");

        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(layers(first)).isEqualTo(layers(second)).hasSize(2);
    }

    @Test
    void withoutPreferTheJobIsReturnedAtOnceWithItsToken() {
        Created job =
                client.creates("{" + XOR + ", 'stop': {'epochs': 1000000}, 'name': 'mine', 'labels': {'a': 'b'}}");

        assertThat(job.job().get("state").stringValue()).isIn("queued", "running");
        assertThat(job.token()).startsWith("ct1_");
        JsonNode found = client.gets(job.path()).json();
        assertThat(found.get("name").stringValue()).isEqualTo("mine");
        assertThat(found.get("labels").get("a").stringValue()).isEqualTo("b");
        assertThat(found.has("controlToken")).isFalse();
        assertThat(client.controls(job, "POST", "/cancel", null)
                        .json()
                        .get("state")
                        .stringValue())
                .isEqualTo("cancelled");
    }

    @Test
    void missingSeedsAreDrawnAndReturned() {
        String body = "{'mode': 'live', 'spec': {'task': 'classification', "
                + "'data': {'source': 'generated', 'generator': 'circle'}}}";
        var seeds = new HashSet<Long>();
        for (int i = 0; i < 2; i++) {
            JsonNode spec = client.creates(body).job().get("spec");
            seeds.add(spec.at("/data/seed").longValue());
            seeds.add(spec.at("/network/initializer/seed").longValue());
            seeds.add(spec.at("/training/seed").longValue());
        }

        assertThat(seeds).hasSize(6);
    }

    @Test
    void aLiveJobIsPlayedPausedSteppedAndReset() {
        Created job = live();
        JsonNode initial = layers(job);

        assertThat(state(client.controls(job, "POST", "/play", null))).isEqualTo("running");
        assertThat(state(client.controls(job, "POST", "/pause", "{}"))).isEqualTo("paused");
        JsonNode stepped = client.controls(job, "POST", "/step", "{'unit': 'epoch', 'count': 3}")
                .json();
        assertThat(stepped.get("epoch").longValue()).isGreaterThanOrEqualTo(3);
        assertThat(layers(job)).isNotEqualTo(initial);
        JsonNode reset = client.controls(job, "POST", "/reset", null).json();
        assertThat(reset.get("epoch").longValue()).isZero();
        assertThat(reset.get("run").intValue()).isEqualTo(2);
        assertThat(layers(job)).isEqualTo(initial);
        JsonNode renewed =
                client.controls(job, "POST", "/reset", "{'seed': 'new'}").json();
        assertThat(layers(job)).isNotEqualTo(initial);
        assertThat(renewed.at("/spec/data"))
                .isEqualTo(Objects.requireNonNull(job.job().at("/spec/data")));
    }

    @Test
    void aPatchChangesRatesAndKeepsTheRun() {
        Created job = live();

        JsonNode patched = client.controls(
                        job,
                        "PATCH",
                        "",
                        "{'learningRate': 0.05, 'batchSize': 2, 'pace': {'epochsPerSecond': 5}, 'stop': {'epochs': 7}}")
                .json();

        assertThat(patched.get("learningRate").doubleValue()).isEqualTo(0.05);
        assertThat(patched.at("/spec/training/batchSize").intValue()).isEqualTo(2);
        assertThat(patched.at("/pace/epochsPerSecond").doubleValue()).isEqualTo(5);
        assertThat(patched.get("run").intValue()).isEqualTo(1);
        JsonNode cleared = client.controls(job, "PATCH", "", "{'stop': {}}").json();
        assertThat(cleared.get("stop")).isEmpty();
        assertThat(cleared.at("/pace/epochsPerSecond").doubleValue()).isEqualTo(5);
    }

    @Test
    void aNewSpecKeepsTheJobAndCanKeepItsParameters() {
        Created job = live();
        client.controls(job, "POST", "/step", "{'count': 20}");
        JsonNode trained = layers(job);
        String circle = "{'task': 'classification', 'data': {'source': 'generated', 'generator': 'circle', 'seed': 3},"
                + " 'network': {'layers': [{'units': 4, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}],"
                + " 'initializer': {'type': 'uniform', 'seed': 7}}}";

        JsonNode kept =
                client.controls(job, "PUT", "/spec?keep=parameters", circle).json();
        assertThat(kept.get("id").stringValue()).isEqualTo(job.id());
        assertThat(kept.get("run").intValue()).isEqualTo(2);
        assertThat(layers(job)).isEqualTo(trained);
        client.controls(job, "PUT", "/spec", circle);
        assertThat(layers(job)).isNotEqualTo(trained);
    }

    @Test
    void historyContainsEveryEpochFromZero() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 2500}}", "Prefer", "wait=30");

        JsonNode first = client.gets(job.path() + "/history").json();
        JsonNode rest =
                client.gets(job.path() + "/history?after=999&limit=10000").json();

        assertThat(first.get("epoch")).hasSize(1000);
        assertThat(first.get("epoch").get(0).intValue()).isZero();
        assertThat(rest.get("epoch")).hasSize(1501);
        assertThat(rest.get("epoch").get(1500).intValue()).isEqualTo(2500);
        assertThat(first.has("validationLoss")).as("there is no validation set").isFalse();
        assertThat(rest.get("trainLoss").get(1500).doubleValue())
                .isEqualTo(job.job().get("trainLoss").doubleValue());
    }

    @Test
    void aFinishedJobAnswersPredictBoundaryAndGradients() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 2000}}", "Prefer", "wait=30");

        JsonNode said = client.sends("POST", job.path() + "/predict", "{'x': [[0, 0], [0, 1], [1, 0], [1, 1]]}")
                .json();
        JsonNode boundary = client.gets(job.path() + "/boundary?resolution=25").json();

        assertThat(said.get("labels").toString()).isEqualTo("[0,1,1,0]");
        assertThat(boundary.at("/values/0")).hasSize(625);
        assertThat(boundary.get("domain").toString())
                .as("the range of the data with a tenth of margin")
                .isEqualTo("[[-0.1,1.1],[-0.1,1.1]]");
    }

    @Test
    void samplesAreAvailableAsJsonAndCsv() {
        Created job = live();

        JsonNode samples = client.gets(job.path() + "/samples").json();
        Answer csv = client.gets(job.path() + "/samples", "Accept", "text/csv");

        assertThat(samples.get("train").toString()).contains("{\"x\":[0.0,1.0],\"y\":1}");
        assertThat(csv.text()).startsWith("set,x1,x2,y\r\ntrain,0.0,0.0,0\r\n");
    }

    @Test
    void onlyTheTokenOrTheOwnersKeyChangesAJob() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}", "Authorization", school);
        Created other = live();

        for (String path : List.of("/play", "/pause", "/step", "/reset", "/cancel")) {
            assertThat(client.sends("POST", job.path() + path, null).status()).isEqualTo(401);
            assertThat(client.sends("POST", job.path() + path, null, "Authorization", "Bearer " + other.token())
                            .status())
                    .isEqualTo(403);
            assertThat(client.sends("POST", job.path() + path, null, "Authorization", this.other)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(client.sends("DELETE", job.path(), null).status()).isEqualTo(401);
        assertThat(client.sends("POST", job.path() + "/play", null, "Authorization", school)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anApiKeyListsItsOwnJobsPageByPage() {
        for (int i = 0; i < 3; i++) {
            client.creates("{'mode': 'live', " + XOR + ", 'labels': {'lesson': '" + i + "'}}", "Authorization", other);
        }

        JsonNode page =
                client.gets("/api/v1/jobs?limit=2", "Authorization", other).json();
        JsonNode rest = client.gets(
                        "/api/v1/jobs?limit=2&after=" + page.get("next").stringValue(), "Authorization", other)
                .json();
        JsonNode labelled = client.gets("/api/v1/jobs?label=lesson:1", "Authorization", other)
                .json();

        assertThat(page.get("data")).hasSize(2);
        assertThat(rest.get("data")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(labelled.get("data")).hasSize(1);
        assertThat(client.gets("/api/v1/jobs").status()).isEqualTo(401);
        assertThat(client.gets("/api/v1/jobs?after=" + rest.at("/data/0/id").stringValue(), "Authorization", other)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void everyValidLabelFindsItsJob() {
        client.creates(
                "{'mode': 'live', " + XOR + ", 'labels': {'course': 'ml,1', 'a,b': 'c:d e'}}", "Authorization", school);
        client.creates("{'mode': 'live', " + XOR + ", 'labels': {'course': 'ml'}}", "Authorization", school);

        for (String query :
                List.of("label=course:ml%2C1", "label=a%2Cb:c:d%20e", "label=course:ml,1&label=a,b:c:d+e")) {
            Answer listed = client.gets("/api/v1/jobs?" + query, "Authorization", school);

            assertThat(listed.status()).as(listed.text()).isEqualTo(200);
            assertThat(listed.json().get("data")).as(query).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"label=team:red&label=team:blue", "label=team", "label=:red", "label", "label="})
    void anInvalidLabelFilterIsRefused(String query) {
        Answer answer = client.gets("/api/v1/jobs?" + query, "Authorization", school);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/detail").stringValue()).contains("\"label\"");
    }

    @Test
    void unauthorizedResponsesNameTheBearerScheme() {
        Created job = live();

        for (Answer answer : List.of(
                client.gets("/api/v1/jobs"),
                client.sends("POST", "/api/v1/jobs", "{" + XOR + "}", "Authorization", "Bearer nonsense"),
                client.sends("POST", job.path() + "/play", null))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void parametersCanOnlyBePutBackIntoTheirRun() {
        Created job = live();
        String read = client.gets(job.path() + "/parameters").text();

        Answer same = client.controls(job, "PUT", "/parameters", read);
        client.controls(job, "POST", "/reset", null);
        Answer late = client.controls(job, "PUT", "/parameters", read);
        Answer anyway = client.controls(job, "PUT", "/parameters", read.replace("\"run\":1,", ""));

        assertThat(same.status()).as(same.text()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("detail").stringValue())
                .startsWith("The parameters belong to run 1; the current run is 2.");
        assertThat(anyway.status()).isEqualTo(200);
    }

    @Test
    void theGradientsLossHasTheSamePrecisionAsTheJobs() {
        Created job = live();

        String gradients = client.gets(job.path() + "/gradients").text();

        assertThat(gradients).contains("\"loss\":" + job.job().get("trainLoss") + ",");
    }

    @Test
    void aTestLossConditionWithoutTestSetIsRefusedInPostAndPatch() {
        String spec = "'spec': {'task': 'classification', 'data': {'source': 'inline', "
                + "'train': [{'x': [0, 0], 'y': 0}, {'x': [1, 1], 'y': 1}]}}";
        String stop = "{'targetTestLoss': 0.1, 'patience': 3}";
        Created job = client.creates("{'mode': 'live', " + spec + "}");

        Answer posted = client.sends("POST", "/api/v1/jobs", "{" + spec + ", 'stop': " + stop + "}");
        Answer patched = client.controls(job, "PATCH", "", "{'stop': " + stop + "}");

        assertThat(patched.status()).isEqualTo(422);
        assertThat(patched.json().get("errors"))
                .hasSize(2)
                .isEqualTo(posted.json().get("errors"));
        assertThat(patched.json().at("/errors/0/pointer").stringValue()).isEqualTo("/stop/targetTestLoss");
    }

    @Test
    void aDeletedJobIsGone() {
        Created job = live();

        assertThat(client.controls(job, "DELETE", "", null).status()).isEqualTo(204);

        assertThat(client.gets(job.path()).status()).isEqualTo(404);
        assertThat(client.gets(job.path() + "/events").status()).isEqualTo(404);
    }

    @Test
    void aRunningJobIsReturnedWithCurrentMetrics() throws Exception {
        for (String mode : List.of("live", "batch")) {
            Created job = client.creates("{'mode': '" + mode + "', 'spec': {'task': 'classification',"
                    + " 'data': {'source': 'generated', 'generator': 'gauss', 'seed': 1}},"
                    + " 'stop': {'epochs': 1000000}}");
            if (mode.equals("live")) {
                client.controls(job, "POST", "/play", null);
            }
            Trainings.await(
                    client,
                    job,
                    now -> now.get("epoch").longValue() > 40
                            && now.at("/metrics/trainAccuracy").doubleValue() > 0.95);
            client.controls(job, "DELETE", "", null);
        }
    }

    @Test
    void aPausedJobTellsItsExpiryWhichReadingPostpones() throws Exception {
        Created job = live();
        Instant first = expiry(job);
        assertThat(Duration.between(Instant.now(), first)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));

        Thread.sleep(20);

        assertThat(expiry(job)).isAfter(first);
    }

    private Instant expiry(Created job) {
        return Instant.parse(client.gets(job.path()).json().get("expiresAt").stringValue());
    }

    @Test
    void dataWithTooManyNumbersAreRefused() {
        var answer = client.sends("POST", "/api/v1/jobs", """
                {'spec': {'data': {'source': 'generated', 'generator': 'clusters', 'dimensions': 1000, 'classes': 3,
                  'samples': 50000}}}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("/spec/data/samples");
        assertThat(answer.json().at("/errors/0/detail").stringValue())
                .isEqualTo("must be at most 10000 for data with 1000 columns, was 50000");
    }

    @Test
    void divergenceIsExplained() {
        Created job = client.creates("""
                {'spec': {'task': 'regression', 'data': {'source': 'generated', 'generator': 'plane', 'seed': 1},
                  'network': {'layers': [{'units': 8, 'activation': 'relu'}, {'units': 8, 'activation': 'relu'},
                    {'units': 1, 'activation': 'linear'}], 'initializer': {'type': 'uniform', 'seed': 1}},
                  'training': {'optimizer': {'type': 'sgd', 'learningRate': 10}, 'seed': 1}}}
                """, "Prefer", "wait=30");

        assertThat(job.job().get("state").stringValue()).isEqualTo("failed");
        assertThat(job.job().get("stopReason").stringValue()).isEqualTo("diverged");
        assertThat(job.job().at("/failure/type").stringValue()).isEqualTo("/problems/training-diverged");
        assertThat(job.job().at("/failure/detail").stringValue())
                .contains("Epoch ")
                .contains("last finite training loss");
        assertThat(client.gets(job.path() + "/parameters").text()).doesNotContain("NaN");
    }

    private Created live() {
        return client.creates("{'mode': 'live', " + XOR + "}");
    }

    private JsonNode layers(Created job) {
        return client.gets(job.path() + "/parameters").json().get("layers");
    }

    private static String state(Answer answer) {
        return answer.json().get("state").stringValue();
    }
}
