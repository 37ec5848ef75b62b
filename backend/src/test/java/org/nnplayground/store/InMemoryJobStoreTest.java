package org.nnplayground.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;

class InMemoryJobStoreTest extends JobStoreContract {

    private static final long CAPACITY = 1_000_000;

    private long leases;

    @Override
    protected JobStore create() {
        return new InMemoryJobStore(CAPACITY);
    }

    @Override
    protected long claim(String job) {
        return ++leases;
    }

    @Test
    void manyCallersWhoSubmitJobsAtTheSameTimeDoNotExceedTheLimit() {
        for (int caller = 0; caller < 100; caller++) {
            assertThat(insertAtTheSameTime(List.of(store), "caller" + caller + "-", 5))
                    .isEqualTo(5);
        }
    }

    @Test
    void theOldestEndedJobsExpireWhenTheMemoryIsFull() {
        var store = create();
        for (String id : new String[] {"running", "a", "b", "c"}) {
            Job job = Jobs.queued(id, Mode.BATCH);
            store.insert(job, Integer.MAX_VALUE).block();
            var large = new Checkpoint(1, 0, new float[50_000], new float[0]);
            Job latest = id.equals("running") ? job : Jobs.in(job, JobState.CANCELLED);
            store.write(Moment.of(latest)
                            .withCheckpoint(new RunCheckpoint(1, large, StopConditions.NEVER, 0, Instant.EPOCH)))
                    .block();
        }

        assertThat(store.expired(Instant.EPOCH).map(Job::id).collectList().block())
                .containsExactly("a");
    }
}
