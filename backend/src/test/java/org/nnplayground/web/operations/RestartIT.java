package org.nnplayground.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.sql.PostgresServer;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerProcess;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;

/**
 * Kills the server process while jobs train, and starts it again: no job is lost, and all end with the same bits as
 * without kills. {@code bench/restarts.sh} runs it with more jobs and kills; {@code docs/durability.md} has the
 * results.
 */
class RestartIT {

    private static final int KILLS = Integer.getInteger("restarts.kills", 2);
    private static final int BATCH_JOBS = Integer.getInteger("restarts.batch", 4);
    private static final int LIVE_JOBS = Integer.getInteger("restarts.live", 2);
    private static final long EPOCHS = Long.getLong("restarts.epochs", 9000);
    private static final long SEED = Long.getLong("restarts.seed", 1);

    private static final Trainings TRAININGS = new Trainings(EPOCHS, 1000);

    @TempDir
    private Path data;

    @Test
    void jobsOnH2SurviveKillsWithTheSameBits() throws Exception {
        assertThatJobsSurviveKills("H2 file", List.of());
    }

    @Test
    void jobsOnPostgresqlSurviveKillsWithTheSameBits() throws Exception {
        PostgresServer postgres = PostgresServer.running();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatJobsSurviveKills(
                "PostgreSQL",
                List.of(
                        "--spring.r2dbc.url=" + postgres.url(postgres.createDatabase()),
                        "--spring.r2dbc.username=" + postgres.user(),
                        "--spring.r2dbc.password=" + postgres.password(),
                        "--playground.access.secret=" + "01".repeat(32),
                        // The same address each time, which shows that the process before has ended.
                        "--playground.cluster.port=" + port));
    }

    @SuppressWarnings("SystemOut")
    private void assertThatJobsSurviveKills(String database, List<String> settings) throws Exception {
        System.out.printf("Restarts over %s, seed %d%n", database, SEED);
        var random = new Random(SEED);
        ServerProcess server = ServerProcess.start(data, settings);
        List<Created> batch = TRAININGS.createAll(server.client(), "batch", BATCH_JOBS);
        List<Created> live = TRAININGS.createAll(server.client(), "live", LIVE_JOBS);
        int livesInterrupted = 0;
        int batchesInterrupted = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            playAll(server.client(), live);
            // At a random epoch in the first half of this kill's share of the training.
            long moment = EPOCHS / KILLS * kill + 1 + random.nextLong(EPOCHS / KILLS / 2);
            Created one = live.get(random.nextInt(LIVE_JOBS));
            Trainings.await(server.client(), one, job -> Trainings.epoch(job) >= moment);
            int training = training(server.client(), batch);
            server.kill();

            long start = System.nanoTime();
            server = ServerProcess.start(data, settings);
            double seconds = (System.nanoTime() - start) / 1e9;
            int interrupted = 0;
            for (Created job : live) {
                if (!settings.isEmpty()) {
                    pause(server.client(), job); // with PostgreSQL it plays on, as at another process
                }
                long epoch = epochAfterRestart(server.client(), job);
                interrupted += epoch > 0 && epoch < EPOCHS ? 1 : 0;
            }
            livesInterrupted += interrupted;
            batchesInterrupted += training;
            System.out.printf(
                    Locale.ROOT,
                    "kill %d: from epoch %d, %d live and %d batch jobs in training; up again in %.1f s%n",
                    kill + 1,
                    moment,
                    interrupted,
                    training,
                    seconds);
        }
        assertThat(livesInterrupted).as("live jobs in training at a kill").isPositive();
        assertThat(batchesInterrupted).as("batch jobs in training at a kill").isPositive();

