package org.nnplayground.web.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** Sweeps on a real server. */
class SweepsOverHttpTest extends ServerTest {

    private static final String SEEDS = "{" + XOR + ", 'axes': [{'seeds': 4}], 'stop': {'epochs': 30}}";
    private static final String NEVER_ENDING = "{" + XOR + ", 'axes': [{'seeds': 3}], 'stop': {'epochs': 1000000}}";

    private JsonNode creates(String body, String... headers) {
        Answer answer = client.sends("POST", "/api/v1/sweeps", body, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String path(JsonNode sweep) {
        return "/api/v1/sweeps/" + sweep.get("id").stringValue();
    }

    private Answer controls(JsonNode sweep, String method, String path, @Nullable String body) {
        return client.sends(
                method,
                path(sweep) + path,
                body,
                "Authorization",
                "Bearer " + sweep.get("controlToken").stringValue());
    }

    private List<Event> follows(JsonNode sweep) {
        try (var events = client.follows(path(sweep) + "/events")) {
            assertThat(events.status()).isEqualTo(200);
            return events.until(event -> false);
        }
    }

    /** The sweep after its end. */
    private JsonNode ended(JsonNode sweep) {
        follows(sweep);
        return client.gets(path(sweep)).json();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Test
    void aSweepTrainsAJobForEachCombinationAndShowsThemInOneTable() {
        JsonNode sweep = creates("{" + XOR
                + ", 'name': 'rates', 'stop': {'epochs': 20, 'targetTestLoss': 1e-9}, 'axes': [{'seeds': 2},"
                + " {'pointer': '/training/optimizer/learningRate', 'values': [0.1, 0.5, null]}]}");

        JsonNode ended = ended(sweep);
        JsonNode table = client.gets(path(sweep) + "/table").json();
        JsonNode jobs = client.gets(path(sweep) + "/jobs").json().get("data");

        assertThat(sweep.at("/jobs/total").intValue()).isEqualTo(6);
        assertThat(ended.get("state").stringValue()).isEqualTo("succeeded");
        assertThat(ended.get("name").stringValue()).isEqualTo("rates");
        assertThat(ended.at("/jobs/succeeded").intValue()).isEqualTo(6);
        assertThat(ended.has("finishedAt") && ended.has("expiresAt")).isTrue();
        assertThat(ended.has("controlToken")).isFalse();
        assertThat(ended.get("axes")).isEqualTo(sweep.get("axes"));
        assertThat(ended.at("/stop/epochs").intValue()).isEqualTo(20);
        assertThat(list(table.get("columns")).subList(0, 4))
                .extracting(JsonNode::stringValue)
                .containsExactly("seed", "/training/optimizer/learningRate", "job", "state");
        assertThat(list(table.get("rows")))
                .extracting(row -> row.get(0).intValue())
                .containsExactly(7, 7, 7, 8, 8, 8);
        assertThat(list(jobs)).hasSize(6).allSatisfy(job -> {
            assertThat(job.get("arithmetic").stringValue()).isEqualTo("shared");
            assertThat(job.get("mode").stringValue()).isEqualTo("batch");
            assertThat(job.at("/labels/sweep").stringValue())
                    .isEqualTo(sweep.get("id").stringValue());
        });
        for (int i = 0; i < 6; i++) {
            JsonNode row = table.get("rows").get(i);
            assertThat(row.get(2)).isEqualTo(jobs.get(i).get("id"));
            assertThat(row.get(4).stringValue()).isEqualTo("epochs");
            assertThat(row.get(5).intValue()).isEqualTo(20);
            assertThat(row.get(8).isNumber() && row.get(9).isNumber()).isTrue();
            assertThat(row.get(10).isNull()).isTrue();
        }
    }

    @Test
    void theTableOfSeedsEqualsSingleJobsOfTheSameArithmeticBitForBit() {
        JsonNode sweep = creates(SEEDS);
        ended(sweep);
        JsonNode rows = client.gets(path(sweep) + "/table").json().get("rows");

        for (JsonNode row : rows) {
            Created single = client.creates(
                    "{" + XOR.replace("'seed': 7", "'seed': " + row.get(0)) + ", 'arithmetic': 'shared', 'stop':"
                            + " {'epochs': 30}}",
                    "Prefer",
                    "wait=30");
            JsonNode job = single.job();

            assertThat(job.get("state").stringValue()).isEqualTo("succeeded");
            assertThat(row.get(5)).isEqualTo(job.get("trainLoss"));
            assertThat(row.get(6)).isEqualTo(job.get("testLoss"));
            assertThat(row.get(7)).isEqualTo(job.at("/metrics/trainAccuracy"));
            assertThat(client.gets(single.path() + "/parameters").json().get("layers"))
                    .isEqualTo(client.gets("/api/v1/jobs/" + row.get(1).stringValue() + "/parameters")
                            .json()
                            .get("layers"));
        }
        assertThat(list(rows)).extracting(row -> row.get(5)).doesNotHaveDuplicates();
    }

    @Test
    void epochsToATargetAreThoseOfTheFirstEpochThatReachesIt() {
        JsonNode sweep = creates("{" + XOR + ", 'axes': [{'seeds': 2}], 'stop': {'targetTestLoss': 0.1}}");
        ended(sweep);

        for (JsonNode row : client.gets(path(sweep) + "/table").json().get("rows")) {
            JsonNode losses = client.gets("/api/v1/jobs/" + row.get(1).stringValue() + "/history")
                    .json()
                    .get("testLoss");
            int first = IntStream.range(0, losses.size())
                    .filter(epoch -> losses.get(epoch).doubleValue() <= 0.1)
                    .findFirst()
                    .orElseThrow();

            assertThat(row.get(3).stringValue()).isEqualTo("targetTestLoss");
            assertThat(row.get(9).intValue()).isEqualTo(first);
        }
    }

    @Test
    void theTableIsAlsoCsv() {
        JsonNode sweep = creates("{" + XOR + ", 'stop': {'epochs': 5}, 'axes': [{'pointer': '/training/optimizer',"
                + " 'values': [{'type': 'adam', 'learningRate': 0.1}]}]}");
        ended(sweep);
        JsonNode row = client.gets(path(sweep) + "/table").json().at("/rows/0");

        Answer csv = client.gets(path(sweep) + "/table", "Accept", "text/csv");

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text())
                .isEqualTo("/training/optimizer,job,state,stopReason,epoch,trainLoss,testLoss,trainAccuracy,"
                        + "testAccuracy,epochsToTarget\r\n\"{\"\"type\"\":\"\"adam\"\",\"\"learningRate\"\":0.1}\","
                        + row.get(1).stringValue() + ",succeeded,epochs,5," + row.get(5) + "," + row.get(6) + ","
                        + row.get(7) + "," + row.get(8) + ",\r\n");
    }

    @Test
    void aStreamBeginsWithTheSweepAndAllRowsAndEndsWithTheLastState() {
        JsonNode sweep = creates(SEEDS.replace("30}", "3000}"));

        List<Event> events = follows(sweep);

        assertThat(events.getFirst().name()).isEqualTo("sweep.state");
        assertThat(events.getFirst().data().has("spec")).isTrue();
        assertThat(events.get(1).name()).isEqualTo("sweep.rows");
        assertThat(events.get(1).data().get("rows").size()).isEqualTo(4);
        assertThat(events.getLast().name()).isEqualTo("sweep.state");
        assertThat(events.getLast().data().get("state").stringValue()).isEqualTo("succeeded");
        JsonNode table = client.gets(path(sweep) + "/table").json();
        List<JsonNode> changes = events.stream()
                .filter(event -> event.name().equals("sweep.rows"))
                .map(Event::data)
                .toList();
        assertThat(changes).extracting(data -> data.get("columns")).containsOnly(table.get("columns"));
        var rows = new TreeMap<Integer, JsonNode>();
        changes.forEach(data ->
                data.get("rows").forEach(row -> rows.put(row.get("index").intValue(), row.get("row"))));
        assertThat(new ArrayList<>(rows.values())).isEqualTo(list(table.get("rows")));
        assertThat(client.gets(
                                path(sweep) + "/events",
                                "Last-Event-ID",
                                events.getLast().id())
                        .status())
                .isEqualTo(204);
        List<Event> again = follows(sweep);
        assertThat(again).extracting(Event::name).containsExactly("sweep.state", "sweep.rows");
    }

    @Test
    void cancellingASweepCancelsItsJobs() {
        JsonNode sweep = creates(NEVER_ENDING);

        Answer cancelled = controls(sweep, "POST", "/cancel", null);

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("state").stringValue()).isEqualTo("cancelled");
        assertThat(cancelled.json().at("/jobs/cancelled").intValue()).isEqualTo(3);
        assertThat(controls(sweep, "POST", "/cancel", null).status()).isEqualTo(200);
    }

    @Test
    void aDeletedSweepIsGoneWithItsJobs() {
        JsonNode sweep = creates(NEVER_ENDING);
        String job = client.gets(path(sweep) + "/jobs").json().at("/data/0/id").stringValue();

        assertThat(controls(sweep, "DELETE", "", null).status()).isEqualTo(204);

        assertThat(client.gets(path(sweep)).status()).isEqualTo(404);
        assertThat(client.gets("/api/v1/jobs/" + job).status()).isEqualTo(404);
    }

    @Test
    void onlyItsTokenAndItsOwnersKeyChangeASweep() {
        JsonNode sweep = creates(SEEDS, "Authorization", school);
        JsonNode another = creates(SEEDS);

        assertThat(client.sends("POST", path(sweep) + "/cancel", null).status()).isEqualTo(401);
        assertThat(client.sends("POST", path(sweep) + "/cancel", null, "Authorization", other)
                        .status())
                .isEqualTo(403);
        assertThat(client.sends(
                                "DELETE",
                                path(sweep),
                                null,
                                "Authorization",
                                "Bearer " + another.get("controlToken").stringValue())
                        .status())
                .isEqualTo(403);
        assertThat(client.sends("POST", path(sweep) + "/cancel", null, "Authorization", school)
                        .status())
                .isEqualTo(200);
        assertThat(controls(sweep, "DELETE", "", null).status()).isEqualTo(204);
    }

    @Test
    void aRepeatedRequestReturnsTheSameSweep() {
        String key = UUID.randomUUID().toString();

        JsonNode first = creates(SEEDS, "Idempotency-Key", key);
        JsonNode second = creates(SEEDS, "Idempotency-Key", key);

        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.get("controlToken")).isEqualTo(first.get("controlToken"));
        assertThat(client.sends("POST", "/api/v1/sweeps", NEVER_ENDING, "Idempotency-Key", key)
                        .json()
                        .get("type")
                        .stringValue())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void everyFaultOfARequestIsTold() {
        Answer refused = client.sends(
                "POST",
                "/api/v1/sweeps",
                "{" + XOR
                        + ", 'axes': [{'pointer': '/training/batchSize', 'values': [4, 'x', 0]}, {'seeds': 2},"
                        + " {'pointer': '/training/momentum', 'values': [0.5]}], 'mode': 'live'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(list(refused.json().get("errors")))
                .extracting(error -> error.get("pointer").stringValue())
                .containsExactlyInAnyOrder("/axes/0/values/1", "/axes/0/values/2", "/axes/2/pointer", "/mode");
    }

    @Test
    void aWebhookNeedsAnApiKey() {
        String body = SEEDS.replace("'axes'", "'webhook': {'url': 'https://example.org/x'}, 'axes'");

        assertThat(client.sends("POST", "/api/v1/sweeps", body).status()).isEqualTo(401);
        assertThat(client.sends("POST", "/api/v1/sweeps", body, "Authorization", school)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theJobsOfASweepCountAgainstTheLimitOfItsCaller() {
        String full = NEVER_ENDING.replace("'seeds': 3", "'seeds': 250");
        List<String> before = ownJobs(); // of other tests
        List<JsonNode> sweeps = IntStream.range(0, 4)
                .mapToObj(i -> creates(full, "Authorization", other))
                .toList();

        Answer refused = client.sends("POST", "/api/v1/sweeps", NEVER_ENDING, "Authorization", other);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(list(client.gets("/api/v1/jobs?limit=200", "Authorization", other)
                        .json()
                        .get("data")))
                .hasSize(200);
        sweeps.forEach(sweep -> controls(sweep, "DELETE", "", null));
        assertThat(ownJobs()).isEqualTo(before);
    }

    private List<String> ownJobs() {
        return list(client.gets("/api/v1/jobs?limit=200", "Authorization", other)
                        .json()
                        .get("data"))
                .stream()
                .map(job -> job.get("id").stringValue())
                .toList();
    }

    @Test
    void linksOfAnEmbeddedPageStayBelowItsPrefix() {
        JsonNode sweep = creates(SEEDS);

        JsonNode embedded = client.gets("/embed" + path(sweep)).json();

        assertThat(embedded.at("/links/table").stringValue()).isEqualTo("/embed" + path(sweep) + "/table");
    }
}
