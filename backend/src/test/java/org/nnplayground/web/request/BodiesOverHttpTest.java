package org.nnplayground.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;

/**
 * Request bodies that arrive slowly, at a server that waits twice as long for a body as for a change to take effect.
 */
@TestPropertySource(properties = {"playground.bodies.timeout=2s", "playground.jobs.change-timeout=1s"})
class BodiesOverHttpTest extends ServerTest {

    /** A request of which only a part has been sent so far. */
    private Socket begin(String head, int announced, String part) throws IOException {
        var socket = new Socket("localhost", port());
        socket.setSoTimeout(60_000);
        String text = head + "\nHost: localhost\nContent-Type: application/json\nContent-Length: " + announced + "\n\n";
        send(socket, text.replace("\n", "\r\n"));
        send(socket, part);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The answer, until the server hangs up. */
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The body takes longer than the server waits for a change to take effect. */
    @Test
    void aSlowBodyIsAccepted() throws Exception {
        var job = client.creates("{'mode': 'live', " + XOR + "}");
        String body = "{\"learningRate\": 0.5}";
        String head = "PATCH " + job.path() + " HTTP/1.1\nConnection: close\nAuthorization: Bearer " + job.token();

        try (var socket = begin(head, body.length(), body.substring(0, 5))) {
            Thread.sleep(1100);
            send(socket, body.substring(5));

            assertThat(answer(socket)).startsWith("HTTP/1.1 200").contains("\"learningRate\":0.5");
        }
        assertThat(client.gets(job.path()).json().get("learningRate").doubleValue())
                .isEqualTo(0.5);
    }

    @Test
    void aBodyThatTimesOutIsRefusedAndItsConnectionClosed() throws IOException {
        try (var socket = begin("POST /api/v1/jobs HTTP/1.1", 100, "{")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
        }
    }
}
