package org.nnplayground.redis;

import org.junit.jupiter.api.AfterEach;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.queue.Node;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.EventLogContract;

class RedisEventLogTest extends EventLogContract {

    private final RedisConnections redis =
            RedisConnections.open(RedisServer.running().settings());
    private final RedisEventLog log =
            new RedisEventLog(redis, Node.random(), new InMemoryJobStore(Long.MAX_VALUE), SpecFormats.api());

    @AfterEach
    void close() {
        log.close();
        redis.close();
    }

    @Override
    protected EventLog create() {
        return log;
    }
}
