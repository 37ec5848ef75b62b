package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.nnplayground.service.JobService;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;

/** Changes of a job while a stream of it is being opened. */
@Import(StreamBeginningTest.Moment.class)
class StreamBeginningTest extends ServerTest {

    private static final String WHERE_TO_BEGIN = "lastSequence";

    @TestConfiguration(proxyBeanMethods = false)
    static class Moment {

        /** What happens just before somebody is told the number of a job's last event; once. */
        private final AtomicReference<Mono<?>> before = new AtomicReference<>(Mono.empty());

        @Bean
        @Primary
        EventLog momentaryEventLog() {
            var log = new InMemoryEventLog();
            return (EventLog) Proxy.newProxyInstance(
                    EventLog.class.getClassLoader(), new Class<?>[] {EventLog.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals(WHERE_TO_BEGIN)) {
                            before.getAndSet(Mono.empty()).toFuture().join();
                        }
                        return method.invoke(log, arguments);
                    });
        }

        @Bean
        AtomicReference<Mono<?>> before() {
            return before;
        }
    }

    @Autowired
    private AtomicReference<Mono<?>> before;

    @Autowired
    private JobService jobs;

    @Test
    void anEndDuringTheOpeningOfAStreamIsNotLost() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        before.set(Mono.defer(() -> jobs.cancel(job.id())));

        try (Events events = client.follows(job.path() + "/events")) {
            List<Event> all = events.until(event -> false);

            assertThat(all).extracting(Event::name).containsExactly("job.state", "job.frame");
            assertThat(all.getFirst().data().get("state").stringValue()).isEqualTo("cancelled");
        }
    }

    @Test
    void aChangeDuringTheOpeningOfAStreamIsNotLost() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        before.set(Mono.defer(() -> jobs.step(job.id(), false, 3)));

        try (Events events = client.follows(job.path() + "/events")) {
            Event state = events.next();

            assertThat(state).isNotNull();
            assertThat(state.data().get("epoch").intValue()).isEqualTo(3);
        }
    }
}
