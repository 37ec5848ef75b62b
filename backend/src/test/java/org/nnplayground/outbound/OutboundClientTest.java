package org.nnplayground.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.outbound.OutboundClient.AddressNotAllowedException;
import org.nnplayground.outbound.OutboundClient.Request;
import org.nnplayground.outbound.OutboundClient.Response;
import org.nnplayground.outbound.OutboundClient.ResponseTooLargeException;

class OutboundClientTest {

    private static final int MAX_BYTES = 1000;

    private final TestHttpServer server = new TestHttpServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Response get(HttpHandler handler, Duration timeout) {
        return Objects.requireNonNull(new OutboundClient(true, timeout, InetAddress::getAllByName)
                .send(new Request("GET", server.serves("/", handler), Map.of("Accept", "text/plain"), null), MAX_BYTES)
                .block());
    }

    @Test
    void readsTheResponse() {
        Response response = get(
                call -> {
                    call.getResponseHeaders().put("Link", List.of("<first>", "<next>"));
                    byte[] body = call.getRequestHeaders().getFirst("Accept").getBytes(StandardCharsets.US_ASCII);
                    call.sendResponseHeaders(404, body.length);
                    call.getResponseBody().write(body);
                },
                Duration.ofSeconds(10));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers()).containsEntry("link", "<first>, <next>");
        assertThat(response.body()).asString(StandardCharsets.US_ASCII).isEqualTo("text/plain");
    }

    @Test
    void anEmptyResponseHasNoBytes() {
        Response response = get(
                call -> {
                    call.sendResponseHeaders(204, -1);
                },
                Duration.ofSeconds(10));

        assertThat(response.body()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        Response response = get(
                call -> {
                    call.getResponseHeaders().set("Location", "http://169.254.169.254/");
                    call.sendResponseHeaders(302, -1);
                },
                Duration.ofSeconds(10));

        assertThat(response.status()).isEqualTo(302);
    }

    @Test
    void aResponseThatIsTooLargeIsNotReadToItsEnd() {
        assertThatThrownBy(() -> get(
                        call -> {
                            call.sendResponseHeaders(200, 0);
                            try (var body = call.getResponseBody()) {
                                for (int i = 0; i < 1000; i++) {
                                    body.write(new byte[100_000]);
                                }
                            } catch (IOException e) {
                                // the client has closed the connection
                            }
                        },
                        Duration.ofSeconds(30)))
                .isInstanceOf(ResponseTooLargeException.class);
    }

    @Test
    void aResponseThatNeverEndsIsGivenUp() {
        assertThatThrownBy(() -> get(
                        call -> {
                            call.sendResponseHeaders(200, 0);
                            call.getResponseBody().write(1);
                            call.getResponseBody().flush();
                            waitsForTheEnd();
                        },
                        Duration.ofMillis(300)))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    /** Until the server closes. */
    private static void waitsForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "https://127.0.0.1/",
                "http://[::1]/",
                "http://10.0.0.1:8080/",
                "http://localhost/"
            })
    void privateAddressesAreRefused(String address) {
        var client = new OutboundClient(false, Duration.ofSeconds(10), InetAddress::getAllByName);

        assertThatThrownBy(() -> client.send(new Request("GET", URI.create(address), Map.of(), null), MAX_BYTES)
                        .block())
                .isInstanceOf(AddressNotAllowedException.class);
    }
}
