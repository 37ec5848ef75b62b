package org.nnplayground.web.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server that calls the webhook of a sweep. */
@TestPropertySource(properties = "playground.webhooks.allow-private-addresses=true")
class SweepWebhookOverHttpTest extends ServerTest {

    @Test
    void theWebhookReceivesTheEndedSweepOnceAndNoneOfItsJobs() throws IOException, InterruptedException {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        var hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hook.createContext("/", call -> {
            bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        hook.start();
        try {
            String url = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
            JsonNode sweep = client.sends(
                            "POST",
                            "/api/v1/sweeps",
                            "{" + XOR + ", 'axes': [{'seeds': 3}], 'stop': {'epochs': 50}, 'webhook': {'url': '" + url
                                    + "'}}",
                            "Authorization",
                            school)
                    .json();

            JsonNode message = new JsonMapper().readTree(String.valueOf(bodies.poll(30, TimeUnit.SECONDS)));

            assertThat(message.propertyNames()).containsExactly("type", "timestamp", "data");
            assertThat(message.get("type").stringValue()).isEqualTo("sweep.state");
            assertThat(message.at("/data/id")).isEqualTo(sweep.get("id"));
            assertThat(message.at("/data/state").stringValue()).isEqualTo("succeeded");
            assertThat(message.at("/data/jobs/succeeded").intValue()).isEqualTo(3);
            assertThat(message.at("/data/spec").isMissingNode()).isTrue();
            assertThat(message.at("/data/controlToken").isMissingNode()).isTrue();
            assertThat(bodies.poll(2, TimeUnit.SECONDS)).isNull();
        } finally {
            hook.stop(0);
        }
    }
}
