package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.sql.PostgresServer;
import org.nnplayground.web.Client.Created;
import tools.jackson.databind.JsonNode;

/** The real process is killed in the middle of its work, twice, and started again: nothing is lost, no bit differs. */
class RestartTest {

    private static final int KILLS = 2;
    private static final long EPOCHS = 9000;
    private static final long LIVE_PACE = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Everything that a training remembers: optimizer state, plateau, patience, dropout, order. */
    private static final String[] TRAININGS = {
        "{'optimizer': {'type': 'sgd', 'learningRate': 0.03}, 'batchSize': 10, 'shuffle': 'everyEpoch', 'seed': 3}",
        "{'optimizer': {'type': 'adam', 'learningRate': 0.003}, 'schedule': {'type': 'plateau', 'patience': 40,"
                + " 'factor': 0.9}, 'batchSize': 7, 'shuffle': 'everyEpoch', 'seed': 4}",
        "{'optimizer': {'type': 'sgd', 'learningRate': 0.01, 'momentum': 0.9}, 'regularization': {'type': 'l2',"
                + " 'rate': 0.001}, 'batchSize': 10, 'shuffle': 'once', 'seed': 5}"
    };

    @TempDir
    private Path data;

    private static String body(String mode, int number) {
        String stop = number % 2 == 0 ? "'epochs': " + EPOCHS : "'epochs': " + EPOCHS + ", 'patience': " + EPOCHS;
        return """
                {'mode': '%s', 'stop': {%s}, 'pace': {'epochsPerSecond': %d},
                 'spec': {'task': 'classification',
                  'data': {'source': 'generated', 'generator': 'circle', 'samples': 100, 'noise': 0.2, 'seed': %d},
                  'network': {'layers': [{'units': 4, 'activation': 'tanh', 'dropout': %s},
                    {'units': 1, 'activation': 'tanh'}], 'initializer': {'type': 'uniform', 'seed': 7}},
                  'training': %s}}
                """.formatted(
                        mode,
                        stop,
                        mode.equals("live") ? LIVE_PACE : 0,
                        number,
                        number % 3 == 2 ? "0.2" : "0",
                        TRAININGS[number % TRAININGS.length]);
    }

    @Test
    void killedTwiceOverAnH2FileAllJobsEndAsUndisturbedOnesDo() throws Exception {
        killedTwiceAllJobsEndAsUndisturbedOnesDo(List.of());
    }

    @Test
    void killedTwiceOverPostgresqlAllJobsEndAsUndisturbedOnesDo() throws Exception {
        PostgresServer postgres = PostgresServer.running();
        killedTwiceAllJobsEndAsUndisturbedOnesDo(List.of(
                "--spring.r2dbc.url=" + postgres.url(postgres.createDatabase()),
                "--spring.r2dbc.username=" + postgres.user(),
                "--spring.r2dbc.password=" + postgres.password()));
    }

    private void killedTwiceAllJobsEndAsUndisturbedOnesDo(List<String> settings)
            throws IOException, InterruptedException {
        var random = new Random(1);
        var batch = new ArrayList<Created>();
        var live = new ArrayList<Created>();
        ServerProcess server = ServerProcess.start(data, settings);
        for (int number = 0; number < 4; number++) {
            batch.add(server.client().creates(body("batch", number)));
        }
        for (int number = 0; number < 2; number++) {
            live.add(server.client().creates(body("live", number)));
        }
        boolean interrupted = false;
        for (int kill = 0; kill < KILLS; kill++) {
            for (Created job : live) {
                server.client().controls(job, "POST", "/play", "{}").status();
            }
            Client before = server.client();
            // Somewhere within the first part of the training, then within the next.
            long moment = EPOCHS / KILLS * kill + 200 + random.nextLong(EPOCHS / KILLS / 2);
            await(before, live.getFirst(), job -> job.get("epoch").asLong() > moment);
            server.kill();
            server = ServerProcess.start(data, settings);
            for (Created job : live) {
                JsonNode found = server.client().gets(job.path()).json();
                assertThat(found.get("state").stringValue()).isIn("running", "paused");
                await(
                        server.client(),
                        job,
                        now -> now.get("state").stringValue().equals("paused"));
                long epoch =
                        server.client().gets(job.path()).json().get("epoch").asLong();
                interrupted |= epoch > 0 && epoch < EPOCHS;
                assertThat(history(server.client(), job).get("epoch").size()).isEqualTo((int) epoch + 1);
            }
        }
        assertThat(interrupted).as("a kill came in the middle of a training").isTrue();

        Client client = server.client();
        for (Created job : live) {
            // Control tokens from before the kills still hold.
            client.controls(job, "POST", "/play", "{}").status();
        }
        for (int number = 0; number < batch.size(); number++) {
            Created undisturbed = client.creates(body("batch", number));
            assertSame(client, batch.get(number), undisturbed);
        }
        for (int number = 0; number < live.size(); number++) {
            // A live job stands still where a batch job ends.
            assertSame(client, live.get(number), client.creates(body("batch", number)));
        }
        server.close();
    }

    private static void assertSame(Client client, Created job, Created undisturbed) throws InterruptedException {
        for (Created each : List.of(job, undisturbed)) {
            await(
                    client,
                    each,
                    now -> now.get("epoch").asLong() == EPOCHS
                            && List.of("succeeded", "paused")
                                    .contains(now.get("state").stringValue()));
        }
        JsonNode parameters = client.gets(job.path() + "/parameters").json().get("layers");
        assertThat(parameters)
                .isEqualTo(
                        client.gets(undisturbed.path() + "/parameters").json().get("layers"));
        JsonNode history = history(client, job);
        assertThat(history).isEqualTo(history(client, undisturbed));
        assertThat(history.get("epoch").size()).isEqualTo((int) EPOCHS + 1);
        assertThat(history.get("epoch").get((int) EPOCHS).asLong()).isEqualTo(EPOCHS);
    }

    private static JsonNode history(Client client, Created job) {
        return client.gets(job.path() + "/history?limit=10000").json();
    }

    private static void await(Client client, Created job, Predicate<JsonNode> condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode now = client.gets(job.path()).json();
        while (!condition.test(now)) {
            assertThat(System.nanoTime()).as("still waiting: " + now).isLessThan(deadline);
            assertThat(now.get("state").stringValue()).isNotEqualTo("failed");
            Thread.sleep(20);
            now = client.gets(job.path()).json();
        }
    }
}
