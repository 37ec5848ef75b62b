package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.QueueName;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.trainer.Trainer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Clients that come back to a job whose events are forgotten or have another lease. */
@Import(ResumedStreamOverHttpTest.Forgetful.class)
class ResumedStreamOverHttpTest extends ServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestConfiguration(proxyBeanMethods = false)
    static class Forgetful {

        private final AtomicReference<EventLog> log = new AtomicReference<>(new InMemoryEventLog());

        @Bean
        @Primary
        EventLog forgetfulEventLog() {
            return (EventLog) Proxy.newProxyInstance(
                    EventLog.class.getClassLoader(),
                    new Class<?>[] {EventLog.class},
                    (proxy, method, arguments) -> method.invoke(log.get(), arguments));
        }

        @Bean
        AtomicReference<EventLog> eventLogInUse() {
            return log;
        }
    }

    @Autowired
    private AtomicReference<EventLog> log;

    @Autowired
    private JobQueue queue;

    @Autowired
    private Trainer trainer;

    @Test
    void anEndedJobGives204AlsoAfterItsEventsAreForgotten() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 50}}", "Prefer", "wait=30");
        String last;
        try (Events events = client.follows(job.path() + "/events")) {
            last = events.until(event -> false).getLast().id();
        }

        log.set(new InMemoryEventLog());

        try (Events again = client.follows(job.path() + "/events", "Last-Event-ID", last)) {
            assertThat(again.status()).isEqualTo(204);
        }
    }

    @Test
    void aClientOfAnEarlierLeaseGetsEveryEpochSinceOnce() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        String last;
        try (Events events = client.follows(job.path() + "/events")) {
            client.controls(job, "POST", "/step", "{'count': 10}");
            last = events.until(event -> isFrameOf(event, 10)).getLast().id();
        }
        client.controls(job, "POST", "/step", "{'count': 3}");
        claimAgain(job.id());
        client.controls(job, "POST", "/step", "{'count': 4}");

        try (Events again = client.follows(job.path() + "/events", "Last-Event-ID", last)) {
            List<Event> seen = again.until(event -> isFrameOf(event, 17));

            assertThat(seen.getFirst().name()).isEqualTo("job.state");
            assertThat(epochsOf(seen)).containsExactly(11L, 12L, 13L, 14L, 15L, 16L, 17L);
        }
    }

    @Test
    void anOpenStreamContinuesUnderTheNextLease() {
        Created job = client.creates("{'mode': 'live', " + XOR + "}");
        try (Events events = client.follows(job.path() + "/events")) {
            client.controls(job, "POST", "/step", "{'count': 10}");
            events.until(event -> isFrameOf(event, 10));

            claimAgain(job.id());
            client.controls(job, "POST", "/step", "{'count': 4}");

            assertThat(epochsOf(events.until(event -> isFrameOf(event, 14)))).containsExactly(11L, 12L, 13L, 14L);
        }
    }

    /** Ends the lease of a live job, so that the trainer claims it under another one. */
    private void claimAgain(String job) {
        long number = lease(job);
        queue.requeue(new Lease(job, QueueName.LIVE, number, 1)).block(PATIENCE);
        trainer.lookForWork();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (lease(job) <= number) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
        }
    }

    private long lease(String job) {
        Lease lease = Objects.requireNonNull(queue.leases().block(PATIENCE)).get(job);
        return lease == null ? 0 : lease.number();
    }

    private static boolean isFrameOf(Event event, long epoch) {
        return event.name().equals("job.frame") && event.data().get("epoch").longValue() == epoch;
    }

    private static List<Long> epochsOf(List<Event> events) {
        return events.stream()
                .map(event -> event.data().get("losses"))
                .filter(Objects::nonNull)
                .flatMap(losses -> LongStream.range(0, losses.get("train").size())
                        .mapToObj(index -> losses.get("fromEpoch").longValue() + index))
                .toList();
    }
}
