package org.nnplayground.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every job queue does; each adapter's test extends it. */
public abstract class JobQueueContract {

    protected static final Duration TERM = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    protected static final Node NODE = new Node("here", null);

    private JobQueue queue;

    /** A new queue; the term of its leases is {@link #TERM}. */
    protected abstract JobQueue create();

    /** Advances the time of the queue's leases. */
    protected abstract void pass(Duration time);

    @BeforeEach
    void createQueue() {
        queue = create();
    }

    @Test
    void leasesEachJobOnceInOrderOfArrival() {
        add("a", QueueName.BATCH);
        add("b", QueueName.BATCH);

        assertThat(claim(QueueName.BATCH).job()).isEqualTo("a");
        assertThat(claim(QueueName.BATCH).job()).isEqualTo("b");
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void liveAndBatchJobsWaitInSeparateQueues() {
        add("batch", QueueName.BATCH);
        add("live", QueueName.LIVE);

        assertThat(get(queue.countWaiting(QueueName.LIVE))).isEqualTo(1);
        assertThat(claim(QueueName.LIVE).job()).isEqualTo("live");
        assertNothingToClaim(QueueName.LIVE);
    }

    @Test
    void positionIsTheNumberOfJobsInFront() {
        add("a", QueueName.BATCH);
        add("b", QueueName.BATCH);

        assertThat(get(queue.position("b"))).isEqualTo(1);
        assertThat(queue.position("c").blockOptional()).isEmpty();
    }

    @Test
    void aRequeuedJobIsTheFirstOfItsQueue() {
        add("a", QueueName.BATCH);
        add("b", QueueName.BATCH);
        Lease first = claim(QueueName.BATCH);

        queue.requeue(first).block(PATIENCE);

        assertThat(get(queue.position("a"))).isEqualTo(0);
        assertThat(get(queue.renew(first))).isFalse();
        Lease second = claim(QueueName.BATCH);
        assertThat(second.job()).isEqualTo("a");
        queue.requeue(first).block(PATIENCE);
        assertThat(get(queue.renew(second))).as("a lost lease requeues nothing").isTrue();
    }

    @Test
    void aJobWithAnExpiredLeaseReturnsToTheFrontOfItsQueue() {
        add("a", QueueName.BATCH);
        add("b", QueueName.BATCH);
        Lease lost = claim(QueueName.BATCH);

        pass(TERM.plusSeconds(1));
        Lease second = claim(QueueName.BATCH);

        assertThat(second.job()).isEqualTo("a");
        assertThat(get(queue.renew(lost))).isFalse();
        assertThat(get(queue.renew(second))).isTrue();
    }

    @Test
    void aRenewedLeaseStaysValid() {
        add("a", QueueName.BATCH);
        Lease lease = claim(QueueName.BATCH);

        pass(TERM.dividedBy(2));
        assertThat(get(queue.renew(lease))).isTrue();
        pass(TERM.minusSeconds(1));

        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void aReleasedJobIsNotLeasedAgain() {
        add("a", QueueName.BATCH);
        queue.release(claim(QueueName.BATCH)).block(PATIENCE);

        pass(TERM.plusSeconds(1));

        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void removesOnlyWaitingJobs() {
        add("a", QueueName.BATCH);
        add("b", QueueName.BATCH);
        claim(QueueName.BATCH);

        assertThat(get(queue.remove("a"))).isFalse();
        assertThat(get(queue.remove("b"))).isTrue();
        assertNothingToClaim(QueueName.BATCH);
    }

    @Test
    void doesNotAddAJobThatWaitsOrIsHeld() {
        assertThat(get(queue.add("a", QueueName.BATCH))).isTrue();
        assertThat(get(queue.add("a", QueueName.BATCH))).as("it waits").isFalse();
        Lease lease = claim(QueueName.BATCH);
        assertThat(get(queue.add("a", QueueName.BATCH))).as("it is held").isFalse();

        queue.release(lease).block(PATIENCE);

        assertThat(get(queue.add("a", QueueName.BATCH))).as("it is removed").isTrue();
        assertThat(claim(QueueName.BATCH).number()).isGreaterThan(lease.number());
    }

    @Test
    void countsRequeuedJobsAsWaitingButNotHeldJobs() {
        add("a", QueueName.GPU_BATCH);
        add("b", QueueName.GPU_BATCH);
        assertThat(get(queue.countWaiting(QueueName.GPU_BATCH))).isEqualTo(2);

        Lease lease = claim(QueueName.GPU_BATCH);
        assertThat(get(queue.countWaiting(QueueName.GPU_BATCH))).isEqualTo(1);
        assertThat(get(queue.countAll(QueueName.GPU_BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isZero();

        queue.requeue(lease).block(PATIENCE);
        assertThat(get(queue.countWaiting(QueueName.GPU_BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isEqualTo(1);

        assertThat(get(queue.remove("a"))).isTrue();
        assertThat(get(queue.countAll(QueueName.GPU_BATCH))).isEqualTo(1);
        assertThat(claim(QueueName.GPU_BATCH).job()).isEqualTo("b");
    }

    @Test
    void namesTheNodeThatHoldsAJob() {
        add("a", QueueName.LIVE);
        assertThat(queue.holder("a").blockOptional()).as("not held yet").isEmpty();

        Lease lease = claim(QueueName.LIVE);
        assertThat(get(queue.holder("a"))).isEqualTo(NODE);

        queue.requeue(lease).block(PATIENCE);
        assertThat(queue.holder("a").blockOptional()).as("no longer held").isEmpty();
    }

    @Test
    void emitsTheQueueOfAnAddedJob() {
        StepVerifier.create(queue.arrivals().filter(line -> line == QueueName.GPU_LIVE))
                .then(() -> add("a", QueueName.GPU_LIVE))
                .expectNext(QueueName.GPU_LIVE)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void concurrentClaimsLeaseEachJobOnce() {
        for (int i = 0; i < 100; i++) {
            add("job" + i, QueueName.BATCH);
        }

        List<String> claimed = Flux.range(0, 150)
                .flatMap(i -> queue.claim(QueueName.BATCH), 150)
                .map(Lease::job)
                .collectList()
                .block(PATIENCE);

        assertThat(claimed).hasSize(100).doesNotHaveDuplicates();
    }

    private void add(String job, QueueName line) {
        queue.add(job, line).block(PATIENCE);
    }

    private Lease claim(QueueName line) {
        return get(queue.claim(line));
    }

    private void assertNothingToClaim(QueueName line) {
        assertThat(queue.claim(line).blockOptional(PATIENCE)).isEmpty();
    }

    private static <T> T get(Mono<T> answer) {
        @Nullable T value = answer.block(PATIENCE);
        return Objects.requireNonNull(value);
    }
}
