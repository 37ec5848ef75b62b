package org.nnplayground.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.sql.StoppablePostgres;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two web nodes and two trainers while one trainer is cut off from PostgreSQL, while PostgreSQL is restarted or does
 * not answer, and while a job ends its trainers. Clients keep their streams, and all jobs end like undisturbed ones.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Trainings TRAININGS = new Trainings(12_000, 100);
    private static final int LIVE = 3;
    private static final String SAME_PACE = "{'pace': {'epochsPerSecond': 100}}";

    /** An epoch of it, which is one batch, takes longer than the test needs to kill its trainer. */
    private static final String LARGE_JOB = """
            {'mode': 'batch', 'stop': {'epochs': 1000},
             'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'circle', 'samples': 8000,
               'trainFraction': 0.5},
              'network': {'layers': [{'units': 1500, 'activation': 'tanh'}, {'units': 1500, 'activation': 'tanh'},
                {'units': 1500, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}]},
              'training': {'batchSize': 4000}}}""";

    @TempDir
    private static Path folder;

    @TempDir
    private static Path data;

    private static StoppablePostgres postgres;

    /** Between the first trainer and PostgreSQL. */
    private static TcpProxy proxy;

    /** The first test adds the second trainer. */
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        postgres = new StoppablePostgres(data);
        proxy = new TcpProxy(postgres.port());
        cluster = new Cluster(
                folder,
                postgres.user(),
                postgres.password(),
                postgres.url(),
                2,
                List.of(postgres.url(proxy.port())),
                "--playground.jobs.lease=3s");
    }

    /** A test that fails may have left it blocked. */
    @AfterEach
    void unblock() {
        proxy.unblock();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        proxy.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void aTrainerThatIsCutOffFromTheDatabaseCannotWriteOnceAnotherHoldsItsJobs() throws Exception {
        Client a = cluster.web(0).client();
        Client b = cluster.web(1).client();
        List<Created> live = TRAININGS.createAll(a, "live", LIVE);
        List<FollowedJob> followed = follow(b, live);
        live.forEach(job -> TRAININGS.play(a, job));
        String address =
                postgres.query("select address from nodes where not web").getFirst();
        cluster.addTrainer(postgres.url());
        List<Created> batch = TRAININGS.createAll(a, "batch", 4);
        for (Created job : batch) {
            Trainings.await(a, job, now -> Trainings.epoch(now) > 0);
        }

        // In a write of jobs: their rows are locked. No other transaction has so many statements.
        proxy.blockInTransaction(4);
        assertThat(postgres.query(
                        "select jobs.id from jobs join nodes on nodes.id = holder where address = '" + address + "'"))
                .containsAll(live.stream().map(Created::id).toList())
                .hasSizeGreaterThan(LIVE);
        for (Created job : live) {
            awaitNewHolder(job);
        }
        followed.forEach(FollowedJob::forgetStates);
        for (Created job : live) {
            assertThat(control(a, job, "POST", "/pause", "{}")).isEqualTo("paused");
        }
        for (FollowedJob stream : followed) {
            stream.awaitState("paused");
        }
        long paused = Trainings.epoch(b, live.getFirst());
        long ahead = Trainings.epoch(json(ask(address, live.getFirst())));
        assertThat(ahead).as("epoch at the trainer that is cut off").isGreaterThan(paused);
        until(() -> Trainings.epoch(json(ask(address, live.getFirst()))) > ahead);
        assertThat(Trainings.epoch(a, live.getFirst())).isEqualTo(paused);
        for (Created job : live) {
            assertThat(control(b, job, "POST", "/play", "{}")).isEqualTo("running");
        }

        proxy.unblock();
        for (Created job : live) {
            until(() -> ask(address, job).statusCode() == 421);
        }
        until(() -> cluster.trainer(0).log().contains("the lease of a job is lost"));
        assertEndLikeUndisturbed(a, live, followed);
        assertEndLikeUndisturbed(b, batch, List.of());
    }

    private static void awaitNewHolder(Created job) throws Exception {
        // The first claim has number 1.
        String claims = "select writer from jobs where id = '" + job.id() + "' and writer > 1 and holder is not null";
        until(() -> !postgres.query(claims).isEmpty());
    }

    /** What a process at this address answers another process about a job. */
    private static HttpResponse<String> ask(String address, Created job) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + job.path()))
                .header(PeerTokens.HEADER, Cluster.peerToken())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    @Test
    @Order(2)
    void aRestartAndAnOutageOfTheDatabaseLoseNothingAndEndNoStream() throws Exception {
        assumeThat(StoppablePostgres.canSuspend()).isTrue();
        Client a = cluster.web(0).client();
        Client b = cluster.web(1).client();
        List<Created> live = TRAININGS.createAll(a, "live", LIVE);
        List<FollowedJob> followed = follow(b, live);
        live.forEach(job -> TRAININGS.play(b, job));
        for (Created job : live) {
            Trainings.await(a, job, now -> Trainings.epoch(now) > 0);
        }

        postgres.stop();
        postgres.start();
        for (Client client : List.of(a, b)) {
            until(() -> create(client).status() == 201);
        }
        List<Created> batch = TRAININGS.createAll(a, "batch", 4);
        assertContinue(followed);

        postgres.suspend();
        long end = System.nanoTime() + OUTAGE.toNanos();
        List<CompletableFuture<Void>> refusals = List.of(
                refusal(() -> create(a)),
                refusal(() -> b.gets(live.getFirst().path())),
                refusal(() -> a.controls(live.getFirst(), "PATCH", "", SAME_PACE)),
                refusal(() -> b.gets(live.getFirst().path() + "/parameters")));
        refusals.forEach(CompletableFuture::join);
        assertContinue(followed);
        Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        assertContinue(followed);

        postgres.resume();
        for (Client client : List.of(a, b)) {
            until(() -> create(client).status() == 201);
        }
        assertEndLikeUndisturbed(a, live, followed);
        assertEndLikeUndisturbed(b, batch, List.of());
    }

    private static Answer create(Client client) {
        return client.sends("POST", "/api/v1/jobs", new Trainings(1, 1).body("batch", 0));
    }

    /** Completes when an answer says that the database is unavailable, and when to try again. */
    private static CompletableFuture<Void> refusal(Callable<Answer> request) {
        return CompletableFuture.runAsync(() -> {
            try {
                Answer answer = request.call();
                while (answer.status() < 300) { // answered before the outage, or from the memory of its holder
                    answer = request.call();
                }
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.json().get("type").stringValue()).isEqualTo("/problems/store-unavailable");
                assertThat(Integer.parseInt(Objects.requireNonNull(answer.header("Retry-After"))))
                        .isPositive();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void assertContinue(List<FollowedJob> followed) throws Exception {
        for (FollowedJob stream : followed) {
            int before = stream.frames();
            until(() -> stream.frames() > before + 5);
        }
    }

    @Test
    @Order(3)
    void aJobWhoseTrainersEndWithoutProgressFailsAtTheFourth() throws Exception {
        Client client = cluster.web(0).client();
        cluster.keepFirstTrainer(); // so that it claims the job each time
        // After the outage of the other test it may wait some seconds for a statement that was never answered.
        Created small = TRAININGS.createAll(client, "batch", 1).getFirst();
        Trainings.await(client, small, now -> Trainings.epoch(now) > 0);
        List<Created> others = TRAININGS.createAll(client, "live", 1);
        Created large = client.creates(LARGE_JOB);

        for (int death = 1; death <= 3; death++) {
            int claims = death;
            until(() -> isClaimed(large, claims, others.getFirst()));
            cluster.trainer(0).kill();
            cluster.replaceTrainer(0);
        }

        until(() -> Trainings.state(client.gets(large.path()).json()).equals("failed"));
        JsonNode failed = client.gets(large.path()).json();
        assertThat(failed.get("failure").get("type").stringValue()).isEqualTo("/problems/job-crashed-trainer");
        assertThat(Trainings.epoch(failed)).isZero();
        others.forEach(job -> TRAININGS.play(client, job));
        assertEndLikeUndisturbed(client, others, List.of());
    }

    /**
     * Whether a job was claimed so many times without progress, the last time by a trainer whose other job has
     * progressed: it may have ended because of that one otherwise.
     */
    private static boolean isClaimed(Created job, int claims, Created other) {
        return !postgres.query("select large.id from jobs as large join jobs as other on other.holder = large.holder"
                        + " where large.id = '" + job.id() + "' and large.state = 'RUNNING' and large.claims = "
                        + claims
                        + " and other.id = '" + other.id() + "' and other.claims = 0")
                .isEmpty();
    }

    private static List<FollowedJob> follow(Client client, List<Created> jobs) {
        return jobs.stream()
                .map(job -> new FollowedJob(client, job, TRAININGS.epochs()))
                .toList();
    }

    /** Controls a job, again while nobody holds it, and returns its state. */
    private static String control(Client client, Created job, String method, String path, String body)
            throws Exception {
        var answers = new ArrayList<Answer>();
        until(() -> {
            answers.add(client.controls(job, method, path, body));
            return answers.getLast().status() != 503;
        });
        assertThat(answers.getLast().status()).as(answers.getLast().text()).isEqualTo(200);
        return Trainings.state(answers.getLast().json());
    }

    private static void assertEndLikeUndisturbed(Client client, List<Created> jobs, List<FollowedJob> followed)
            throws Exception {
        for (Created job : jobs) {
            if (job.job().get("mode").stringValue().equals("live")) {
                control(client, job, "PATCH", "", "{'pace': {'epochsPerSecond': 0}}");
            }
        }
        for (int number = 0; number < jobs.size(); number++) {
            assertThat(TRAININGS.outcome(client, jobs.get(number))).isEqualTo(TRAININGS.undisturbed(client, number));
        }
        for (FollowedJob stream : followed) {
            assertThat(stream.losses()).isEqualTo(ClusterIT.trainLosses(client, stream.job()));
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
