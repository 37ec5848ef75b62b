package org.nnplayground.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.Node;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every job queue does; each adapter's test extends it. */
public abstract class JobQueueContract {

    protected static final Duration PATIENCE = Duration.ofSeconds(10);

    protected static final Node NODE = new Node("here", null);

    protected JobStore store;
    protected JobQueue queue;

    /** A new, empty store. */
    protected abstract JobStore createStore();

    /** The queue of its jobs. */
    protected abstract JobQueue createQueue();

    @BeforeEach
    void createStoreAndQueue() {
        store = createStore();
        queue = createQueue();
    }

    @Test
    void leasesEachJobOnceInOrderOfArrival() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);

        assertThat(claim(QueueName.BATCH).job()).isEqualTo("a");
        assertThat(claim(QueueName.BATCH).job()).isEqualTo("b");
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void liveBatchAndGpuJobsWaitInSeparateQueues() {
        add("batch", Mode.BATCH);
        add("live", Mode.LIVE);
        store.insert(onGpu("gpu"), Integer.MAX_VALUE).block(PATIENCE);

        assertThat(get(queue.countWaiting(QueueName.LIVE))).isEqualTo(1);
        assertThat(claim(QueueName.LIVE).job()).isEqualTo("live");
        assertNothingToClaim(QueueName.LIVE);
        Lease gpu = claim(QueueName.GPU_LIVE);
        assertThat(gpu.job()).isEqualTo("gpu");
        assertThat(gpu.queue()).isEqualTo(QueueName.GPU_LIVE);
    }

    @Test
    void positionIsTheNumberOfJobsInFront() {
        add("a", Mode.BATCH);
        add("live", Mode.LIVE);
        add("b", Mode.BATCH);

        assertThat(get(queue.position("b"))).isEqualTo(1);
        assertThat(queue.position("c").blockOptional()).isEmpty();
    }

    @Test
    void aRequeuedJobIsTheFirstOfItsQueue() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);
        Lease first = claim(QueueName.BATCH);
        assertThat(queue.position("a").blockOptional()).as("held").isEmpty();

        queue.requeue(first).block(PATIENCE);

        assertThat(get(queue.position("a"))).isEqualTo(0);
        Lease second = claim(QueueName.BATCH);
        assertThat(second.job()).isEqualTo("a");
        assertThat(second.number()).isGreaterThan(first.number());
        queue.requeue(first).block(PATIENCE);
        assertThat(get(queue.leases()))
                .as("a lost lease requeues nothing")
                .containsExactly(Map.entry("a", second.number()));
    }

    @Test
    void anEndedJobIsNotLeasedAgain() {
        Job job = add("a", Mode.BATCH);
        Lease lease = claim(QueueName.BATCH);
        store.open("a", lease.number()).block(PATIENCE);
        Job ended = Jobs.in(Jobs.in(job, JobState.RUNNING), JobState.SUCCEEDED);
        store.write(Moment.of(ended)).then(store.flush("a")).block(PATIENCE);

        assertThat(get(queue.leases())).isEmpty();
        assertThat(queue.holder("a").blockOptional()).isEmpty();
        assertThat(get(queue.countAll(QueueName.BATCH))).isZero();
        queue.requeue(lease).block(PATIENCE);
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void claimsACertainJobOnlyIfItWaits() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);
        claim(QueueName.BATCH);

        assertThat(queue.claim("a").blockOptional(PATIENCE)).as("held").isEmpty();
        assertThat(get(queue.claim("b")).job()).isEqualTo("b");
        assertThat(queue.claim("c").blockOptional(PATIENCE)).as("unknown").isEmpty();
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void countsRequeuedJobsAsWaitingButNotHeldJobs() {
        add("a", Mode.BATCH);
        add("b", Mode.BATCH);
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(2);

        Lease lease = claim(QueueName.BATCH);
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(1);
        assertThat(get(queue.countAll(QueueName.BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isZero();

        queue.requeue(lease).block(PATIENCE);
        assertThat(get(queue.countWaiting(QueueName.BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isEqualTo(1);
    }

    @Test
    void namesTheNodeThatHoldsAJob() {
        add("a", Mode.LIVE);
        assertThat(queue.holder("a").blockOptional()).as("not held yet").isEmpty();

        Lease lease = claim(QueueName.LIVE);
        assertThat(get(queue.holder("a")).id()).isEqualTo(NODE.id());

        queue.requeue(lease).block(PATIENCE);
        assertThat(queue.holder("a").blockOptional()).as("no longer held").isEmpty();
    }

    @Test
    void concurrentClaimsLeaseEachJobOnce() {
        for (int i = 0; i < 50; i++) {
            add("job" + i, Mode.BATCH);
        }

        List<String> claimed = Flux.range(0, 4)
                .flatMap(claimer -> queue.claim(QueueName.BATCH).repeat(20), 4)
                .map(Lease::job)
                .collectList()
                .block(PATIENCE);

        assertThat(claimed).hasSize(50).doesNotHaveDuplicates();
    }

    private Job add(String id, Mode mode) {
        Job job = Jobs.queued(id, mode);
        store.insert(job, Integer.MAX_VALUE).block(PATIENCE);
        return job;
    }

    private static Job onGpu(String id) {
        Job job = Jobs.queued(id, Mode.LIVE);
        return new Job(
                id,
                null,
                Mode.LIVE,
                new Job.Description(null, Map.of(), RequestedDevice.GPU, null, null),
                job.spec(),
                job.stop(),
                job.pace(),
                job.life(),
                job.progress());
    }

    private Lease claim(QueueName queueName) {
        return get(queue.claim(queueName));
    }

    private void assertNothingToClaim(QueueName queueName) {
        assertThat(queue.claim(queueName).blockOptional(PATIENCE)).isEmpty();
    }

    private static <T> T get(Mono<T> answer) {
        @Nullable T value = answer.block(PATIENCE);
        return Objects.requireNonNull(value);
    }
}
