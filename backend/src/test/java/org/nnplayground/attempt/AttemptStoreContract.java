package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nnplayground.attempt.TestAttempts.ACTIVITY;
import static org.nnplayground.attempt.TestAttempts.NOW;
import static org.nnplayground.attempt.TestAttempts.PLATFORM;
import static org.nnplayground.attempt.TestAttempts.closed;
import static org.nnplayground.attempt.TestAttempts.open;
import static org.nnplayground.attempt.TestAttempts.score;
import static org.nnplayground.attempt.TestAttempts.student;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.attempt.ScoreDelivery.Outcome;
import org.nnplayground.goal.GoalProgress;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The contract of every store of attempts; the test of each adapter extends it. */
public abstract class AttemptStoreContract {

    private static final Student ANN = student("ann");
    private static final Student BOB = student("bob");

    private AttemptStore store;

    protected abstract AttemptStore create();

    @BeforeEach
    void createStore() {
        store = create();
    }

    private Attempt stores(Attempt open) {
        assertThat(store.open(open).block()).isTrue();
        return open;
    }

    private Attempt stores(String id, Student student, int number, int points, int second) {
        Attempt closed = closed(stores(open(id, student, number)), points, second);
        assertThat(store.close(closed, score(closed), NOW.plusSeconds(second)).block())
                .isTrue();
        return closed;
    }

    private List<ScoreDelivery> due(Instant now) {
        return Objects.requireNonNull(store.due(now, 9, 9).collectList().block());
    }

    private ScoreDelivery claims(ScoreDelivery due, Instant now) {
        return Objects.requireNonNull(
                store.claim(due, now, now.plusSeconds(60)).block(), "it is claimed by another process");
    }

    @Test
    void keepsAttemptsOpenAndClosed() {
        Attempt open = stores(open("a", ANN, 1));
        assertThat(store.find("a").block()).isEqualTo(open);
        assertThat(store.find("b").block()).isNull();

        Attempt closed = closed(open, 4, 9);
        assertThat(store.close(closed, null, NOW).block()).isTrue();

        assertThat(store.find("a").block()).isEqualTo(closed);
        assertThat(store.delivery(ANN).block()).as("no score").isNull();
    }

    @Test
    void twoTabsOpenAnAttemptOnce() {
        List<Boolean> opened = Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(tab -> store.open(open("tab-" + tab, ANN, 1)).subscribeOn(Schedulers.parallel()))
                .collectList()
                .block());

