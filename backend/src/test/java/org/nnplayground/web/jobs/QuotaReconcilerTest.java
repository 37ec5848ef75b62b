package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.access.Quotas;
import org.nnplayground.access.TestQuotas;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import org.nnplayground.stream.InMemoryEventLog;
import org.nnplayground.stream.JobEvent.StateChanged;

class QuotaReconcilerTest {

    private final JobStore store = new InMemoryJobStore(Long.MAX_VALUE);
    private final InMemoryEventLog events = new InMemoryEventLog();
    private final Quotas tallies = TestQuotas.unlimited();
    private final QuotaReconciler counted = new QuotaReconciler(store, events, tallies);

    @AfterEach
    void close() {
        counted.close();
    }

    @Test
    void aJobCountsUntilItsEndEvent() {
        tallies.liveJobs().acquire("a", "school");

        events.append(new StateChanged(Jobs.in(Jobs.queued("a", Mode.LIVE), JobState.CANCELLED)));

        assertThat(tallies.jobs()).isEmpty();
    }

    @Test
    void anUnfinishedJobOfAnEarlierProcessCounts() {
        store.insert(ofSchool("a")).block();

        counted.afterSingletonsInstantiated();

        assertThat(tallies.jobs()).containsExactly("a");
    }

    @Test
    void aJobAcceptedByAnotherWebNodeCounts() {
        store.insert(ofSchool("a")).block();

        counted.compareWithStore().block();

        assertThat(tallies.jobs()).containsExactly("a");
        store.write(Moment.of(Jobs.in(ofSchool("a"), JobState.CANCELLED))).block();
        counted.compareWithStore().block();
        counted.compareWithStore().block();
        assertThat(tallies.jobs()).isEmpty();
    }

    private static Job ofSchool(String id) {
        Job job = Jobs.queued(id, Mode.BATCH);
        return new Job(
                job.id(),
                job.owner(),
                job.mode(),
                job.description().withCaller("school"),
                job.spec(),
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    @Test
    void aJobWithoutEndEventIsReleasedAfterTwoSweeps() {
        for (String id : new String[] {"running", "ended", "deleted"}) {
            tallies.batchJobs().acquire(id, "school");
        }
        store.insert(Jobs.queued("running", Mode.BATCH)).block();
        store.insert(Jobs.queued("ended", Mode.BATCH)).block();
        store.write(Moment.of(Jobs.in(Jobs.queued("ended", Mode.BATCH), JobState.CANCELLED)))
                .block();

        counted.compareWithStore().block();
        assertThat(tallies.jobs()).as("they may be about to be stored").hasSize(3);
        counted.compareWithStore().block();

        assertThat(tallies.jobs()).containsExactly("running");
    }

    @Test
    void aJobThatIsBeingCreatedKeepsCounting() {
        tallies.liveJobs().acquire("a", "school");
        counted.compareWithStore().block();

        store.insert(Jobs.queued("a", Mode.LIVE)).block();
        counted.compareWithStore().block();
        counted.compareWithStore().block();

        assertThat(tallies.jobs()).containsExactly("a");
    }
}
