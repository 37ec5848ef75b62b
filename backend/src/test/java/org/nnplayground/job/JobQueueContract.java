package org.nnplayground.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.store.Mode;

/** What every job queue does; each adapter's test extends it. */
abstract class JobQueueContract {

    static final Duration TERM = Duration.ofSeconds(30);

    private JobQueue queue;

    abstract JobQueue create();

    /** Lets so much time pass for the queue's leases. */
    abstract void pass(Duration time);

    @BeforeEach
    void createQueue() {
        queue = create();
    }

    @Test
    void handsOutEachJobOnceFirstComeFirstServed() {
        queue.add("a", Mode.BATCH);
        queue.add("b", Mode.BATCH);

        assertThat(queue.claim(Mode.BATCH, TERM)).map(Lease::job).contains("a");
        assertThat(queue.claim(Mode.BATCH, TERM)).map(Lease::job).contains("b");
        assertThat(queue.claim(Mode.BATCH, TERM)).isEmpty();
    }

    @Test
    void liveAndBatchJobsWaitInLinesOfTheirOwn() {
        queue.add("batch", Mode.BATCH);
        queue.add("live", Mode.LIVE);

        assertThat(queue.length(Mode.LIVE)).isEqualTo(1);
        assertThat(queue.claim(Mode.LIVE, TERM)).map(Lease::job).contains("live");
        assertThat(queue.claim(Mode.LIVE, TERM)).isEmpty();
    }

    @Test
    void tellsHowManyWaitInFront() {
        queue.add("a", Mode.BATCH);
        queue.add("b", Mode.BATCH);

        assertThat(queue.position("b")).hasValue(1);
        assertThat(queue.position("c")).isEmpty();
    }

    @Test
    void aJobThatIsPutBackIsTheFirstOfItsLineAgain() {
        queue.add("a", Mode.BATCH);
        queue.add("b", Mode.BATCH);
        Lease first = queue.claim(Mode.BATCH, TERM).orElseThrow();

        queue.putBack(first);

        assertThat(queue.position("a")).hasValue(0);
        assertThat(queue.renew(first, TERM)).isFalse();
        Lease second = queue.claim(Mode.BATCH, TERM).orElseThrow();
        assertThat(second.job()).isEqualTo("a");
        queue.putBack(first);
        assertThat(queue.renew(second, TERM))
                .as("a lost lease gives nothing back")
                .isTrue();
    }

    @Test
    void aJobWhoseLeaseRanOutComesBackAtTheFront() {
        queue.add("a", Mode.BATCH);
        queue.add("b", Mode.BATCH);
        Lease lost = queue.claim(Mode.BATCH, TERM).orElseThrow();

        pass(TERM.plusSeconds(1));
        Lease second = queue.claim(Mode.BATCH, TERM).orElseThrow();

        assertThat(second.job()).isEqualTo("a");
        assertThat(queue.renew(lost, TERM)).isFalse();
        assertThat(queue.renew(second, TERM)).isTrue();
    }

    @Test
    void aRenewedLeaseHolds() {
        queue.add("a", Mode.BATCH);
        Lease lease = queue.claim(Mode.BATCH, TERM).orElseThrow();

        pass(TERM.dividedBy(2));
        assertThat(queue.renew(lease, TERM)).isTrue();
        pass(TERM.minusSeconds(1));

        assertThat(queue.claim(Mode.BATCH, TERM)).isEmpty();
    }

    @Test
    void aReleasedJobNeverComesBack() {
        queue.add("a", Mode.BATCH);
        queue.release(queue.claim(Mode.BATCH, TERM).orElseThrow());

        pass(TERM.plusSeconds(1));

        assertThat(queue.claim(Mode.BATCH, TERM)).isEmpty();
    }

    @Test
    void onlyAWaitingJobCanBeWithdrawn() {
        queue.add("a", Mode.BATCH);
        queue.add("b", Mode.BATCH);
        queue.claim(Mode.BATCH, TERM);

        assertThat(queue.withdraw("a")).isFalse();
        assertThat(queue.withdraw("b")).isTrue();
        assertThat(queue.claim(Mode.BATCH, TERM)).isEmpty();
    }
}