        assertThat(opened).containsOnlyOnce(true);
        assertThat(store.of(ANN, "small-network").count().block()).isEqualTo(1);
    }

    @Test
    void anAttemptIsClosedOnce() {
        Attempt open = stores(open("a", ANN, 1));
        List<Boolean> done = Objects.requireNonNull(Flux.range(0, 6)
                .flatMap(tab -> {
                    Attempt closed = closed(open, tab, 9);
                    return store.close(closed, score(closed), NOW).subscribeOn(Schedulers.parallel());
                })
                .collectList()
                .block());

        assertThat(done).containsOnlyOnce(true);
        Attempt kept = Objects.requireNonNull(store.find("a").block());
        assertThat(due(NOW)).extracting(ScoreDelivery::score).containsExactly(score(kept));
    }

    @Test
    void keepsTheProgressOfAGoalWhileTheAttemptIsOpen() {
        String goal = "{\"goals\":[]}";
        Attempt open =
                stores(new Attempt("g", ANN, "goal:0", 1, 0, NOW, new Attempt.Training(goal, GoalProgress.NONE), null));
        Attempt one = open.with(new Attempt.Training(goal, new GoalProgress(1, "ab", 2, 77)));
        Attempt two = open.with(new Attempt.Training(goal, new GoalProgress(2, "cd", 1, 5)));
        assertThat(store.find("g").block()).isEqualTo(open);

        store.progress(two).block();
        store.progress(one).block();
        assertThat(store.find("g").block()).as("progress is never lost").isEqualTo(two);
        Attempt closed = closed(two, 2, 9);
        store.close(closed, null, NOW).block();
        store.progress(two.with(new Attempt.Training(goal, new GoalProgress(3, "ef", 1, 5))))
                .block();

        assertThat(store.find("g").block()).isEqualTo(closed);
    }

    @Test
    void listsAttemptsOfAStudentAndOfAClass() {
        Attempt bob = stores("b1", BOB, 1, 1, 1);
        Attempt second = stores("a2", ANN, 2, 5, 3);
        Attempt first = stores("a1", ANN, 1, 4, 2);
        Attempt open = stores(open("a3", ANN, 3));
        Student elsewhere = new Student(new Activity(PLATFORM, "deployment", "other link"), "ann");
        stores("e1", elsewhere, 1, 2, 2);

        assertThat(store.of(ANN, "small-network").collectList().block()).containsExactly(first, second, open);
        assertThat(store.of(ANN, "shapes").collectList().block()).isEmpty();
        assertThat(store.ofClass(ACTIVITY, "small-network").collectList().block())
                .containsExactly(first, second, open, bob);
    }

    @Test
    void aScoreIsDueWhenItsAttemptIsClosed() {
        Attempt closed = stores("a", ANN, 1, 4, 5);

        assertThat(due(NOW.plusSeconds(4))).isEmpty();
        assertThat(due(NOW.plusSeconds(5))).containsExactly(ScoreDelivery.of(score(closed), NOW.plusSeconds(5)));
    }

    @Test
    void listsTheLongestDueFirstAndFewOfEachPlatform() {
        for (int i = 0; i < 4; i++) {
            stores("a" + i, student("s" + i), 1, 3, 9 - i);
        }
        Student other = new Student(new Activity("fedcba9876543210", "deployment", "link"), "s");
        stores("other", other, 1, 3, 20);

        assertThat(store.due(NOW.plusSeconds(30), 2, 9).collectList().block())
                .extracting(delivery -> delivery.score().student().subject())
                .containsExactly("s3", "s2", "s");
        assertThat(store.due(NOW.plusSeconds(30), 9, 3).count().block()).isEqualTo(3);
    }

    @Test
    void onlyOneProcessClaimsADelivery() {
        stores("a", ANN, 1, 4, 0);
        ScoreDelivery due = due(NOW).getFirst();

        ScoreDelivery claimed = claims(due, NOW);

        assertThat(claimed.timestamp()).isEqualTo(NOW);
        assertThat(store.claim(due, NOW, NOW.plusSeconds(60)).block())
                .as("another has it")
                .isNull();
        assertThat(due(NOW.plusSeconds(59))).isEmpty();
        assertThat(due(NOW.plusSeconds(60))).as("the process has died").containsExactly(claimed);
        ScoreDelivery taken = claims(claimed, NOW.plusSeconds(60));

        store.release(claimed.finished(Outcome.FAILED)).block();
        assertThat(store.delivery(ANN).block())
                .as("the process that was too slow changes nothing")
                .isEqualTo(taken);
    }

    @Test
    void aTimestampIsLaterThanTheLastOne() {
        stores("a", ANN, 1, 4, 0);
        Instant before = NOW.plusSeconds(10);
        ScoreDelivery claimed = claims(due(before).getFirst(), before);
        store.release(claimed.failed(NOW, true)).block();

        ScoreDelivery kept = Objects.requireNonNull(store.delivery(ANN).block());
        assertThat(kept.tries()).isEqualTo(1);
        assertThat(kept.unanswered()).isTrue();
        assertThat(due(before.plusMillis(1_999))).as("at least 2 s apart").isEmpty();
        assertThat(due(before.plusSeconds(2))).containsExactly(kept);
        assertThat(kept.claimed(NOW, NOW).timestamp())
                .as("the clock of this process is behind")
                .isEqualTo(before.plusMillis(1));
    }

    @Test
    void aNewScoreReplacesTheLastOneAndStaysDueAfterItsDelivery() {
        stores("a1", ANN, 1, 2, 0);
        ScoreDelivery claimed = claims(due(NOW).getFirst(), NOW);
        Attempt better = stores("a2", ANN, 2, 5, 1);

        assertThat(due(NOW.plusSeconds(9))).as("the first is being sent").isEmpty();
        store.release(claimed.finished(Outcome.DELIVERED)).block();

        ScoreDelivery next = due(NOW.plusSeconds(9)).getFirst();
        assertThat(next.score()).isEqualTo(score(better));
        assertThat(next.version()).isEqualTo(2);
        assertThat(next.timestamp()).isEqualTo(NOW);
        assertThat(next.claimedUntil()).isNull();
    }

    @Test
    void aScoreThatIsDeliveredIsNotSentAgainUnlessItFailed() {
        Attempt best = stores("a1", ANN, 1, 5, 0);
        ScoreDelivery claimed = claims(due(NOW).getFirst(), NOW);
        store.release(claimed.finished(Outcome.DELIVERED)).block();
        Attempt worse = closed(stores(open("a2", ANN, 2)), 1, 5);
        store.close(worse, score(best), NOW.plusSeconds(5)).block();

        assertThat(due(NOW.plusSeconds(99))).isEmpty();
        assertThat(Objects.requireNonNull(store.delivery(ANN).block()).outcome())
                .isEqualTo(Outcome.DELIVERED);

        Attempt better = stores("a3", ANN, 3, 6, 10);
        ScoreDelivery again = claims(due(NOW.plusSeconds(10)).getFirst(), NOW.plusSeconds(10));
        store.release(again.finished(Outcome.FAILED)).block();
        Attempt last = closed(stores(open("a4", ANN, 4)), 0, 20);
        store.close(last, score(better), NOW.plusSeconds(20)).block();
        assertThat(due(NOW.plusSeconds(20))).extracting(ScoreDelivery::score).containsExactly(score(better));
    }

    @Test
    void deletesWhatBelongsToAStudentALinkOrAPlatform() {
        Student elsewhere = new Student(new Activity(PLATFORM, "deployment", "other link"), "ann");
        stores("a", ANN, 1, 4, 0);
        stores("b", BOB, 1, 4, 0);
        stores("e", elsewhere, 1, 4, 0);
        assertThat(store.subjects(PLATFORM).collectList().block()).containsExactlyInAnyOrder("ann", "bob");

        assertThat(store.delete(PLATFORM, "link", "ann").block()).isEqualTo(1);
        assertThat(store.find("a").block()).isNull();
        assertThat(store.delivery(ANN).block()).isNull();
        assertThat(store.delivery(elsewhere).block()).isNotNull();
        assertThat(store.delete(PLATFORM, "link", null).block()).isEqualTo(1);
        assertThat(store.find("b").block()).isNull();
        assertThat(store.delete("another platform", null, null).block()).isZero();
        assertThat(store.delete(PLATFORM, null, null).block()).isEqualTo(1);
        assertThat(due(NOW.plusSeconds(99))).isEmpty();
    }

    @Test
    void deletesWhatIsOlderThanTheRetentionTime() {
        stores("a", ANN, 1, 4, 0);

        store.deleteBefore(NOW).block();
        assertThat(store.find("a").block()).isNotNull();
        assertThat(store.delivery(ANN).block()).isNotNull();

        store.deleteBefore(NOW.plus(Duration.ofMillis(1))).block();
        assertThat(store.find("a").block()).isNull();
        assertThat(store.delivery(ANN).block()).isNull();
    }
}
