package org.nnplayground.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerProcess;
import org.nnplayground.web.Trainings;
import tools.jackson.databind.JsonNode;

/**
 * The server process while its database cannot be written: the disk is full, or PostgreSQL is stopped or hangs. Jobs
 * continue while there is memory for unwritten changes, then wait; clients get errors that say so; afterwards all jobs
 * end like undisturbed ones. In {@code bench/outages.sh} each outage lasts 30 seconds; {@code docs/durability.md} has
 * the results.
 */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outages.seconds", 2));
    private static final Trainings TRAININGS = new Trainings(20_000, 200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final String ONE_EPOCH = """
            {'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'circle', 'seed': 1}},
             'stop': {'epochs': 1}}""";

    @TempDir
    private Path data;

    @TempDir
    private Path postgresData;

    /** A server that trains a batch job and a live job. */
    private record Scene(ServerProcess server, Created batch, Created live) {

        static Scene of(Path data, List<String> settings) throws Exception {
            ServerProcess server = ServerProcess.start(data, settings);
            Client client = server.client();
            var scene = new Scene(server, TRAININGS.create(client, "batch", 1), TRAININGS.create(client, "live", 2));
            TRAININGS.play(client, scene.live);
            Trainings.await(client, scene.live, now -> Trainings.epoch(now) > 20);
            return scene;
        }

        Client client() {
            return server.client();
        }

        /** Waits until the server refuses a new job because it cannot store it. */
        void awaitRefusal() throws InterruptedException {
            long start = System.nanoTime();
            Answer answer;
            do {
                assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
                Thread.sleep(50);
                answer = client().sends("POST", "/api/v1/jobs", ONE_EPOCH);
            } while (answer.status() == 201);
            assertStoreUnavailable(answer);
            assertThat(client().gets("/readyz").status()).as("readiness").isEqualTo(503);
            assertThat(client().gets("/livez").status()).as("liveness").isEqualTo(200);
            print("a new job is refused after %.1f s".formatted((System.nanoTime() - start) / 1e9));
        }

        void awaitIdle() throws InterruptedException {
            long start = System.nanoTime();
            long before;
            long now = -1;
            boolean idle;
            do {
                assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
                before = now;
                Thread.sleep(500);
                JsonNode job = client().gets(live.path()).json();
                now = Trainings.epoch(job);
                idle = now == before && job.get("epochsPerSecond").asDouble() == 0;
            } while (!idle);
            assertThat(now).isLessThan(TRAININGS.epochs());
            print("the live job waits at epoch " + now);
        }

        void assertContinues() throws InterruptedException {
            long before = Trainings.epoch(client(), live);
            Trainings.await(client(), live, now -> Trainings.epoch(now) > before + 20);
            print("the live job continues from epoch " + before);
        }

        /** After the outage; the results are also there in a later process. */
        void assertEndsLikeUndisturbed(Path data, List<String> settings) throws Exception {
            awaitAcceptance();
            TRAININGS.play(client(), live);
            Trainings.hurry(client(), live);
            JsonNode expected = TRAININGS.undisturbed(client(), 1);
            assertThat(TRAININGS.outcome(client(), batch)).isEqualTo(expected);
            assertThat(TRAININGS.outcome(client(), live)).isEqualTo(TRAININGS.undisturbed(client(), 2));
            server.kill();
            try (ServerProcess later = ServerProcess.start(data, settings)) {
                assertThat(TRAININGS.outcome(later.client(), batch)).isEqualTo(expected);
            }
            print("all jobs ended like undisturbed ones, and their results were there after a restart");
        }

        private void awaitAcceptance() throws InterruptedException {
            long start = System.nanoTime();
            while (client().sends("POST", "/api/v1/jobs", ONE_EPOCH).status() != 201) {
                assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
                Thread.sleep(50);
            }
            assertThat(client().gets("/readyz").status()).as("readiness").isEqualTo(200);
            print("a new job is accepted %.1f s after the outage".formatted((System.nanoTime() - start) / 1e9));
        }
    }

    private static void assertStoreUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("/problems/store-unavailable");
        assertThat(Integer.parseInt(Objects.requireNonNull(answer.header("Retry-After"))))
                .isPositive();
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what) {
        System.out.println("  " + what);
    }

    /** A limit on the size of files has the same effect on the program as a full disk, and needs no root. */
    @Test
    void jobsWaitWhileTheDiskIsFullAndContinueAfterwards() throws Exception {
        assumeThat(PRLIMIT).as("Linux").isExecutable();
        print("A full disk under the H2 file");
        List<String> settings = List.of("--playground.sql.write-buffer=64KB");
        Scene scene = Scene.of(data, settings);

        limitFiles(scene.server, Long.toString(Files.size(data.resolve("playground.mv.db"))));
        scene.awaitRefusal();
        scene.awaitIdle();
        Thread.sleep(OUTAGE);
        assertThat(scene.client().gets(scene.live.path()).status()).isEqualTo(200);
        assertStoreUnavailable(scene.client().controls(scene.live, "POST", "/pause", "{}"));

        limitFiles(scene.server, "unlimited");
        scene.assertEndsLikeUndisturbed(data, settings);
    }

    private static void limitFiles(ServerProcess server, String bytes) throws Exception {
        run(PRLIMIT.toString(), "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":");
    }

    @Test
    void jobsContinueWhilePostgresqlIsDownAndClientsAreInformed() throws Exception {
        print("PostgreSQL is stopped, and started again");
        int port = freePort();
        EmbeddedPostgres postgres = postgres(port);
        Scene scene = Scene.of(data, settings(port));

        postgres.close();
        scene.awaitRefusal();
        scene.assertContinues();
        Thread.sleep(OUTAGE);

        postgres = postgres(port);
        scene.assertEndsLikeUndisturbed(data, settings(port));
        postgres.close();
    }

    @Test
    void jobsContinueWhilePostgresqlHangsAndClientsAreInformed() throws Exception {
        assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT)).doesNotContain("windows");
        print("PostgreSQL hangs (SIGSTOP), and continues");
        int port = freePort();
        EmbeddedPostgres postgres = postgres(port);
        Scene scene = Scene.of(data, settings(port));

        List<String> processes = processes();
        signal("-STOP", processes);
        scene.awaitRefusal();
        scene.assertContinues();
        Thread.sleep(OUTAGE);

        signal("-CONT", processes);
        scene.assertEndsLikeUndisturbed(data, settings(port));
        postgres.close();
    }

    /** A PostgreSQL for this test alone, which it can stop. */
    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(postgresData)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .start();
    }

    private static List<String> settings(int port) {
        return List.of(
                "--spring.r2dbc.url=r2dbc:postgresql://localhost:" + port + "/postgres",
                "--spring.r2dbc.username=postgres",
                "--spring.r2dbc.password=postgres",
                "--playground.access.secret=" + "01".repeat(32),
                "--playground.cluster.port=0");
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** The process IDs of PostgreSQL: its first process and those of its connections. */
    private List<String> processes() throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(postgresData.resolve("postmaster.pid")).getFirst());
        return ProcessHandle.of(first).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> Long.toString(process.pid()))
                .toList();
    }

    private static void signal(String signal, List<String> processes) throws Exception {
        var command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
