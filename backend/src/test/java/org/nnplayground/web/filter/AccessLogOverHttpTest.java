package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Calls have ids, and JSON log lines contain them. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"logging.structured.format.console=ecs", "logging.level.playground.calls=info"})
class AccessLogOverHttpTest extends ServerTest {

    @Autowired
    private ObjectProvider<SpanExporter> exporters;

    @Test
    void changesAreLoggedWithRequestAndJobId(CapturedOutput output) {
        var job = client.creates("{'mode': 'live', " + XOR + "}", "X-Request-Id", "homework-7");
        var played = client.controls(job, "POST", "/play", "{}");

        String request = played.header("X-Request-Id");
        assertThat(UUID.fromString(String.valueOf(request))).isNotNull();
        assertThat(output.getOut().lines().filter(line -> line.contains("homework-7")))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"job\":\"" + job.id() + "\"", "\"status\":201");
        assertThat(output.getOut().lines().filter(line -> line.contains(String.valueOf(request))))
                .singleElement()
                .asString()
                .contains("\"job\":\"" + job.id() + "\"")
                .doesNotContain(job.token());
    }

    @Test
    void readsAreNotLogged(CapturedOutput output) {
        var answer = client.gets("/api/v1/catalog");

        assertThat(output.getOut()).doesNotContain(String.valueOf(answer.header("X-Request-Id")));
    }

    @Test
    void invalidRequestIdsAreReplaced() {
        var answer = client.gets("/api/v1/catalog", "X-Request-Id", "two words");

        assertThat(UUID.fromString(String.valueOf(answer.header("X-Request-Id"))))
                .isNotNull();
    }

    @Test
    void aClientDisconnectWithinTheBodyIsNotLoggedAsError(CapturedOutput output) throws Exception {
        try (var socket = new Socket("localhost", port())) {
            String head = "POST /api/v1/jobs HTTP/1.1\nHost: localhost\nX-Request-Id: hung-up\n"
                    + "Content-Type: application/json\nContent-Length: 1000\n\n{";
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            Thread.sleep(500);
        }

        for (int wait = 0; wait < 100 && !output.getOut().contains("hung-up"); wait++) {
            Thread.sleep(50);
        }
        assertThat(output.getOut().lines().filter(line -> line.contains("hung-up")))
                .singleElement()
                .asString()
                .contains("\"status\":400");
        assertThat(output.getOut()).doesNotContain("\"ERROR\"", "stack_trace");
    }

    @Test
    void noTracesAreSentWithoutAnEndpoint() {
        assertThat(exporters.stream()).isEmpty();
    }
}
