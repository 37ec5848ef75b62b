package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.operations.GracefulShutdown;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;

/** Streams that end before their jobs. */
@Import(StreamEndOverHttpTest.Faults.class)
class StreamEndOverHttpTest extends ServerTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Faults {

        private final AtomicBoolean broken = new AtomicBoolean();

        @Bean
        @Primary
        EventLog brokenEventLog() {
            var log = new InMemoryEventLog();
            return (EventLog) Proxy.newProxyInstance(
                    EventLog.class.getClassLoader(),
                    new Class<?>[] {EventLog.class},
                    (proxy, method, arguments) -> method.getName().equals("follow") && broken.get()
                            ? Flux.error(new IllegalStateException("A fault on purpose"))
                            : method.invoke(log, arguments));
        }

        @Bean
        AtomicBoolean broken() {
            return broken;
        }
    }

    @Autowired
    private AtomicBoolean broken;

    @Autowired
    private GracefulShutdown shutdown;

    @Test
    void anErrorIsSentAsTheLastEvent() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        broken.set(true);

        try (Events events = client.follows(job.path() + "/events")) {
            List<Event> all = events.until(event -> false);

            assertThat(all.getLast().name()).isEqualTo("stream.problem");
            assertThat(all.getLast().id()).isEmpty();
            assertThat(all.getLast().data().get("type").stringValue()).isEqualTo("/problems/internal");
        } finally {
            broken.set(false);
        }
    }

    @Test
    @DirtiesContext
    void aShutdownEndsTheStream() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");

        try (Events events = client.follows(job.path() + "/events")) {
            events.until(event -> event.name().equals("job.frame"));
            shutdown.stop();

            assertThat(events.until(event -> event.name().equals("stream.problem")))
                    .extracting(Event::name)
                    .doesNotContain("stream.problem");
        }
    }
}
