package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.Node;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.stream.Events;
import org.nnplayground.stream.JobEvent.StateChanged;
import reactor.core.publisher.Mono;

class EventScriptTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Job QUEUED = Jobs.queued("a", Mode.LIVE);
    private static final Job RUNNING = Jobs.in(QUEUED, JobState.RUNNING);
    private static final Job PAUSED = Jobs.in(RUNNING, JobState.PAUSED);

    private final RedisConnections redis =
            RedisConnections.open(RedisServer.running().settings());
    private final EventScript script = new EventScript(redis, Node.random(), new EventFormat(SpecFormats.api()));

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aLargeEndingEvictsNoMoreThanNeeded() {
        for (String id : List.of("1", "2", "3")) {
            script.append(ending(id, "small")).block(PATIENCE);
        }
        String big = "x".repeat(12 << 20);

        script.append(ending("4", big)).block(PATIENCE);
        script.append(ending("5", big)).block(PATIENCE);
        assertThat(endings()).containsExactly("1", "2", "3", "4", "5");

        script.append(ending("6", big)).block(PATIENCE);
        assertThat(endings()).containsExactly("5", "6");
    }

    @Test
    void eventsOfAnEndedJobExpireSoon() {
        script.append(new StateChanged(RUNNING)).block(PATIENCE);
        assertThat(secondsKept("a")).isGreaterThan(Duration.ofDays(6).toSeconds());
        assertThat(secondsKept("a:states")).isGreaterThan(Duration.ofDays(6).toSeconds());

        script.append(new StateChanged(Jobs.in(RUNNING, JobState.CANCELLED))).block(PATIENCE);
        script.append(Events.frame(1)).block(PATIENCE);

        assertThat(secondsKept("a")).isBetween(1L, Duration.ofMinutes(10).toSeconds());
        assertThat(secondsKept("a:states")).isBetween(1L, Duration.ofMinutes(10).toSeconds());
    }

    private long secondsKept(String key) {
        return Objects.requireNonNull(
                redis.send(commands -> commands.ttl(redis.key("events:" + key))).block(PATIENCE));
    }

    private static StateChanged ending(String id, String label) {
        return new StateChanged(Jobs.in(Jobs.queued(id, Mode.BATCH, null, Map.of("label", label)), JobState.CANCELLED));
    }

    private List<String> endings() {
        return Objects.requireNonNull(script.endingsAfter("0-0").block(PATIENCE)).stream()
                .map(ending -> Objects.requireNonNull(ending.job()).id())
                .toList();
    }

    @Test
    void aResentStateIsDeliveredOnce() {
        script.append(new StateChanged(QUEUED)).block(PATIENCE);
        long queued = last();
        var attempts = new AtomicInteger();
        try (var outbox = new Outbox(
                new InMemoryJobStore(Long.MAX_VALUE),
                event -> script.append(event)
                        .then(Mono.defer(() -> attempts.incrementAndGet() == 1
                                ? Mono.error(new TryLaterException(
                                        ProblemType.STORE_UNAVAILABLE, Message.of("store.unavailable"), PATIENCE))
                                : Mono.empty())))) {
            outbox.add(new StateChanged(RUNNING));
            outbox.add(new StateChanged(PAUSED));
            outbox.flush("a").block(PATIENCE);
        }

        assertThat(attempts).hasValue(3);
        assertThat(toldAfter(queued)).containsExactly("running", "paused");
    }

    @Test
    void aStateReadFromTheStoreIsDeliveredOnce() {
        script.append(new StateChanged(QUEUED)).block(PATIENCE);
        long queued = last();

        script.restore(RUNNING, queued).block(PATIENCE);
        script.append(new StateChanged(RUNNING)).block(PATIENCE);
        script.append(new StateChanged(PAUSED)).block(PATIENCE);

        assertThat(toldAfter(queued)).containsExactly("running", "paused");
    }

    private long last() {
        return Objects.requireNonNull(script.last("a").block(PATIENCE));
    }

    private List<String> toldAfter(long sequence) {
        return Objects.requireNonNull(script.statesAfter("a", sequence).block(PATIENCE)).stream()
                .map(Events::told)
                .toList();
    }
}
