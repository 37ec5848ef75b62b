package org.nnplayground.job;

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

    protected static final Node NODE = new Node("here");

    private JobQueue queue;

    /** A new queue, whose leases hold for {@link #TERM}. */
    protected abstract JobQueue create();

    /** Lets so much time pass for the queue's leases. */
    protected abstract void pass(Duration time);

    @BeforeEach
    void createQueue() {
        queue = create();
    }

    @Test
    void handsOutEachJobOnceFirstComeFirstServed() {
        add("a", Line.BATCH);
        add("b", Line.BATCH);

        assertThat(claim(Line.BATCH).job()).isEqualTo("a");
        assertThat(claim(Line.BATCH).job()).isEqualTo("b");
        assertNothingToClaim(Line.BATCH);
    }

    @Test
    void liveAndBatchJobsWaitInLinesOfTheirOwn() {
        add("batch", Line.BATCH);
        add("live", Line.LIVE);

        assertThat(get(queue.length(Line.LIVE))).isEqualTo(1);
        assertThat(claim(Line.LIVE).job()).isEqualTo("live");
        assertNothingToClaim(Line.LIVE);
    }

    @Test
    void tellsHowManyWaitInFront() {
        add("a", Line.BATCH);
        add("b", Line.BATCH);

        assertThat(get(queue.position("b"))).isEqualTo(1);
        assertThat(queue.position("c").blockOptional()).isEmpty();
    }

    @Test
    void aJobThatIsPutBackIsTheFirstOfItsLineAgain() {
        add("a", Line.BATCH);
        add("b", Line.BATCH);
        Lease first = claim(Line.BATCH);

        queue.putBack(first).block(PATIENCE);

        assertThat(get(queue.position("a"))).isEqualTo(0);
        assertThat(get(queue.renew(first))).isFalse();
        Lease second = claim(Line.BATCH);
        assertThat(second.job()).isEqualTo("a");
        queue.putBack(first).block(PATIENCE);
        assertThat(get(queue.renew(second)))
                .as("a lost lease gives nothing back")
                .isTrue();
    }

    @Test
    void aJobWhoseLeaseRanOutComesBackAtTheFront() {
        add("a", Line.BATCH);
        add("b", Line.BATCH);
        Lease lost = claim(Line.BATCH);

        pass(TERM.plusSeconds(1));
        Lease second = claim(Line.BATCH);

        assertThat(second.job()).isEqualTo("a");
        assertThat(get(queue.renew(lost))).isFalse();
        assertThat(get(queue.renew(second))).isTrue();
    }

    @Test
    void aRenewedLeaseHolds() {
        add("a", Line.BATCH);
        Lease lease = claim(Line.BATCH);

        pass(TERM.dividedBy(2));
        assertThat(get(queue.renew(lease))).isTrue();
        pass(TERM.minusSeconds(1));

        assertNothingToClaim(Line.BATCH);
    }

    @Test
    void aReleasedJobNeverComesBack() {
        add("a", Line.BATCH);
        queue.release(claim(Line.BATCH)).block(PATIENCE);

        pass(TERM.plusSeconds(1));

        assertNothingToClaim(Line.BATCH);
    }

    @Test
    void onlyAWaitingJobCanBeWithdrawn() {
        add("a", Line.BATCH);
        add("b", Line.BATCH);
        claim(Line.BATCH);

        assertThat(get(queue.withdraw("a"))).isFalse();
        assertThat(get(queue.withdraw("b"))).isTrue();
        assertNothingToClaim(Line.BATCH);
    }

    @Test
    void aJobThatWaitsOrIsHeldIsNotAddedAgain() {
        assertThat(get(queue.add("a", Line.BATCH))).isTrue();
        assertThat(get(queue.add("a", Line.BATCH))).as("it waits").isFalse();
        Lease lease = claim(Line.BATCH);
        assertThat(get(queue.add("a", Line.BATCH))).as("it is held").isFalse();

        queue.release(lease).block(PATIENCE);

        assertThat(get(queue.add("a", Line.BATCH))).as("it is gone").isTrue();
        assertThat(claim(Line.BATCH).number()).isGreaterThan(lease.number());
    }

    @Test
    void aJobThatIsPutBackCountsAsWaitingAndAHeldOneDoesNot() {
        add("a", Line.GPU_BATCH);
        add("b", Line.GPU_BATCH);
        assertThat(get(queue.length(Line.GPU_BATCH))).isEqualTo(2);

        Lease lease = claim(Line.GPU_BATCH);
        assertThat(get(queue.length(Line.GPU_BATCH))).isEqualTo(1);
        assertThat(get(queue.size(Line.GPU_BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isZero();

        queue.putBack(lease).block(PATIENCE);
        assertThat(get(queue.length(Line.GPU_BATCH))).isEqualTo(2);
        assertThat(get(queue.position("b"))).isEqualTo(1);

        assertThat(get(queue.withdraw("a"))).isTrue();
        assertThat(get(queue.size(Line.GPU_BATCH))).isEqualTo(1);
        assertThat(claim(Line.GPU_BATCH).job()).isEqualTo("b");
    }

    @Test
    void tellsWhichNodeHoldsAJob() {
        add("a", Line.LIVE);
        assertThat(queue.holder("a").blockOptional()).as("nobody yet").isEmpty();

        Lease lease = claim(Line.LIVE);
        assertThat(get(queue.holder("a"))).isEqualTo(NODE);

        queue.putBack(lease).block(PATIENCE);
        assertThat(queue.holder("a").blockOptional()).as("nobody any more").isEmpty();
    }

    @Test
    void tellsOfArrivals() {
        StepVerifier.create(queue.arrivals().filter(line -> line == Line.GPU_LIVE))
                .then(() -> add("a", Line.GPU_LIVE))
                .expectNext(Line.GPU_LIVE)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void manyWhoClaimAtTheSameTimeGetEachJobOnce() {
        for (int i = 0; i < 100; i++) {
            add("job" + i, Line.BATCH);
        }

        List<String> claimed = Flux.range(0, 150)
                .flatMap(i -> queue.claim(Line.BATCH), 150)
                .map(Lease::job)
                .collectList()
                .block(PATIENCE);

        assertThat(claimed).hasSize(100).doesNotHaveDuplicates();
    }

    private void add(String job, Line line) {
        queue.add(job, line).block(PATIENCE);
    }

    private Lease claim(Line line) {
        return get(queue.claim(line));
    }

    private void assertNothingToClaim(Line line) {
        assertThat(queue.claim(line).blockOptional(PATIENCE)).isEmpty();
    }

    private static <T> T get(Mono<T> answer) {
        @Nullable T value = answer.block(PATIENCE);
        return Objects.requireNonNull(value);
    }
}
