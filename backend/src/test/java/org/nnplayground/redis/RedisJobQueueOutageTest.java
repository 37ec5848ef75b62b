package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.job.JobQueue;
import org.nnplayground.job.Lease;
import org.nnplayground.job.Line;
import org.nnplayground.job.Node;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** What becomes of the queue when Redis goes away and comes back, with what it had or without. */
class RedisJobQueueOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisServer server = RedisServer.start();
    private final RedisSettings settings = server.settings();
    private final RedisConnections redis = RedisConnections.open(settings);
    private final RedisConnections elsewhere = RedisConnections.open(settings);
    private final Node holder = Node.random();
    private final JobQueue queue = new RedisJobQueue(redis, holder, Duration.ofMinutes(1));
    private final JobQueue other = new RedisJobQueue(elsewhere, Node.random(), Duration.ofMinutes(1));
    private Lease lease;

    @BeforeEach
    void holdOneOfTwoJobs() {
        get(queue.add("held", Line.BATCH));
        get(queue.add("waiting", Line.BATCH));
        lease = get(queue.claim(Line.BATCH));
    }

    @AfterEach
    void close() {
        redis.close();
        elsewhere.close();
        server.close();
    }

    @Test
    void withoutRedisItSaysSoAndARestartLosesNoJob() {
        server.stop();
        assertThatThrownBy(() -> queue.length(Line.BATCH).block(PATIENCE))
                .isInstanceOfSatisfying(
                        PlaygroundException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));

        server.restart();

        assertThat(get(queue.renew(lease))).isTrue();
        Lease next = get(other.claim(Line.BATCH));
        assertThat(next.job()).isEqualTo("waiting");
        assertThat(next.number()).isGreaterThan(lease.number());
        assertThat(other.claim(Line.BATCH).block(PATIENCE)).isNull();
    }

    @Test
    void whoHoldsAJobKeepsItWhenRedisHasLostEverything() {
        server.loseEverything();

        assertThat(get(queue.renew(lease))).isTrue();

        assertThat(get(other.add("held", Line.BATCH))).as("it is held").isFalse();
        assertThat(get(other.add("waiting", Line.BATCH)))
                .as("nobody knows of it")
                .isTrue();
        assertThat(get(other.holder("held"))).isEqualTo(holder);
        assertThat(get(other.claim(Line.BATCH)).job()).isEqualTo("waiting");
        assertThat(other.claim(Line.BATCH).block(PATIENCE)).isNull();
        queue.release(lease).block(PATIENCE);
        assertThat(get(other.size(Line.BATCH))).isEqualTo(1);
    }

    @Test
    void whoHoldsAJobKeepsItAlthoughAnotherHasAddedItAgain() {
        server.loseEverything();
        assertThat(get(other.add("held", Line.BATCH))).isTrue();

        assertThat(get(queue.renew(lease))).isTrue();

        assertThat(other.claim(Line.BATCH).block(PATIENCE)).isNull();
    }

    @Test
    void whoComesAfterAnotherHasClaimedItHasLostIt() {
        server.loseEverything();
        get(other.add("held", Line.BATCH));
        Lease later = get(other.claim(Line.BATCH));

        assertThat(get(queue.renew(lease))).isFalse();
        assertThat(get(other.renew(later))).isTrue();
        assertThat(later.number()).isGreaterThan(lease.number());
    }

    @Test
    void arrivalsAreHeardOfAgainAfterARestart() {
        StepVerifier.create(other.arrivals().filter(line -> line == Line.GPU_LIVE))
                .expectNext(Line.GPU_LIVE)
                .then(() -> {
                    server.stop();
                    server.restart();
                })
                .as("something may have been missed")
                .expectNext(Line.GPU_LIVE)
                .then(() -> get(queue.add("new", Line.GPU_LIVE)))
                .as("the new job")
                .expectNext(Line.GPU_LIVE)
                .thenCancel()
                .verify(PATIENCE);
    }

    /** The answer, from when Redis can be reached again. */
    private static <T> T get(Mono<T> answer) {
        T value = answer.retryWhen(
                        Retry.fixedDelay(200, Duration.ofMillis(100)).filter(TryLaterException.class::isInstance))
                .block(PATIENCE);
        return Objects.requireNonNull(value);
    }
}
