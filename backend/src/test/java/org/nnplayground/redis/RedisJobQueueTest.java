package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.XClaimArgs;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.JobQueueContract;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.Node;
import org.nnplayground.queue.QueueName;

class RedisJobQueueTest extends JobQueueContract {

    private final RedisSettings settings = RedisServer.running().settings();
    private final RedisConnections redis = RedisConnections.open(settings);

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    protected JobQueue create() {
        return new RedisJobQueue(redis, NODE, TERM);
    }

    @Test
    void aStoppedNodeLeavesNoData() {
        String stream = settings.prefix() + "queue:" + QueueName.BATCH.label();
        var leaving = new RedisJobQueue(redis, new Node("leaving", null), TERM);
        leaving.add("a", QueueName.BATCH).block();
        leaving.release(Objects.requireNonNull(leaving.claim(QueueName.BATCH).block()))
                .block();
        assertThat(consumers(stream)).contains("leaving");

        leaving.close();

        assertThat(consumers(stream)).doesNotContain("leaving");
    }

    @Test
    void aStoppedNodeLosesNoJob() {
        var leaving = new RedisJobQueue(redis, new Node("leaving", null), TERM);
        leaving.add("a", QueueName.BATCH).block();
        leaving.requeue(Objects.requireNonNull(leaving.claim(QueueName.BATCH).block()))
                .block();

        leaving.close();

        assertThat(create().claim(QueueName.BATCH).map(Lease::job).block()).isEqualTo("a");
    }

    private String consumers(String stream) {
        var names = new StringBuilder();
        RedisServer.running().ask(commands -> names.append(commands.xinfoConsumers(stream, "trainers")));
        return names.toString();
    }

    /** Makes all leases older. */
    @Override
    protected void pass(Duration time) {
        String stream = settings.prefix() + "queue:" + QueueName.BATCH.label();
        RedisServer.running()
                .ask(commands -> commands.xpending(stream, "trainers", Range.unbounded(), Limit.from(100))
                        .forEach(held -> commands.xclaim(
                                stream,
                                Consumer.from("trainers", held.getConsumer()),
                                XClaimArgs.Builder.justid()
                                        .minIdleTime(0)
                                        .idle(held.getSinceLastDelivery().plus(time)),
                                held.getId())));
    }
}
