package org.nnplayground.sql;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.JobQueueContract;
import org.nnplayground.store.JobStore;
import org.springframework.util.unit.DataSize;

/** The queue in a database whose only process is alive. */
abstract class R2dbcJobQueueContract extends JobQueueContract {

    private @Nullable OpenDatabase open;
    private @Nullable R2dbcJobStore store;

    /** A new, empty database. */
    abstract OpenDatabase newDatabase();

    @Override
    protected JobStore createStore() {
        open = newDatabase();
        var settings = new SqlSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(5));
        store = new R2dbcJobStore(open.database(), SpecFormats.api(), settings);
        return store;
    }

    @Override
    protected JobQueue createQueue() {
        var database = Objects.requireNonNull(open).database();
        new R2dbcNodeRegistry(database, () -> NODE, true, Duration.ofMinutes(1))
                .register()
                .block();
        return new R2dbcJobQueue(database, NODE);
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(store).close();
        Objects.requireNonNull(open).close();
    }
}
