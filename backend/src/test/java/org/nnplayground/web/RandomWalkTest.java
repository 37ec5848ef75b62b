package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.Client.Created;
import tools.jackson.databind.JsonNode;

/**
 * Seeded random sequences of requests: no job is lost, no history has a gap, and each job is controlled by its owner
 * only.
 */
class RandomWalkTest extends ServerTest {

    /** What the two callers have made. */
    private final List<List<Created>> made = List.of(new ArrayList<>(), new ArrayList<>());

    @AfterEach
    void clear() {
        made.forEach(jobs -> jobs.forEach(job -> client.controls(job, "DELETE", "", null)));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void randomControlsLoseNeitherALiveJobNorAnEpoch(long seed) {
        var random = new SplittableRandom(seed);
        Created job = client.creates("{'mode': 'live', 'pace': {'epochsPerSecond': 0}, " + XOR + "}");

        for (int i = 0; i < 60; i++) {
            int status = step(random, job);
            assertThat(status).as("step " + i).isIn(200, 202, 409, 422);
            JsonNode now = client.gets(job.path()).json();
            assertThat(now.get("state").stringValue()).isIn("running", "paused");
        }

        client.controls(job, "POST", "/pause", null);
        JsonNode paused = client.gets(job.path()).json();
        assertThat(Trainings.history(client, job)).hasSize(paused.get("epoch").intValue() + 1);
        assertThat(client.controls(job, "DELETE", "", null).status()).isEqualTo(204);
        assertThat(client.gets(job.path()).status()).isEqualTo(404);
    }

    private int step(SplittableRandom random, Created job) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> client.controls(job, "POST", "/play", "{}").status();
            case 2 -> client.controls(job, "POST", "/pause", null).status();
            case 3 ->
                client.controls(job, "POST", "/step", "{'count': " + random.nextInt(-1, 20) + "}")
                        .status();
            case 4 ->
                client.controls(job, "POST", "/step", "{'unit': 'batch', 'count': " + random.nextInt(1, 3) + "}")
                        .status();
            case 5 ->
                client.controls(job, "POST", "/reset", "{'seed': '" + (random.nextBoolean() ? "same" : "new") + "'}")
                        .status();
            case 6 ->
                client.controls(job, "PATCH", "", "{'learningRate': " + random.nextDouble(-0.1, 2) + "}")
                        .status();
            case 7 ->
                client.controls(
                                job,
                                "PATCH",
                                "",
                                "{'pace': {'epochsPerSecond': " + random.nextInt(0, 200) + "}, 'stop': {'epochs': "
                                        + random.nextInt(1, 500) + "}}")
                        .status();
            case 8 ->
                client.controls(
                                job,
                                "PUT",
                                "/spec",
                                "{'data': {'source': 'generated', 'generator': 'circle'," + " 'samples': "
                                        + random.nextInt(10, 60) + "}}")
                        .status();
            case 9 ->
                client.controls(job, "PUT", "/spec?keep=parameters", XOR.strip().substring("'spec': ".length()))
                        .status();
            case 10 -> client.gets(job.path() + "/boundary?resolution=10").status();
            default -> client.gets(job.path() + "/parameters").status();
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void randomSubmissionsLoseNoBatchJob(long seed) throws InterruptedException {
        var random = new SplittableRandom(seed);
        var jobs = new ArrayList<Created>();

        for (int i = 0; i < 60; i++) {
            if (jobs.size() < 3 || random.nextInt(6) == 0) {
                jobs.add(client.creates(batch(random.nextInt(1, 3000))));
            }
            batchStep(random, jobs);
        }

        for (Created job : jobs) {
            Trainings.await(
                    client, job, now -> List.of("succeeded", "cancelled").contains(Trainings.state(now)));
            JsonNode ended = client.gets(job.path()).json();
            long epochs = ended.at("/stop/epochs").longValue();
            if (Trainings.state(ended).equals("succeeded")) {
                assertThat(Trainings.epoch(ended)).isEqualTo(epochs);
            }
            if (ended.get("run").intValue() > 0) {
                assertThat(Trainings.history(client, job)).hasSize((int) Trainings.epoch(ended) + 1);
            }
        }
    }

    private static String batch(int epochs) {
        return "{" + XOR + ", 'stop': {'epochs': " + epochs + "}}";
    }

    private void batchStep(SplittableRandom random, List<Created> jobs) {
        Created job = jobs.get(random.nextInt(jobs.size()));
        switch (random.nextInt(6)) {
            case 0 ->
                assertThat(client.controls(job, "POST", "/cancel", null).status())
                        .isIn(200, 202, 409);
            case 1 -> {
                String change = List.of("/play", "/pause", "/reset", "/step").get(random.nextInt(4));
                assertThat(client.controls(job, "POST", change, "{}").status()).isEqualTo(409);
            }
            case 2 -> {
                assertThat(client.controls(job, "DELETE", "", null).status()).isEqualTo(204);
                assertThat(client.gets(job.path()).status()).isEqualTo(404);
                jobs.remove(job);
            }
            case 3 ->
                assertThat(client.gets(job.path() + "/boundary?resolution=10").status())
                        .isEqualTo(200);
            case 4 -> assertThat(client.gets(job.path() + "/history").status()).isEqualTo(200);
            default -> assertThat(client.gets(job.path()).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void twoRandomCallersNeverSeeOrChangeEachOthersJobs(long seed) {
        var random = new SplittableRandom(seed);
        List<String> keys = List.of(school, other);
        List<Set<String>> before = List.of(listed(school), listed(other));

        for (int i = 0; i < 80; i++) {
            int caller = random.nextInt(2);
            List<Created> own = made.get(caller);
            List<Created> others = made.get(1 - caller);
            if (own.isEmpty() || random.nextInt(5) == 0) {
                own.add(client.creates(
                        random.nextBoolean() ? batch(200) : "{'mode': 'live', " + XOR + "}",
                        "Authorization",
                        keys.get(caller)));
            } else if (others.isEmpty() || random.nextBoolean()) {
                Created job = own.get(random.nextInt(own.size()));
                boolean last = random.nextInt(4) == 0;
                assertThat(change(random, job, last ? "DELETE" : "POST", keys.get(caller)))
                        .isIn(200, 202, 204, 409);
                own.removeIf(gone -> last && gone.equals(job));
            } else {
                Created job = others.get(random.nextInt(others.size()));
                boolean cancelled = isCancelled(job);
                assertThat(change(random, job, random.nextBoolean() ? "DELETE" : "POST", keys.get(caller)))
                        .isEqualTo(403);
                assertThat(isCancelled(job)).isEqualTo(cancelled);
            }
        }

        for (int caller = 0; caller < 2; caller++) {
            var expected = new HashSet<>(before.get(caller));
            made.get(caller).forEach(job -> expected.add(job.id()));
            assertThat(listed(keys.get(caller))).isEqualTo(expected);
        }
    }

    private boolean isCancelled(Created job) {
        return Trainings.state(client.gets(job.path()).json()).equals("cancelled");
    }

    private int change(SplittableRandom random, Created job, String method, String key) {
        String path = method.equals("DELETE")
                ? ""
                : List.of("/play", "/pause", "/reset", "/cancel").get(random.nextInt(4));
        return client.sends(method, job.path() + path, null, "Authorization", key)
                .status();
    }

    /** Ids of all jobs that a caller is shown, page by page. */
    private Set<String> listed(String key) {
        var ids = new HashSet<String>();
        String next = "";
        do {
            JsonNode page = client.gets("/api/v1/jobs?limit=3" + next, "Authorization", key)
                    .json();
            page.get("data").forEach(job -> ids.add(job.get("id").stringValue()));
            next = page.has("next") ? "&after=" + page.get("next").stringValue() : "";
        } while (!next.isEmpty());
        return ids;
    }
}
