package org.nnplayground.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A server with a trace exporter, whose spans are collected by the test. */
@TestPropertySource(properties = "management.opentelemetry.tracing.export.schedule-delay=50ms")
@Import(TracesOverHttpTest.Caught.class)
class TracesOverHttpTest extends ServerTest {

    private static final String CALLER = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final AttributeKey<String> JOB = AttributeKey.stringKey("job.id");

    /**
     * Takes what is sent, for as long as this server may be at work: one that cannot send says so among the lines of
     * other tests.
     */
    @DynamicPropertySource
    static void collector(DynamicPropertyRegistry properties) throws IOException {
        var collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/v1/traces", call -> {
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        collector.start();
        int port = collector.getAddress().getPort();
        properties.add(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                () -> "http://127.0.0.1:" + port + "/v1/traces");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Caught {
        @Bean
        InMemorySpanExporter caughtSpans() {
            return InMemorySpanExporter.create();
        }
    }

    @Autowired
    private InMemorySpanExporter caught;

    @Autowired
    private ObjectProvider<SpanExporter> exporters;

    private SpanData await(Predicate<SpanData> wanted) throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            var found = caught.getFinishedSpanItems().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(25);
        }
        throw new AssertionError("no such span among "
                + caught.getFinishedSpanItems().stream().map(SpanData::getName).toList());
    }

    private static Predicate<SpanData> of(String job, String name) {
        return span ->
                span.getName().equals(name) && job.equals(span.getAttributes().get(JOB));
    }

    @Test
    void oneTraceSpansFromThePostToTheLastFrame() throws InterruptedException {
        var job =
                client.creates("{'mode': 'live', " + XOR + "}", "traceparent", "00-" + CALLER + "-00f067aa0ba902b7-01");
        try (var events = client.follows(job.path() + "/events")) {
            client.controls(job, "POST", "/step", "{'unit': 'epoch', 'count': 5}");
            events.until(event -> event.name().equals("job.frame")
                    && event.data().get("epoch").longValue() == 5);
            client.controls(job, "POST", "/cancel", "{}");
            events.until(event -> event.name().equals("job.state")
                    && event.data().get("state").stringValue().equals("cancelled"));
        }

        SpanData post = await(span -> span.getName().equals("http post /api/v1/jobs")
                && span.getTraceId().equals(CALLER));
        SpanData waiting = await(of(job.id(), "job wait"));
        SpanData training = await(of(job.id(), "job train"));
        SpanData stream = await(of(job.id(), "job stream"));

        assertThat(List.of(waiting, training, stream))
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(CALLER));
        assertThat(List.of(waiting, training, stream))
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(post.getSpanId()));
        assertThat(training.getAttributes().get(AttributeKey.longKey("job.epoch")))
                .isEqualTo(5);
        var lastFrame = Objects.requireNonNull(stream.getEvents().getLast());
        assertThat(lastFrame.getName()).isEqualTo("last frame");
        assertThat(lastFrame.getEpochNanos()).isBetween(post.getStartEpochNanos(), stream.getEndEpochNanos());
    }

    @Test
    void spansAreSentToTheConfiguredEndpoint() {
        assertThat(exporters.stream()).hasAtLeastOneElementOfType(OtlpHttpSpanExporter.class);
    }

    @Test
    void anUnsampledRequestCreatesNoTrace() throws InterruptedException {
        var unsampled = "00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        var quiet =
                client.creates("{'stop': {'epochs': 5}, " + XOR + "}", "traceparent", unsampled, "Prefer", "wait=30");
        var traced = client.creates("{'stop': {'epochs': 5}, " + XOR + "}", "Prefer", "wait=30");

        await(of(traced.id(), "job train"));

        assertThat(caught.getFinishedSpanItems()).noneMatch(of(quiet.id(), "job train"));
    }
}
