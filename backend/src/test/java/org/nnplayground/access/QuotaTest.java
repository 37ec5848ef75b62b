package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;

class QuotaTest {

    private final Quota tally = new Quota(Message.of("things.live-jobs"), 2, 3);

    @Test
    void aCallerCannotExceedItsLimit() {
        tally.acquire("1", "a");
        tally.acquire("2", "a");

        assertRefused("3", "a", ProblemType.TOO_MANY_REQUESTS);
        tally.acquire("3", "b");
    }

    @Test
    void allCallersTogetherCannotExceedTheTotal() {
        tally.acquire("1", "a");
        tally.acquire("2", "b");
        tally.acquire("3", "c");

        assertRefused("4", "d", ProblemType.QUEUE_FULL);
    }

    @Test
    void releasedThingsDoNotCountAndNothingCountsTwice() {
        tally.acquire("1", "a");
        tally.acquire("1", "a");
        tally.acquire("2", "a");
        tally.release("1");
        tally.release("1");

        assertThat(tally.heldBy("a")).isEqualTo(1);
        tally.release("2");
        assertThat(tally.heldBy("a")).isZero();
    }

    private void assertRefused(String id, String caller, ProblemType type) {
        assertThatThrownBy(() -> tally.acquire(id, caller))
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
