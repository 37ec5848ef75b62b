package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.Client.Created;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Seeded random requests: every response is below 500 and arrives in time. */
class FuzzOverHttpTest extends ServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] METHODS = {
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "get", "X-Y"
    };
    private static final String[] TYPES = {
        "application/json",
        "application/json; charset=utf-16",
        "text/plain",
        "multipart/form-data",
        "*/*",
        "a",
        ";",
        "application/problem+json"
    };
    private static final String[] ACCEPTS = {
        "*/*", "application/json", "text/event-stream", "image/png", "text/csv", "text/html", "x", "a/b;q=9", ""
    };
    private static final String[] QUERIES = {
        "",
        "?",
        "?limit=-1",
        "?limit=9999999999999999999",
        "?after=%00",
        "?after=zz&state=x",
        "?label=:",
        "?label=a:%00",
        "?label=%00:a",
        "?job=%00",
        "?resolution=1e9",
        "?job=a&job=b",
        "?lastEventId=%FF%FE",
        "?include=,,,",
        "?maxRate=0",
        "?epoch=-5",
        "?set=",
        "?batch=99999",
        "?layer=9&unit=9",
        "?output=-1",
        "?columns=0,0,0",
        "?keep=x",
        "?run=-1",
        "?%C0%AF=1",
        "?a[]=1&a[]=2"
    };

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping router;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRequestsNeverCauseAServerError(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        List<String> paths = paths(job);

        for (String path : paths) {
            for (int i = 0; i < 12; i++) {
                String method = METHODS[random.nextInt(METHODS.length)];
                if (method.equals("DELETE") && path.equals(job.path())) {
                    continue; // with the job's own token it would end the job
                }
                send(random, method, rewritten(random, path, job.id()), job.token());
            }
        }

        assertThat(client.gets(job.path()).status()).isEqualTo(200);
        assertThat(client.gets("/actuator/health").status()).isEqualTo(200);
        client.controls(job, "DELETE", "", null);
    }

    private List<String> paths(Created job) {
        var paths = new ArrayList<String>();
        router.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternsCondition().getPatterns().forEach(pattern -> {
                    // Not its end, which RandomWalkTest checks.
                    if (!pattern.getPatternString().endsWith("/cancel")) {
                        paths.add(pattern.getPatternString()
                                .replace("{id}", job.id())
                                .replaceAll("\\{.*?}", "x"));
                    }
                    paths.add(pattern.getPatternString().replaceAll("\\{.*?}", "%F0%9F%92%A9"));
                }));
        paths.addAll(List.of(
                "/", "//", "/..", "/%2e%2e/%2e%2e/etc/passwd", "/api/v1/jobs/..%2f", "/index.html/x", "/a;b=c"));
        return paths;
    }

    /** The same path, or one that is routed like it, or to another job. */
    private static String rewritten(SplittableRandom random, String path, String id) {
        return switch (random.nextInt(8)) {
            case 0 -> path.replace("/api/", "/%61pi/");
            case 1 -> path.replace("/v1/", "/v1;a=b/");
            case 2 -> path.replace("jobs", "job%73");
            case 3 -> path.replace(id, "%00");
            case 4 -> path.replace(id, id.substring(1) + "%00");
            default -> path;
        };
    }

    private void send(SplittableRandom random, String method, String path, String token) throws Exception {
        String query = QUERIES[random.nextInt(QUERIES.length)];
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path + query))
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofByteArray(body(random)))
                .header("Content-Type", TYPES[random.nextInt(TYPES.length)])
                .header("Accept", ACCEPTS[random.nextInt(ACCEPTS.length)])
                .header(
                        "Authorization",
                        List.of("Bearer \u00ff\u0080", "Bearer " + token, school)
                                .get(random.nextInt(3)))
                .header("Accept-Language", random.nextBoolean() ? "zh-CN" : ";;;q=x")
                .header("Prefer", random.nextBoolean() ? "wait=-9" : "wait=1;;;")
                .header("Idempotency-Key", random.nextBoolean() ? "\u00e9" : "\"")
                .header("Last-Event-ID", random.nextBoolean() ? "////" : "1.2.3,4")
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        assertThat(answer.statusCode()).as(method + " " + path + query).isLessThan(500);
    }

    private static byte[] body(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> new byte[0];
            case 1 -> {
                var bytes = new byte[random.nextInt(2000)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case 2 -> "{}".getBytes(StandardCharsets.UTF_8);
            case 3 -> mutated(random, "{" + XOR + "}");
            case 4 -> mutated(random, "{" + XOR + ", 'name': 'a\\u0000b'}");
            case 5 -> mutated(random, "{" + XOR + ", 'labels': {'a\\u0000': 'b', 'c': '\\u0000\\ud800'}}");
            default -> mutated(random, "{'learningRate': 1, 'x': [[1, 2]], 'unit': 'batch', 'count': 3, 'batch': 0}");
        };
    }

    private static byte[] mutated(SplittableRandom random, String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void bytesThatAreNotHttpAreRefusedOrDisconnected() throws IOException {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 100; i++) {
            try (var socket = new Socket("localhost", port())) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                var bytes = new byte[1 + random.nextInt(300)];
                random.nextBytes(bytes);
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(answer).doesNotContain("HTTP/1.1 5").doesNotContain("Exception");
            } catch (SocketTimeoutException e) {
                throw e; // a hang
            } catch (IOException e) {
                // hung up
            }
        }
        assertThat(client.gets("/actuator/health").status()).isEqualTo(200);
    }
}
