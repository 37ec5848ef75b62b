package org.nnplayground.job;

import java.time.Duration;

class InMemoryJobQueueTest extends JobQueueContract {

    private long now;

    @Override
    JobQueue create() {
        return new InMemoryJobQueue(() -> now);
    }

    @Override
    void pass(Duration time) {
        now += time.toNanos();
    }
}
