package org.nnplayground.web.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.PlaygroundApplication;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.ClusterSettings;
import org.nnplayground.cluster.Node;
import org.nnplayground.cluster.NodeLease;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.sql.PostgresServer;
import org.nnplayground.trainer.Trainer;
import org.nnplayground.web.Client;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.Trainings;
import org.nnplayground.web.gateway.RemoteJobEvents.StreamException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.test.StepVerifier;

/**
 * Two servers with a store of their own each, so that only the process that made a job can answer requests about it:
 * the web node, and the holder of a job.
 */
@Import(GatewayOverHttpTest.Holders.class)
class GatewayOverHttpTest extends ServerTest {

    /** Makes the process part of a cluster of its own. */
    private static Map<String, String> settings() {
        PostgresServer postgres = PostgresServer.running();
        return Map.of(
                "playground.store", "sql",
                "spring.r2dbc.url", postgres.url(postgres.createDatabase()),
                "spring.r2dbc.username", postgres.user(),
                "spring.r2dbc.password", postgres.password(),
                "playground.access.secret", "01".repeat(32),
                "playground.cluster.host", "localhost",
                "playground.cluster.port", "0");
    }

    @DynamicPropertySource
    static void set(DynamicPropertyRegistry registry) {
        settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    private static final Node DEAD = new Node("dead", "localhost:1");

    @TestConfiguration(proxyBeanMethods = false)
    static class Holders {
        @Bean
        @Primary
        FakeHolders fakeHolders() {
            return new FakeHolders();
        }
    }

    private static ConfigurableApplicationContext holder;
    private static @Nullable ApplicationContext web;

    @Autowired
    private FakeHolders holders;

    @Autowired
    private RemoteJobEvents events;

    @Autowired
    private PeerTokens tokens;

    @Autowired
    private SpecCatalog catalog;

    /** A client of the holder's public port. */
    private Client atHolder;

    private Node holderNode;
    private FakeHolders asHolder;

    /** It ends with the tests' process: closing it would close the event loops of all servers of this process. */
    @BeforeAll
    static void startHolder() {
        holder = new SpringApplicationBuilder(PlaygroundApplication.class, Holders.class)
                .properties(new HashMap<>(settings()))
                .run("--server.shutdown=immediate", "--server.port=0");
    }

    /** Now, because at the end of the tests' process PostgreSQL ends before they do. */
    @AfterAll
    static void stopWriting() {
        stopWriting(holder);
        stopWriting(Objects.requireNonNull(web));
    }

    private static void stopWriting(ApplicationContext process) {
        process.getBean(Trainer.class).stop();
        process.getBean(NodeLease.class).stop();
    }

    @BeforeEach
    void reachHolder(@Autowired ApplicationContext context) {
        web = context;
        atHolder = new Client(
                Integer.parseInt(Objects.requireNonNull(holder.getEnvironment().getProperty("local.server.port"))));
        holderNode = new Node("1234", holder.getBean(PeerServer.class).hostAndPort());
        asHolder = holder.getBean(FakeHolders.class);
        holders.forgotten.clear();
    }

    private Client.Created liveJobAtHolder() {
        var job = atHolder.creates("{'mode': 'live', " + XOR + "}");
        holders.set(job.id(), holderNode);
        return job;
    }

    private HttpResponse<String> getFromPeerPort(String path, @Nullable String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + holderNode.address() + path));
        if (token != null) {
            request.header(PeerTokens.HEADER, token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aReadAndAControlPassThrough() {
        var job = liveJobAtHolder();

        var found = client.gets("/embed" + job.path(), "X-Request-Id", "mine");
        var refused =
                client.gets(job.path() + "/boundary?resolution=0&columns=%300,1&x=[a%20b", "Accept-Language", "zh-CN");
        var stepped = client.controls(job, "POST", "/step", "{'count': 3}");
        var unauthorized = client.sends("POST", job.path() + "/play", null);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().get("links").get("self").stringValue()).isEqualTo("/embed" + job.path());
        assertThat(found.response().headers().allValues("X-Request-Id")).containsExactly("mine");
        assertThat(found.response().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(found.response().headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(refused.response().headers().allValues("Vary"))
                .contains("Accept-Language")
                .doesNotHaveDuplicates();
        assertThat(stepped.status()).isEqualTo(200);
        assertThat(stepped.json().get("epoch").intValue()).isEqualTo(3);
        assertThat(unauthorized.status()).isEqualTo(401);
        assertThat(unauthorized.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void anAttentionReachesTheFollowersAtTheHolder() {
        var job = liveJobAtHolder();

        try (var followed = atHolder.follows(job.path() + "/events")) {
            followed.until(event -> event.name().equals("job.frame"));
            var answer = client.controls(job, "PUT", "/attention", "{'unit': {'layer': 0, 'unit': 1}}");

            assertThat(answer.status()).isEqualTo(204);
            assertThat(followed.until(event -> event.name().equals("job.attention")))
                    .last()
                    .satisfies(event ->
                            assertThat(event.data().at("/unit/unit").intValue()).isEqualTo(1));
        }
    }

    @Test
    void aBodyOfTheMaximumSizePassesAndALargerOneIsRefused() {
        var job = liveJobAtHolder();
        String patch = "{'learningRate': 0.5}";
        int limit = Math.toIntExact(catalog.limits().bodyBytes());

        var largest = client.controls(job, "PATCH", "", " ".repeat(limit - patch.length()) + patch);
        var tooLarge = client.controls(job, "PATCH", "", " ".repeat(limit + 1 - patch.length()) + patch);

        assertThat(largest.status()).isEqualTo(200);
        assertThat(largest.json().get("learningRate").doubleValue()).isEqualTo(0.5);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.json().get("type").stringValue()).isEqualTo("/problems/content-too-large");
    }

    @Test
    void aGzipBodyIsReadByTheHolderAndByThisProcess() throws Exception {
        var there = liveJobAtHolder();
        var here = client.creates("{'mode': 'live', " + XOR + "}");
        holders.setUntilForgotten(here.id(), holderNode);
        asHolder.denials.set(1);

        assertThat(patchesCompressed(here)).isEqualTo(200);
        assertThat(patchesCompressed(there)).isEqualTo(200);
        for (var job : List.of(there, here)) {
            assertThat(client.gets(job.path()).json().get("learningRate").doubleValue())
                    .isEqualTo(0.25);
        }
    }

    private int patchesCompressed(Client.Created job) throws Exception {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write("{\"learningRate\": 0.25}".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest patch = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + job.path()))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Authorization", "Bearer " + job.token())
                .build();
        return HttpClient.newHttpClient()
                .send(patch, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void jobsWithALabelAreCancelledAtTheirHolders() throws IOException {
        String body = "{'mode': 'live', 'labels': {'week': '7'}, " + XOR + "}";
        var accepted = client.creates(body, "Authorization", school);
        var refused = client.creates(body, "Authorization", school);
        var asked = new ConcurrentHashMap<String, List<String>>();
        var other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        other.createContext("/", call -> {
            String path = call.getRequestURI().getPath();
            asked.put(
                    path,
                    List.of(
                            call.getRequestMethod(),
                            String.valueOf(call.getRequestHeaders().getFirst("Authorization")),
                            String.valueOf(call.getRequestHeaders().getFirst(PeerTokens.HEADER))));
            call.sendResponseHeaders(path.contains(accepted.id()) ? 200 : 421, -1);
            call.close();
        });
        other.start();
        try {
            var node = new Node("9", "localhost:" + other.getAddress().getPort());
            holders.set(accepted.id(), node);
            holders.set(refused.id(), node);

            var answer = client.sends("POST", "/api/v1/jobs/cancel?label=week:7", null, "Authorization", school);

            assertThat(answer.text())
                    .isEqualTo("{\"changed\":1,\"unchanged\":[\"" + refused.id() + "\"],\"more\":false}");
            assertThat(asked).containsOnlyKeys(accepted.path() + "/cancel", refused.path() + "/cancel");
            assertThat(asked.values()).allSatisfy(call -> {
                assertThat(call.subList(0, 2)).containsExactly("POST", school);
                assertThat(tokens.isValid(call.get(2))).isTrue();
            });
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aRefusedRequestIsSentAgain() {
        var job = liveJobAtHolder();
        asHolder.denials.set(2);

        var played = client.controls(job, "POST", "/step", "{'count': 1}");

        assertThat(played.status()).isEqualTo(200);
        assertThat(played.response().headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(holders.forgotten).containsExactly(job.id(), job.id());
    }

    @Test
    void aRequestIsAnsweredHereWhenNobodyElseHoldsTheJobAnyMore() {
        var refused = client.creates("{'mode': 'live', " + XOR + "}");
        holders.setUntilForgotten(refused.id(), holderNode);
        asHolder.denials.set(1);
        var unreachable = client.creates("{'mode': 'live', " + XOR + "}");
        holders.setUntilForgotten(unreachable.id(), DEAD);

        var stepped = client.controls(refused, "POST", "/step", "{'count': 1}");
        var found = client.gets("/embed" + unreachable.path());

        assertThat(stepped.status()).isEqualTo(200);
        assertThat(stepped.json().get("id").stringValue()).isEqualTo(refused.id());
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().get("links").get("self").stringValue()).isEqualTo("/embed" + unreachable.path());
        assertThat(found.response().headers().allValues("X-Request-Id")).hasSize(1);
    }

    @Test
    void ifTheHolderCannotBeReachedReadsAreAnsweredHereAndChangesFail() {
        var job = client.creates("{'mode': 'live', " + XOR + "}");
        holders.set(job.id(), DEAD);

        var found = client.gets(job.path());
        var played = client.controls(job, "POST", "/play", null);

        assertThat(found.status()).isEqualTo(200);
        assertThat(played.status()).isEqualTo(503);
        assertThat(played.header("Retry-After")).isEqualTo("5");
        assertThat(played.json().get("type").stringValue()).isEqualTo("/problems/store-unavailable");
    }

    @Test
    void ifTheHolderKeepsRefusingAChangeFails() {
        var job = liveJobAtHolder();
        asHolder.denials.set(100);

        var played = client.controls(job, "POST", "/play", null);
        asHolder.denials.set(0);

        assertThat(played.status()).isEqualTo(503);
    }

    @Test
    void aChangeIsNotSentAgainWhenItsConnectionBreaks() throws Exception {
        var job = client.creates("{'mode': 'live', " + XOR + "}");
        var requests = new AtomicInteger();
        try (var server = breakingServer(requests, "")) {
            holders.set(job.id(), new Node("5678", "localhost:" + server.getLocalPort()));

            var played = client.controls(job, "POST", "/play", null);

            assertThat(played.status()).isEqualTo(503);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void aStreamThatBreaksOffFailsAfterItsEvents() throws Exception {
        String response = """
                HTTP/1.1 200 OK
                Content-Type: text/event-stream
                Transfer-Encoding: chunked

                27
                :still here

                id:1
                data:{
                data:}


                """.replace("\n", "\r\n");
        try (var server = breakingServer(new AtomicInteger(), response)) {
            var node = new Node("5678", "localhost:" + server.getLocalPort());

            StepVerifier.create(events.follow(node, "0".repeat(32), "", null, null, null))
                    .expectNextMatches(event -> "1".equals(event.id()) && "{\n}".equals(event.data()))
                    .verifyErrorMatches(
                            e -> e instanceof StreamException ended && ended.reason() == StreamException.Reason.BROKEN);
        }
    }

    /** Reads the beginning of each request, sends the response, and closes the connection. */
    private static ServerSocket breakingServer(AtomicInteger requests, String response) throws IOException {
        var server = new ServerSocket(0);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var connection = server.accept()) {
                    connection.getInputStream().read(new byte[8192]);
                    requests.incrementAndGet();
                    connection.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    return; // the test has closed the server
                }
            }
        });
        return server;
    }

    @Test
    void aPeerTokenHasNoEffectOnThePublicPort() {
        var job = liveJobAtHolder();

        var found = client.gets(job.path(), PeerTokens.HEADER, tokens.of("12"));
        var forged = client.gets(job.path(), PeerTokens.HEADER, "pt1_forged");

        assertThat(found.status()).isEqualTo(200);
        assertThat(forged.status()).isEqualTo(200);
    }

    @Test
    void thePeerPortServesOnlyJobsAndOnlyToPeers() throws Exception {
        var job = liveJobAtHolder();
        String token = tokens.of("12");

        assertThat(getFromPeerPort(job.path(), null).statusCode()).isEqualTo(401);
        assertThat(getFromPeerPort(job.path(), "pt1_12_0_forged").statusCode()).isEqualTo(401);
        assertThat(getFromPeerPort("/embed", null).statusCode()).isEqualTo(401);
        assertThat(getFromPeerPort(job.path(), token).statusCode()).isEqualTo(200);
        assertThat(getFromPeerPort("/embed" + job.path(), token).statusCode()).isEqualTo(200);
        assertThat(getFromPeerPort("/api/v1/catalog", token).statusCode()).isEqualTo(404);
        assertThat(getFromPeerPort("/api/v1/jobs/../jobs", token).statusCode()).isEqualTo(404);
        asHolder.denials.set(1);
        assertThat(getFromPeerPort(job.path(), token).statusCode()).isEqualTo(421);
    }

    @Test
    void aHolderThatStopsAnswersTheRequestsThatItHasBegun() throws Exception {
        var server = new PeerServer(holder, new ClusterSettings("localhost", 0), tokens, asHolder);
        server.start();
        String[] address = server.hostAndPort().split(":");
        var job = atHolder.creates("{'mode': 'live', " + XOR + "}");
        String request = """
                PATCH %s HTTP/1.1
                Host: holder
                Connection: close
                Authorization: Bearer %s
                X-Playground-Peer: %s
                Content-Type: application/json
                Content-Length: 21

                {"learningRate":""".formatted(job.path(), job.token(), tokens.of("12")).replace("\n", "\r\n");
        int before = asHolder.questions.get();
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            while (asHolder.questions.get() == before) {
                Thread.sleep(10);
            }
            var stopped = new CompletableFuture<Void>();
            server.stop(() -> stopped.complete(null));
            while (!isRefused(address)) {
                Thread.sleep(10);
            }

            socket.getOutputStream().write(" 0.5}".getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"learningRate\":0.5");
            stopped.join();
        }
    }

    private static boolean isRefused(String[] address) throws IOException {
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    @Test
    void theEventsOfAJobAreFollowedFromItsHolder() throws Exception {
        var job = atHolder.creates("{'mode': 'batch', 'stop': {'epochs': 20}, " + XOR + "}");
        Trainings.await(atHolder, job, now -> Trainings.state(now).equals("succeeded"));

        List<ServerSentEvent<String>> all =
                Objects.requireNonNull(events.follow(holderNode, job.id(), "/embed", "include=losses", null, null)
                        .collectList()
                        .block());

        assertThat(all).extracting(ServerSentEvent::event).contains("job.state", "job.frame");
        assertThat(all)
                .extracting(ServerSentEvent::data)
                .anySatisfy(
                        data -> assertThat(data).contains("\"state\":\"succeeded\"", "\"/embed" + job.path() + "\""));
        assertStreamFails(holderNode, job, all.getLast().id(), StreamException.Reason.ALREADY_ENDED);
    }

    @Test
    void aStreamSaysWhyItCannotGoOn() {
        var job = liveJobAtHolder();

        assertStreamFails(DEAD, job, null, StreamException.Reason.BROKEN);
        asHolder.denials.set(1);
        assertStreamFails(holderNode, job, null, StreamException.Reason.NOT_HELD);
    }

    private void assertStreamFails(
            Node node, Client.Created job, @Nullable String lastEventId, StreamException.Reason reason) {
        assertThatThrownBy(() -> events.follow(node, job.id(), "", null, lastEventId, null)
                        .blockLast())
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
