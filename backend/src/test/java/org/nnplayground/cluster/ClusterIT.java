package org.nnplayground.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.ServerProcess;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;

/**
 * Many processes are one service: trainers and web nodes are killed, and clients lose nothing. {@code bench/cluster.sh}
 * runs it with more kills and jobs.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final int KILLS = Integer.getInteger("cluster.kills", 2);
    private static final int BATCH = Integer.getInteger("cluster.batch", 4);
    private static final int LIVE = Integer.getInteger("cluster.live", 2);
    private static final long EPOCHS = Long.getLong("cluster.epochs", 9000);
    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime() & 0xffff);

    private static final int LIVE_PACE = 600;

    private final Trainings trainings = new Trainings(EPOCHS, LIVE_PACE);

    @TempDir
    private static Path folder;

    /** Two web nodes and two trainers. The tests use it in their order: the last two end a web node, then all. */
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = new Cluster(folder, 2, 2, "--playground.jobs.lease=3s");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cluster.close();
    }

    @Test
    @Order(1)
    void aWebNodeReadsAndControlsAJobThatAnotherProcessTrains() throws Exception {
        Client client = cluster.web(0).client();
        Created job = trainings.create(client, "live", 0);

        assertThat(client.controls(job, "POST", "/step", "{'unit': 'epoch', 'count': 10}")
                        .json()
                        .get("epoch")
                        .asLong())
                .isEqualTo(10);
        assertThat(epochOf(client, job, "/boundary?resolution=20")).isEqualTo(10);
        trainings.play(client, job);
        Trainings.await(client, job, now -> epochOf(client, job, "/parameters") > 10);
        assertThat(epochOf(client, job, "/gradients")).isGreaterThan(10);
        var retuned = client.controls(job, "PATCH", "", "{'learningRate': 0.01}");
        assertThat(retuned.json().get("learningRate").asDouble()).isEqualTo(0.01);
        var paused = client.controls(job, "POST", "/pause", "{}");
        assertThat(Trainings.state(paused.json())).isEqualTo("paused");
        var batch = trainings.create(client, "batch", 0);
        assertThat(client.controls(batch, "POST", "/pause", "{}").status()).isEqualTo(409);
        var reset = client.controls(job, "POST", "/reset", "{'seed': 'new'}");
        assertThat(reset.json().get("run").asInt()).isEqualTo(2);
        assertThat(client.controls(job, "DELETE", "", null).status()).isEqualTo(204);
        assertThat(client.gets(job.path()).status()).isEqualTo(404);
    }

    private static long epochOf(Client client, Created job, String path) {
        return client.gets(job.path() + path).json().get("epoch").asLong();
    }

    @Test
    @Order(2)
    void aWebNodeStreamsASweepOfAnotherOneWhileTrainersTrainItsJobs() {
        Client a = cluster.web(0).client();
        Client b = cluster.web(1).client();
        JsonNode sweep = a.sends(
                        "POST",
                        "/api/v1/sweeps",
                        "{" + ServerTest.XOR + ", 'axes': [{'seeds': 8}], 'stop': {'epochs': 3000}}")
                .json();
        String path = "/api/v1/sweeps/" + sweep.get("id").stringValue();
        var rows = new TreeMap<Integer, JsonNode>();
        JsonNode state = sweep;

        try (var events = b.follows(path + "/events")) {
            for (Event event : events.until(event -> false)) {
                if (event.name().equals("sweep.state")) {
                    state = event.data();
                } else {
                    event.data()
                            .get("rows")
                            .forEach(changed -> rows.put(changed.get("index").intValue(), changed.get("row")));
                }
            }
        }

        assertThat(Trainings.state(state)).isEqualTo("succeeded");
        JsonNode table = a.gets(path + "/table").json().get("rows");
        assertThat(rows.values()).containsExactlyElementsOf(table).hasSize(8);
        JsonNode single = b.creates(
                        "{" + ServerTest.XOR + ", 'arithmetic': 'shared', 'stop': {'epochs': 3000}}",
                        "Prefer",
                        "wait=30")
                .job();
        assertThat(table.get(0).get(4)).isEqualTo(single.get("epoch"));
        assertThat(table.get(0).get(5)).isEqualTo(single.get("trainLoss"));
    }

    @Test
    @Order(3)
    @SuppressWarnings("SystemOut")
    void afterKillsOfTrainersEveryJobEndsLikeAnUndisturbedOne() throws Exception {
        var random = new Random(SEED);
        System.out.println("Seed of the kills: " + SEED);
        Client a = cluster.web(0).client();
        Client b = cluster.web(1).client();
        List<Created> batch = trainings.createAll(a, "batch", BATCH);
        List<Created> live = trainings.createAll(b, "live", LIVE);
        live.forEach(job -> trainings.play(b, job));
        var all = new ArrayList<>(batch);
        all.addAll(live);
        int interrupted = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Thread.sleep(random.nextLong(500, 4000));
            int victim = random.nextInt(2);
            cluster.trainer(victim).kill();
            int open = (int) all.stream().filter(job -> isUnderWay(b, job)).count();
            interrupted += open;
            System.out.printf("Kill %d: trainer %d, %d of %d jobs under way%n", kill, victim, open, all.size());
            cluster.replaceTrainer(victim);
        }
        assertThat(interrupted).as("jobs under way at the kills").isPositive();

        live.forEach(job -> Trainings.hurry(a, job));
        for (int number = 0; number < BATCH; number++) {
            JsonNode undisturbed = trainings.undisturbed(b, number);
            assertThat(trainings.outcome(a, batch.get(number))).isEqualTo(undisturbed);
            if (number < LIVE) {
                assertThat(trainings.outcome(b, live.get(number))).isEqualTo(undisturbed);
            }
        }
        System.out.printf("%d jobs ended like undisturbed ones, with all of their %d epochs%n", all.size(), EPOCHS);
    }

    private boolean isUnderWay(Client client, Created job) {
        long epoch = Trainings.epoch(client, job);
        return epoch > 0 && epoch < EPOCHS;
    }

    /** Like a rolling update to a new version. */
    @Test
    @Order(4)
    void whileEveryProcessIsReplacedNoStreamMissesAnEpoch() throws Exception {
        var endless = new Trainings(1_000_000, 200);
        Client before = cluster.web(0).client();
        List<Created> live = endless.createAll(before, "live", 3);
        List<Created> batch = trainings.createAll(before, "batch", 2);
        live.forEach(job -> endless.play(before, job));
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var streams = live.stream()
                    .map(job -> readers.submit(() -> lossesUntilPaused(job)))
                    .toList();

            cluster.update(0);
            cluster.update(1);

            Client after = cluster.web(0).client();
            for (Created job : live) {
                long updated = Trainings.epoch(after, job);
                Trainings.await(after, job, now -> Trainings.epoch(now) > updated);
                assertThat(after.controls(job, "POST", "/pause", "{}").status()).isEqualTo(200);
            }
            for (int i = 0; i < live.size(); i++) {
                assertThat(streams.get(i).get(1, TimeUnit.MINUTES)).isEqualTo(trainLosses(after, live.get(i)));
            }
            for (Created job : batch) {
                trainings.outcome(after, job);
            }
        }
    }

    /** The losses of a stream that is opened again at the other web node whenever it ends. */
    private static List<JsonNode> lossesUntilPaused(Created job) throws InterruptedException {
        var losses = new ArrayList<JsonNode>();
        String last = "0"; // no event has it: all losses come, from epoch 0 on
        for (int attempt = 0; true; attempt++) {
            Client client = cluster.web(attempt % 2).client();
            try (var events = client.follows(job.path() + "/events?include=losses", "Last-Event-ID", last)) {
                for (Event event = nextIfAny(events); event != null; event = nextIfAny(events)) {
                    last = event.id();
                    take(event, losses);
                    if (Trainings.epoch(event.data()) > 0
                            && event.name().equals("job.state")
                            && Trainings.state(event.data()).equals("paused")) {
                        return losses;
                    }
                }
            } catch (UncheckedIOException gone) {
                assertThat(attempt).as("failed attempts").isLessThan(1000);
            }
            Thread.sleep(50);
        }
    }

    /** Without a gap. After a resumption, or after a trainer resumed from its checkpoint, losses may come again. */
    static void take(Event event, List<JsonNode> losses) {
        JsonNode piece = event.data().path("losses");
        if (!piece.isMissingNode()) {
            int from = piece.get("fromEpoch").asInt();
            assertThat(from).isBetween(0, losses.size());
            losses.subList(from, losses.size()).clear();
            piece.get("train").forEach(losses::add);
        }
    }

    static List<JsonNode> trainLosses(Client client, Created job) {
        return Trainings.history(client, job).stream().map(both -> both.get(0)).toList();
    }

    @Test
    @Order(5)
    void aStreamResumesAtAnotherWebNodeWithTheLossOfEveryEpoch() throws Exception {
        Client a = cluster.web(0).client();
        Client b = cluster.web(1).client();
        Created job = trainings.create(a, "live", 0);
        var seen = new ArrayList<Event>();
        try (var events = a.follows(job.path() + "/events?include=losses,boundary&maxRate=20")) {
            seen.addAll(events.until(event -> event.name().equals("job.frame")));
            trainings.play(b, job);
            seen.addAll(events.until(event -> event.data().path("epoch").asLong() > EPOCHS / 4));
            cluster.web(0).kill();
            for (Event event = nextIfAny(events); event != null; event = nextIfAny(events)) {
                seen.add(event);
            }
        }
        String last = seen.getLast().id();
        try (var events = b.follows(job.path() + "/events?include=losses", "Last-Event-ID", last)) {
            Trainings.hurry(b, job);
            seen.addAll(events.until(event -> event.name().equals("job.state")
                    && Trainings.epoch(event.data()) == EPOCHS
                    && Trainings.state(event.data()).equals("paused")));
        }

        var losses = new ArrayList<JsonNode>();
        seen.forEach(event -> take(event, losses));
        assertThat(losses).hasSize((int) EPOCHS + 1);
        assertThat(trainLosses(b, job)).isEqualTo(losses);
    }

    private static @Nullable Event nextIfAny(Client.Events events) {
        try {
            return events.next();
        } catch (UncheckedIOException killed) {
            return null;
        }
    }

    /** The leases last an hour, so that another trainer gets the jobs only if the first one returns them. */
    @Test
    @Order(6)
    void aStoppedTrainerReturnsItsJobsAndAStoppedWebNodeEndsItsStreams() throws Exception {
        cluster.close();
        try (var leaving = new Cluster(folder, 1, 1, "--playground.jobs.lease=1h")) {
            Client client = leaving.web(0).client();
            Created batch = trainings.create(client, "batch", 1);
            Created live = trainings.create(client, "live", 0);
            trainings.play(client, live);
            Trainings.await(client, live, now -> Trainings.epoch(now) > 100);

            leaving.trainer(0).close();
            leaving.replaceTrainer(0);

            Trainings.hurry(client, live);
            assertThat(trainings.outcome(client, live)).isEqualTo(trainings.undisturbed(client, 0));
            assertThat(trainings.outcome(client, batch)).isEqualTo(trainings.undisturbed(client, 1));
            try (var events = client.follows(live.path() + "/events")) {
                assertThat(events.next()).isNotNull();
                var closing = new Thread(() -> closed(leaving.web(0)));
                closing.start();
                Event event = events.next();
                while (event != null) { // until the stream ends like a complete response: anything else throws
                    event = events.next();
                }
                closing.join();
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
}
