package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;

/** Security headers of every response, and access from other origins. */
@TestPropertySource(properties = "playground.web.allowed-origins=https://course.example")
class WebFiltersOverHttpTest extends ServerTest {

    private static final String POLICY = "Content-Security-Policy";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/swagger-ui/index.html", "/problems/not-found", "/nothing"})
    void thePagesPolicyAllowsOnlyThisServerAndNothingInline(String path) {
        String policy = client.gets(path).header(POLICY);

        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "frame-src 'self'")
                .contains("frame-ancestors 'self'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    @Test
    void apiResponsesMayLoadNothing() {
        for (String path : new String[] {"/api/v1/catalog", "/api/v1/nothing"}) {
            assertThat(client.gets(path).header(POLICY))
                    .startsWith("default-src 'none';")
                    .doesNotContain("'self'");
        }
    }

    @Test
    void pagesBelowEmbedMayBeFramed() {
        assertThat(client.gets("/embed/x").header(POLICY)).doesNotContain("frame-ancestors");
        assertThat(client.gets("/embedded").header(POLICY)).endsWith("frame-ancestors 'self'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/catalog", "/api/v1/nothing", "/actuator/health", "/v3/api-docs"})
    void everyResponseHasTheSecurityHeaders(String path) {
        var answer = client.gets(path);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/samples", "/boundary", "/history", "/parameters"})
    void apiResponsesAreNotCachedAndHaveVary(String path) {
        var job = client.creates("{'mode': 'live', " + XOR + "}");

        var answer = client.gets(job.path() + path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.response().headers().allValues("Vary"))
                .contains("Accept", "Accept-Encoding")
                .doesNotContain("Accept-Language");
        assertThat(answer.header("Content-Language")).isNull();
    }

    @Test
    void compressedResponsesVaryByAcceptEncoding() {
        for (String path : new String[] {"/api/v1/catalog", "/problems/not-found"}) {
            for (String coding : new String[] {"gzip", "identity"}) {
                var answer = client.gets(path, "Accept-Encoding", coding);

                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.response().headers().allValues("Vary")).contains("Accept-Encoding");
            }
        }
    }

    @Test
    void onlyHealthIsPublicOfTheManagementEndpoints() {
        assertThat(client.gets("/actuator/health").text())
                .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
        for (String path : new String[] {"", "/metrics", "/env", "/beans", "/heapdump", "/loggers", "/prometheus"}) {
            assertThat(client.gets("/actuator" + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aConfiguredOriginMayCallTheApiWithoutCredentials() throws IOException {
        String preflight = raw("""
                OPTIONS /api/v1/jobs HTTP/1.1
                Host: localhost
                Origin: https://course.example
                Access-Control-Request-Method: POST
                Access-Control-Request-Headers: authorization,content-type,idempotency-key,prefer,x-request-id
                """);

        assertThat(preflight)
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://course.example")
                .contains(
                        "Access-Control-Allow-Headers: authorization, content-type, idempotency-key, prefer, x-request-id")
                .doesNotContain("Access-Control-Allow-Credentials");
        assertThat(raw("GET /api/v1/catalog HTTP/1.1\nHost: localhost\nOrigin: https://course.example\n"))
                .contains("Access-Control-Expose-Headers: Location, Retry-After, Allow, Accept-Encoding,"
                        + " Preference-Applied, X-Request-Id, RateLimit, RateLimit-Policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "https://course.example.evil.example", "http://course.example"})
    void anyOtherOriginIsRefused(String origin) throws IOException {
        assertThat(raw("GET /api/v1/catalog HTTP/1.1\nHost: localhost\nOrigin: " + origin + "\n"))
                .startsWith("HTTP/1.1 403")
                .contains("/problems/forbidden")
                .doesNotContain("Access-Control-Allow-Origin");
    }

    @Test
    void thePageMayCallTheApiBehindATlsProxy() throws IOException {
        assertThat(raw("GET /api/v1/catalog HTTP/1.1\nHost: nn.example\nOrigin: https://nn.example\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/api/v1/jobs/%", "/a|b", "/api/v1/jobs?label=<x>", "/%E0%A4%A"})
    void aMalformedUriGetsAProblemDocument(String address) throws IOException {
        assertThat(raw("GET " + address + " HTTP/1.1\nHost: localhost\n"))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .contains("\"type\":\"/problems/invalid-address\"");
    }

    @Test
    void aMalformedHostGetsAProblemDocument() throws IOException {
        assertThat(raw("GET /api/v1/catalog HTTP/1.1\nHost: lo cal|host\n"))
                .startsWith("HTTP/1.1 400")
                .contains("invalid-address");
    }

    /** Sends a request as it stands, which no well-behaved client would, and reads the whole answer. */
    private String raw(String head) throws IOException {
        try (var socket = new Socket("localhost", port())) {
            socket.setSoTimeout(10_000);
            String request = head.replace("\n", "\r\n") + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
