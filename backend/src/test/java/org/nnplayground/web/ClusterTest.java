package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import tools.jackson.databind.JsonNode;

/**
 * Many processes are one service: trainers and web nodes die, and nobody notices. {@code bench/cluster.sh} runs it with
 * more of everything.
 */
class ClusterTest {

    private static final int KILLS = Integer.getInteger("cluster.kills", 2);
    private static final int BATCH = Integer.getInteger("cluster.batch", 4);
    private static final int LIVE = Integer.getInteger("cluster.live", 2);
    private static final long EPOCHS = Long.getLong("cluster.epochs", 9000);
    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime() & 0xffff);

    private static final int LIVE_PACE = 600;

    private final Trainings trainings = new Trainings(EPOCHS, LIVE_PACE);

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("SystemOut")
    void trainersAreKilledAndEveryJobEndsAsAnUndisturbedOneDoes() throws Exception {
        var random = new Random(SEED);
        System.out.println("Seed of the kills: " + SEED);
        try (var cluster = new Cluster(folder, "--playground.jobs.lease=3s")) {
            Client a = cluster.startWeb().client();
            Client b = cluster.startWeb().client();
            var trainers = new ArrayList<>(List.of(cluster.startTrainer(), cluster.startTrainer()));
            List<Created> batch = trainings.createAll(a, "batch", BATCH);
            List<Created> live = trainings.createAll(b, "live", LIVE);
            var all = new ArrayList<>(batch);
            all.addAll(live);
            int interrupted = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                playWhatStandsStill(a, live);
                Thread.sleep(random.nextLong(500, 4000));
                int victim = random.nextInt(trainers.size());
                trainers.get(victim).kill();
                int open = (int) all.stream().filter(job -> isUnderWay(b, job)).count();
                interrupted += open;
                System.out.printf("Kill %d: trainer %d, with %d jobs under way%n", kill, victim, open);
                trainers.set(victim, cluster.startTrainer());
            }
            assertThat(interrupted).as("jobs under way at the kills").isPositive();

            for (int number = 0; number < BATCH; number++) {
                Created undisturbed = trainings.create(b, "batch", number);
                assertThat(trainings.outcome(a, batch.get(number))).isEqualTo(trainings.outcome(b, undisturbed));
            }
            for (int number = 0; number < LIVE; number++) {
                awaitEnd(a, live.get(number));
                Created undisturbed = trainings.create(b, "batch", number);
                assertThat(trainings.outcome(b, live.get(number))).isEqualTo(trainings.outcome(a, undisturbed));
            }
        }
    }

    private boolean isUnderWay(Client client, Created job) {
        long epoch = Trainings.epoch(client, job);
        return epoch > 0 && epoch < EPOCHS;
    }

    /** Live jobs come back paused from a trainer's death; whoever made them plays them again. */
    private void playWhatStandsStill(Client client, List<Created> live) {
        for (Created job : live) {
            JsonNode now = client.gets(job.path()).json();
            if (Trainings.state(now).equals("paused") && Trainings.epoch(now) < EPOCHS) {
                client.controls(job, "POST", "/play", "{}");
            }
        }
    }

    private void awaitEnd(Client client, Created job) throws InterruptedException {
        Trainings.await(client, job, now -> {
            playWhatStandsStill(client, List.of(job));
            return Trainings.epoch(now) == EPOCHS;
        });
    }

    @Test
    void aStreamGoesOnAtAnotherWebNodeWithEveryEpochsLoss() throws Exception {
        try (var cluster = new Cluster(folder)) {
            ServerProcess a = cluster.startWeb();
            Client b = cluster.startWeb().client();
            cluster.startTrainer();
            Created job = trainings.create(a.client(), "live", 0);
            var seen = new ArrayList<Event>();
            try (var events = a.client().follows(job.path() + "/events?include=losses,boundary&maxRate=20")) {
                seen.addAll(events.until(event -> event.name().equals("job.frame")));
                trainings.play(b, job);
                seen.addAll(events.until(event -> event.data().path("epoch").asLong() > EPOCHS / 4));
                a.kill();
                for (Event event = nextIfAny(events); event != null; event = nextIfAny(events)) {
                    seen.add(event);
                }
            }
            String last = seen.getLast().id();
            try (var events = b.follows(job.path() + "/events?include=losses", "Last-Event-ID", last)) {
                seen.addAll(events.until(event -> event.data().path("epoch").asLong() == EPOCHS
                        && Trainings.state(event.data()).equals("paused")));
            }

            var losses = new ArrayList<JsonNode>();
            for (Event event : seen) {
                JsonNode piece = event.data().path("losses");
                if (!piece.isMissingNode()) {
                    assertThat(piece.get("fromEpoch").asLong()).isEqualTo(losses.size());
                    piece.get("train").forEach(losses::add);
                }
            }
            assertThat(losses).hasSize((int) EPOCHS + 1);
            assertThat(Trainings.history(b, job).stream().map(both -> both.get(0)).toList())
                    .isEqualTo(losses);
        }
    }

    private static @Nullable Event nextIfAny(Client.Events events) {
        try {
            return events.next();
        } catch (UncheckedIOException killed) {
            return null;
        }
    }

    /** With leases of an hour, another trainer gets the jobs only where they are handed back. */
    @Test
    void aTrainerThatIsToldToGoHandsItsJobsBackAndAWebNodeEndsItsStreams() throws Exception {
        try (var cluster = new Cluster(folder, "--playground.jobs.lease=1h")) {
            ServerProcess web = cluster.startWeb();
            Client client = web.client();
            ServerProcess first = cluster.startTrainer();
            Created batch = trainings.create(client, "batch", 1);
            Created live = trainings.create(client, "live", 0);
            trainings.play(client, live);
            Trainings.await(client, live, now -> Trainings.epoch(now) > 100);
            cluster.startTrainer();

            first.close();

            awaitEnd(client, live);
            Created undisturbed = trainings.create(client, "batch", 1);
            assertThat(trainings.outcome(client, batch)).isEqualTo(trainings.outcome(client, undisturbed));
            try (var events = client.follows(live.path() + "/events")) {
                assertThat(events.next()).isNotNull();
                var leaving = new Thread(() -> closed(web));
                leaving.start();
                Event event = events.next();
                while (event != null) { // until the stream ends as a whole answer does: anything else throws
                    event = events.next();
                }
                leaving.join();
            }
        }
    }

    private static void closed(ServerProcess server) {
        try {
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatAnotherProcessTrainsCanBeLookedIntoAndControlled() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Client client = cluster.startWeb().client();
            cluster.startTrainer();
            Created job = trainings.create(client, "live", 0);

            assertThat(client.controls(job, "POST", "/step", "{'unit': 'epoch', 'count': 10}")
                            .json()
                            .get("epoch")
                            .asLong())
                    .isEqualTo(10);
            assertThat(client.gets(job.path() + "/boundary?resolution=20").json().get("epoch").asLong())
                    .isEqualTo(10);
            trainings.play(client, job);
            long before = Trainings.epoch(client, job);
            Trainings.await(client, job, now -> client.gets(job.path() + "/parameters").json().get("epoch").asLong() > before);
            assertThat(client.gets(job.path() + "/gradients").json().get("epoch").asLong())
                    .isGreaterThan(before);
            assertThat(client.controls(job, "PATCH", "", "{'learningRate': 0.01}")
                            .json()
                            .get("learningRate")
                            .asDouble())
                    .isEqualTo(0.01);
            assertThat(Trainings.state(
                            client.controls(job, "POST", "/pause", "{}").json()))
                    .isEqualTo("paused");
            var refused = client.controls(job, "PATCH", "", "{'batchSize': 0}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(client.controls(job, "POST", "/reset", "{'seed': 'new'}").json().get("run").asInt())
                    .isEqualTo(2);
            assertThat(client.controls(job, "DELETE", "", null).status()).isEqualTo(204);
            assertThat(client.gets(job.path()).status()).isEqualTo(404);
        }
    }
}
