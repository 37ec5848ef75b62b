package org.nnplayground.queue;

import java.time.Duration;

class InMemoryJobQueueTest extends JobQueueContract {

    private long now;

    @Override
    protected JobQueue create() {
        return new InMemoryJobQueue(NODE, TERM, () -> now);
    }

    @Override
    protected void pass(Duration time) {
        now += time.toNanos();
    }
}