        Client client = server.client();
        playAll(client, live); // Control tokens from before the kills are still valid.
        live.forEach(job -> Trainings.hurry(client, job));
        for (int number = 0; number < Math.max(BATCH_JOBS, LIVE_JOBS); number++) {
            JsonNode expected = TRAININGS.undisturbed(client, number);
            if (number < BATCH_JOBS) {
                assertThat(TRAININGS.outcome(client, batch.get(number))).isEqualTo(expected);
            }
            if (number < LIVE_JOBS) {
                assertThat(TRAININGS.outcome(client, live.get(number))).isEqualTo(expected);
            }
        }
        System.out.printf(
                "%d batch and %d live jobs ended after %d kills with the parameters and histories of undisturbed ones%n",
                BATCH_JOBS, LIVE_JOBS, KILLS);
        server.close();
    }

    @Test
    void quotasIncludeJobsFromBeforeARestart() throws Exception {
        List<String> settings = List.of("--playground.callers.live-jobs=2");
        ServerProcess server = ServerProcess.start(data, settings);
        Created first = TRAININGS.create(server.client(), "live", 0);
        TRAININGS.create(server.client(), "live", 1);
        server.kill();

        try (ServerProcess later = ServerProcess.start(data, settings)) {
            Client client = later.client();
            assertThat(client.sends("POST", "/api/v1/jobs", TRAININGS.body("live", 2))
                            .status())
                    .isEqualTo(429);
            Trainings.await(client, first, now -> Trainings.state(now).equals("paused"));
            assertThat(client.controls(first, "POST", "/cancel", null).status()).isEqualTo(200);
            TRAININGS.create(client, "live", 2);
        }
    }

    /** An epoch of it takes longer than a process of this test lives. */
    private static final String LARGE_JOB = """
            {'mode': 'batch', 'stop': {'epochs': 1000},
             'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'circle', 'samples': 8000,
               'trainFraction': 0.5},
              'network': {'layers': [{'units': 1500, 'activation': 'tanh'}, {'units': 1500, 'activation': 'tanh'},
                {'units': 1500, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}]},
              'training': {'batchSize': 4000}}}""";

    @Test
    void aJobWhoseProcessEndsEachTimeWithoutProgressFailsAtTheFourthStart() throws Exception {
        ServerProcess server = ServerProcess.start(data, List.of());
        Created poison = server.client().creates(LARGE_JOB);
        for (int end = 1; end <= 3; end++) {
            Trainings.await(server.client(), poison, now -> Trainings.state(now).equals("running"));
            server.kill();
            server = ServerProcess.start(data, List.of());
        }

        try (ServerProcess fourth = server) {
            Client client = fourth.client();
            Trainings.await(client, poison, now -> Trainings.state(now).equals("failed"));
            JsonNode failed = client.gets(poison.path()).json();
            assertThat(failed.at("/failure/type").stringValue()).isEqualTo("/problems/job-crashed-trainer");
            assertThat(Trainings.epoch(failed)).isZero();
            Created other = TRAININGS.create(client, "batch", 0);
            Trainings.await(client, other, now -> Trainings.epoch(now) > 0);
        }
    }

    private static void playAll(Client client, List<Created> jobs) {
        jobs.forEach(job -> TRAININGS.play(client, job));
    }

    private static int training(Client client, List<Created> jobs) {
        return (int) jobs.stream()
                .filter(job -> Trainings.state(client.gets(job.path()).json()).equals("running"))
                .count();
    }

    private static void pause(Client client, Created job) throws InterruptedException {
        Answer answer = client.controls(job, "POST", "/pause", null);
        while (answer.status() == 503) {
            Thread.sleep(100);
            answer = client.controls(job, "POST", "/pause", null);
        }
        assertThat(answer.status()).isEqualTo(200);
    }

    /** The epoch at which a live job is paused after the restart. Its history ends there. */
    private static long epochAfterRestart(Client client, Created job) throws Exception {
        Trainings.await(client, job, now -> Trainings.state(now).equals("paused"));
        long epoch = Trainings.epoch(client, job);
        assertThat(Trainings.history(client, job)).hasSize((int) epoch + 1);
        return epoch;
    }
}
