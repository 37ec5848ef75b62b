package org.nnplayground.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.outbound.OutboundClient.AddressNotAllowedException;
import org.nnplayground.outbound.OutboundClient.Request;
import org.nnplayground.outbound.OutboundClient.Response;
import org.nnplayground.outbound.OutboundClient.ResponseTooLargeException;

class OutboundClientTest {

    private static final int MAX_BYTES = 1000;

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private Response get(HttpHandler handler, Duration timeout) {
        server.createContext("/", handler);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return Objects.requireNonNull(new OutboundClient(true, timeout, InetAddress::getAllByName)
                .send(new Request("GET", address, Map.of("Accept", "text/plain"), null), MAX_BYTES)
                .block());
    }

    @Test
    void readsTheResponse() {
        Response response = get(
                call -> {
                    call.getResponseHeaders().set("Link", "<next>");
                    byte[] body = call.getRequestHeaders().getFirst("Accept").getBytes(StandardCharsets.US_ASCII);
                    call.sendResponseHeaders(404, body.length);
                    call.getResponseBody().write(body);
                    call.close();
                },
                Duration.ofSeconds(10));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers()).containsEntry("link", "<next>");
        assertThat(response.body()).asString(StandardCharsets.US_ASCII).isEqualTo("text/plain");
    }

    @Test
    void anEmptyResponseHasNoBytes() {
        Response response = get(
                call -> {
                    call.sendResponseHeaders(204, -1);
                    call.close();
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
                    call.close();
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
                            await();
                        },
                        Duration.ofMillis(300)))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private void await() {
        try {
            end.await();
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
