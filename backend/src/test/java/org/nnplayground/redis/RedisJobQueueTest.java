package org.nnplayground.redis;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.XClaimArgs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.job.JobQueue;
import org.nnplayground.job.JobQueueContract;
import org.nnplayground.job.Line;

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

    /** Makes all leases older. */
    @Override
    protected void pass(Duration time) {
        String stream = settings.prefix() + "queue:" + Line.BATCH.label();
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
