package org.nnplayground.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.outbound.OutboundClient;

/** Host names whose addresses change between two lookups (DNS rebinding). */
class WebhookSenderTest {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final String PUBLIC = "93.184.216.34";

    private final List<String> hosts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<@Nullable String> lengths = Collections.synchronizedList(new ArrayList<>());
    private final List<@Nullable List<String>> codings = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer client;

    @BeforeEach
    void startClient() throws IOException {
        client = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        client.createContext("/", call -> {
            hosts.add(call.getRequestHeaders().getFirst("Host"));
            lengths.add(call.getRequestHeaders().getFirst("Content-Length"));
            codings.add(call.getRequestHeaders().get("Transfer-Encoding"));
            bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        client.start();
    }

    @AfterEach
    void stopClient() {
        client.stop(0);
    }

    /** @param answers of one look-up after the other, each with one address or several */
    private WebhookSender sender(boolean privateAddresses, String[]... answers) {
        var settings = new WebhookSettings(privateAddresses, 3, 3, List.of(), Duration.ofSeconds(10));
        return new WebhookSender(settings, host -> {
            asked.add(host);
            return addresses(answers[Math.min(asked.size(), answers.length) - 1]);
        });
    }

    private static InetAddress[] addresses(String... numbers) throws UnknownHostException {
        var addresses = new InetAddress[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            addresses[i] = InetAddress.getByName(numbers[i]);
        }
        return addresses;
    }

    private Webhook webhook() {
        URI url = URI.create("http://rebinding.example:" + client.getAddress().getPort() + "/done");
        return Webhook.of("a", url, "key", NOW).due("{}", NOW);
    }

    @Test
    void theCheckedAddressIsCalledEvenAfterADnsChange() {
        var sender = sender(true, new String[] {"127.0.0.1"}, new String[] {"127.0.0.2"});

        assertThat(sender.send(webhook(), List.of(new byte[32]), NOW).block()).isEqualTo(204);

        assertThat(asked).containsExactly("rebinding.example");
        assertThat(hosts)
                .containsExactly("rebinding.example:" + client.getAddress().getPort());
    }

    @Test
    void theBodyIsSentWithContentLength() {
        var sender = sender(true, new String[] {"127.0.0.1"});
        String body = "{\"name\": \"数\"}";

        sender.send(webhook().due(body, NOW), List.of(new byte[32]), NOW).block();

        assertThat(bodies).containsExactly(body);
        assertThat(lengths).containsExactly(Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        assertThat(codings).hasSize(1).containsOnlyNulls();
    }

    @Test
    void aNameWithOnePrivateAddressIsRefused() {
        var sender = sender(false, new String[] {PUBLIC, "127.0.0.1"});

        assertThatThrownBy(
                        () -> sender.send(webhook(), List.of(new byte[32]), NOW).block())
                .isInstanceOf(OutboundClient.AddressNotAllowedException.class);

        assertThat(hosts).isEmpty();
    }

    @Test
    void eachAttemptResolvesTheNameAgain() {
        var sender = sender(false, new String[] {"10.0.0.1"}, new String[] {"169.254.169.254"});

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() ->
                            sender.send(webhook(), List.of(new byte[32]), NOW).block())
                    .isInstanceOf(OutboundClient.AddressNotAllowedException.class);
        }

        assertThat(asked).hasSize(2);
        assertThat(hosts).isEmpty();
    }
}
