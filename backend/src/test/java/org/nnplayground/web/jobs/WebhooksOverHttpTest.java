package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server that calls a webhook. */
@TestPropertySource(properties = "playground.webhooks.allow-private-addresses=true")
class WebhooksOverHttpTest extends ServerTest {

    @Test
    void theWebhookReceivesTheJobWithoutItsSpec() throws IOException, InterruptedException {
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
            var job = client.creates(
                    "{" + XOR + ", 'stop': {'epochs': 50}, 'webhook': {'url': '" + url + "'}}",
                    "Authorization",
                    school);

            JsonNode message = new JsonMapper().readTree(String.valueOf(bodies.poll(30, TimeUnit.SECONDS)));

            assertThat(message.propertyNames()).containsExactly("type", "timestamp", "data");
            assertThat(message.get("type").stringValue()).isEqualTo("job.state");
            assertThat(message.at("/data/id").stringValue()).isEqualTo(job.id());
            assertThat(message.at("/data/state").stringValue()).isEqualTo("succeeded");
            assertThat(message.at("/data/arithmetic").stringValue()).isEqualTo("solo");
            assertThat(message.at("/data/spec").isMissingNode()).isTrue();
            assertThat(message.at("/data/controlToken").isMissingNode()).isTrue();
            JsonNode delivery = delivered(job);
            assertThat(delivery.get("id").stringValue()).isEqualTo("msg_" + job.id());
            assertThat(delivery.get("url").stringValue()).isEqualTo(url);
            assertThat(delivery.get("attempts").intValue()).isEqualTo(1);
            assertThat(delivery.get("lastStatus").intValue()).isEqualTo(200);
            Answer soon = client.controls(job, "POST", "/deliveries/resend", null);
            assertThat(soon.status()).isEqualTo(429);
            assertThat(soon.header("Retry-After")).isNotNull();
        } finally {
            hook.stop(0);
        }
    }

    private JsonNode delivered(Created job) throws InterruptedException {
        while (true) {
            JsonNode delivery = client.controls(job, "GET", "/deliveries", null)
                    .json()
                    .get("data")
                    .get(0);
            if (delivery.get("state").stringValue().equals("delivered")) {
                return delivery;
            }
            Thread.sleep(20); // the receiver has answered, and the server is about to store it
        }
    }

    @Test
    void theDeliveryOfAnUnfinishedJobIsShownToItsOwnerOnly() {
        Created job = client.creates(
                "{" + XOR + ", 'stop': {'epochs': 1000000}, 'pace': {'epochsPerSecond': 1},"
                        + " 'webhook': {'url': 'http://127.0.0.1:9/'}}",
                "Authorization",
                school);

        assertThat(client.controls(job, "GET", "/deliveries", null)
                        .json()
                        .at("/data/0/state")
                        .stringValue())
                .isEqualTo("waiting");
        assertThat(client.controls(job, "POST", "/deliveries/resend", null).status())
                .isEqualTo(409);
        assertThat(client.gets(job.path() + "/deliveries").status()).isEqualTo(401);
        assertThat(client.gets(job.path() + "/deliveries", "Authorization", other)
                        .status())
                .isEqualTo(403);
        client.controls(job, "DELETE", "", null);
        assertThat(client.controls(job, "GET", "/deliveries", null).status()).isEqualTo(404);
    }

    @Test
    void aJobWithoutWebhookHasNoDeliveries() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");

        assertThat(client.controls(job, "GET", "/deliveries", null).text()).isEqualTo("{\"data\":[]}");
        assertThat(client.controls(job, "POST", "/deliveries/resend", null).status())
                .isEqualTo(409);
    }

    @Test
    void aWebhookNeedsAnApiKey() {
        var answer =
                client.sends("POST", "/api/v1/jobs", "{" + XOR + ", 'webhook': {'url': 'https://client.example/'}}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("detail").stringValue()).contains("webhook");
    }
}
