package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that HTTP client libraries do not send, written to a socket. */
class HttpEdgesOverHttpTest extends ServerTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aTooLongAddressGetsAProblemDocument() throws IOException {
        Raw answer = sends("GET /api/v1/jobs?label=" + "x".repeat(9000) + " HTTP/1.1\nHost: localhost\n\n");

        answer.assertProblem(414, "address-too-long");
        assertThat(answer.json().get("detail").stringValue()).contains("8192");
    }

    @Test
    void tooLargeHeadersGetAProblemDocument() throws IOException {
        Raw answer = sends("GET /api/v1/catalog HTTP/1.1\nHost: localhost\nX-Long: " + "x".repeat(9000) + "\n\n");

        answer.assertProblem(431, "headers-too-large");
        assertThat(answer.json().get("detail").stringValue()).contains("8192");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/catalog HTTP/9\nHost: localhost\n\n",
                "GET\n\n",
                "GET /api/v1/catalog HTTP/1.1\nHost: localhost\nBad Header: 1\n\n",
                "GET /api/v1/catalog HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\n",
                "POST /api/v1/jobs HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                        + "Transfer-Encoding: chunked\n\nzz\n{}\n0\n\n"
            })
    void whatIsNotHttpGetsAProblemDocument(String request) throws IOException {
        sends(request).assertProblem(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: localhost\nHost: localhost\n", "Host: a.example\nHost: b.example\n"})
    void aRequestWithoutExactlyOneHostIsRefused(String hosts) throws IOException {
        for (String path : new String[] {"/", "/api/v1/catalog"}) {
            Raw answer = sends("GET " + path + " HTTP/1.1\n" + hosts + "Connection: close\n\n");

            answer.assertProblem(400, "invalid-address");
            assertThat(answer.json().get("detail").stringValue()).contains("exactly one Host");
        }
    }

    @Test
    void http10NeedsNoHost() throws IOException {
        assertThat(sends("GET /api/v1/catalog HTTP/1.0\n\n").head()).contains(" 200 ");
    }

    @Test
    void aGzipBodyIsDecompressed() throws Exception {
        var answer = posts(gzip("{\"mode\": \"live\", " + XOR.replace('\'', '"') + "}"), "gzip");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(posts("{}".getBytes(StandardCharsets.UTF_8), "identity").statusCode())
                .isEqualTo(422);
    }

    @Test
    void aSmallGzipBodyThatIsLargeAfterDecompressionIsRefused() throws Exception {
        byte[] bomb = gzip(" ".repeat(20_000_000));

        var answer = posts(bomb, "gzip");

        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/content-too-large");
    }

    @Test
    void whatIsNoGzipIsRefused() throws Exception {
        var answer = posts("{}".getBytes(StandardCharsets.UTF_8), "gzip");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "deflate"})
    void anotherContentCodingIsRefusedWithTheSupportedOnes(String coding) throws Exception {
        var answer = posts("{}".getBytes(StandardCharsets.UTF_8), coding);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("gzip, identity");
        assertThat(answer.body()).contains("/problems/unsupported-media-type", coding);
    }

    private HttpResponse<String> posts(byte[] body, String coding) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1/jobs"))
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", coding)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs/none", "/nothing", "/problems/none"})
    void aProblemDocumentHasTheIdOfItsRequest(String path) {
        var answer = client.gets(path, "X-Request-Id", "question-7");

        assertThat(answer.header("X-Request-Id")).isEqualTo("question-7");
        assertThat(answer.json().get("requestId").stringValue()).isEqualTo("question-7");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/jobs?limit=x&after=-1&state=odd&label=a&label=:b, 5",
        "JOB/history?after=x&limit=0&run=-1, 3",
        "JOB/boundary?resolution=1&columns=7&layer=9&unit=-1&output=2, 5",
        "JOB/gradients?set=test&batch=99, 2",
        "JOB/events?include=all&resolution=7&maxRate=0&columns=x, 4",
        "/api/v1/events?include=all&maxRate=0, 3"
    })
    void everyInvalidQueryParameterIsReportedAtOnce(String path, int violations) {
        var job = client.creates("{'mode': 'live', " + XOR + "}");

        var answer = client.gets(path.replace("JOB", job.path()), "Authorization", school);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").size()).as(answer.text()).isEqualTo(violations);
    }

    /** An answer, split into head and body. */
    private record Raw(String head, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        void assertProblem(int status, String slug) {
            assertThat(head).startsWith("HTTP/1.1 " + status + " ");
            assertThat(head.lines().map(line -> line.split(": ", 2)[0].toLowerCase(Locale.ROOT)))
                    .contains("content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id")
                    .doesNotHaveDuplicates();
            assertThat(head)
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("cache-control: no-store");
            assertThat(json().get("type").stringValue()).isEqualTo("/problems/" + slug);
            assertThat(json().get("status").intValue()).isEqualTo(status);
            assertThat(head)
                    .containsIgnoringCase(
                            "x-request-id: " + json().get("requestId").stringValue());
        }
    }

    /** Sends a request as it stands, with line ends of HTTP, and reads to the end of the connection. */
    private Raw sends(String request) throws IOException {
        try (var socket = new Socket("localhost", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            var bytes = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(bytes);
            String[] parts = bytes.toString(StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            return new Raw(parts[0], parts.length == 2 ? parts[1] : "");
        }
    }
}
