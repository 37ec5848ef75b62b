package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.Node;
import org.nnplayground.queue.QueueName;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** The queue during outages of Redis, with and without loss of its data. */
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
        get(queue.add("held", QueueName.BATCH));
        get(queue.add("waiting", QueueName.BATCH));
        lease = get(queue.claim(QueueName.BATCH));
    }

    @AfterEach
    void close() {
        redis.close();
        elsewhere.close();
        server.close();
    }

    @Test
    void anOutageIsReportedAndARestartLosesNoJob() {
        server.stop();
        assertThatThrownBy(() -> queue.countWaiting(QueueName.BATCH).block(PATIENCE))
                .isInstanceOfSatisfying(
                        PlaygroundException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE));

        server.restart();

        assertThat(get(queue.renew(lease))).isTrue();
        Lease next = get(other.claim(QueueName.BATCH));
        assertThat(next.job()).isEqualTo("waiting");
        assertThat(next.number()).isGreaterThan(lease.number());
        assertThat(other.claim(QueueName.BATCH).block(PATIENCE)).isNull();
    }

    @Test
    void leasesSurviveTheLossOfAllRedisData() {
        server.loseEverything();

        assertThat(get(queue.renew(lease))).isTrue();

        assertThat(get(other.add("held", QueueName.BATCH))).as("it is held").isFalse();
        assertThat(get(other.add("waiting", QueueName.BATCH)))
                .as("nobody knows of it")
                .isTrue();
        assertThat(get(other.holder("held"))).isEqualTo(holder);
        assertThat(get(other.claim(QueueName.BATCH)).job()).isEqualTo("waiting");
        assertThat(other.claim(QueueName.BATCH).block(PATIENCE)).isNull();
        queue.release(lease).block(PATIENCE);
        assertThat(get(other.countAll(QueueName.BATCH))).isEqualTo(1);
    }

    @Test
    void aLeaseSurvivesARepeatedAdd() {
        server.loseEverything();
        assertThat(get(other.add("held", QueueName.BATCH))).isTrue();

        assertThat(get(queue.renew(lease))).isTrue();

        assertThat(other.claim(QueueName.BATCH).block(PATIENCE)).isNull();
    }

    @Test
    void aLateRenewalFailsAfterAnotherClaim() {
        server.loseEverything();
        get(other.add("held", QueueName.BATCH));
        Lease later = get(other.claim(QueueName.BATCH));

        assertThat(get(queue.renew(lease))).isFalse();
        assertThat(get(other.renew(later))).isTrue();
        assertThat(later.number()).isGreaterThan(lease.number());
    }

    @Test
    void arrivalsAreReceivedAgainAfterARestart() {
        StepVerifier.create(other.arrivals().filter(line -> line == QueueName.GPU_LIVE))
                .expectNext(QueueName.GPU_LIVE)
                .then(() -> {
                    server.stop();
                    server.restart();
                })
                .as("something may have been missed")
                .expectNext(QueueName.GPU_LIVE)
                .then(() -> get(queue.add("new", QueueName.GPU_LIVE)))
                .as("the new job")
                .expectNext(QueueName.GPU_LIVE)
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
