package org.nnplayground.lti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.outbound.OutboundClient.AddressNotAllowedException;
import org.nnplayground.outbound.OutboundClient.Response;
import org.nnplayground.outbound.TestHttpServer;

/** Calls of addresses that a platform names, or pretends to. */
class PlatformClientTest {

    private final TestHttpServer server = new TestHttpServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://[fd00::1]/"
            })
    void addressesOfPrivateNetworksAreNotCalled(String address) {
        PlatformClient client = TestTools.client(false);

        assertThatThrownBy(() -> client.get(URI.create(address), "*/*", null).block())
                .isInstanceOf(AddressNotAllowedException.class);
    }

    @Test
    void aResponseThatNeverEndsIsGivenUp() {
        URI endless = server.serves("/endless", call -> {
            call.sendResponseHeaders(200, 0);
            try (OutputStream body = call.getResponseBody()) {
                while (true) {
                    body.write(' ');
                    body.flush();
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                // the tool has closed the connection
            }
        });
        PlatformClient client = TestTools.client(true, Duration.ofMillis(300));

        assertThatThrownBy(() -> client.get(endless, "*/*", null).block()).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void theTokenIsNotSentToWhereARedirectLeads() {
        URI elsewhere = server.serves("/elsewhere", call -> call.sendResponseHeaders(200, -1));
        URI redirect = server.serves("/redirect", call -> {
            call.getResponseHeaders().set("Location", elsewhere.toString());
            call.sendResponseHeaders(307, -1);
        });

        Response response = TestTools.client(true)
                .post(redirect, "application/json", "*/*", "token", new byte[] {'{', '}'})
                .block();

        assertThat(response).extracting(Response::status).isEqualTo(307);
        assertThat(server.requested()).containsExactly("/redirect");
    }
}
