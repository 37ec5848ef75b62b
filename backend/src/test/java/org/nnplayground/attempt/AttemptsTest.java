package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nnplayground.access.TestKeys;
import org.nnplayground.attempt.Score.Gradebook;
import org.nnplayground.course.Grade;
import org.nnplayground.course.Grade.StepGrade;
import org.nnplayground.course.Grade.Verdict;
import org.nnplayground.problem.PlaygroundException;

class AttemptsTest {

    private static final Gradebook GRADEBOOK = new Gradebook(URI.create("https://platform.example/lineitem"), false);

    private final AttemptStore store = new InMemoryAttemptStore();
    private final StudentHashes hashes = new StudentHashes(TestKeys.derived("a"));
    private Instant now = TestAttempts.NOW;
    private final Attempts attempts = new Attempts(
            store, hashes, new AttemptSettings(Duration.ofDays(400), List.of(Duration.ofSeconds(5))), () -> now);
    private final Student ann = TestAttempts.student("ann");

    private static Assignment assignment(int allowed) {
        return new Assignment(TestAttempts.ACTIVITY, "small-network", null, allowed, GRADEBOOK);
    }

    private Attempt opens(Student student, int allowed) {
        return Objects.requireNonNull(
                attempts.open(student, assignment(allowed)).block());
    }

    private Attempt answers(Student student, int points) {
        now = now.plusSeconds(60);
        return Objects.requireNonNull(attempts.close(opens(student, 20), assignment(20), grade(points))
                .block());
    }

    private static Grade grade(int points) {
        return new Grade(List.of(
                new StepGrade("sums", Verdict.WRONG, List.of(List.of(Verdict.WRONG)), List.of(), null, points, 6)));
    }

    private Score score() {
        return Objects.requireNonNull(store.delivery(ann).block()).score();
    }

    @Test
    void aStudentHasAsManyAttemptsAsAllowedOneAtATime() {
        Attempt first = opens(ann, 2);
        assertThatThrownBy(() -> opens(ann, 2))
                .isInstanceOf(PlaygroundException.class)
                .hasMessage("An attempt is open already; answer it first.");
        attempts.close(first, assignment(2), grade(1)).block();
        Attempt second = opens(ann, 2);
        attempts.close(second, assignment(2), grade(1)).block();

        assertThatThrownBy(() -> opens(ann, 2)).hasMessage("No attempt is left; 2 are allowed.");
        assertThat(List.of(first.number(), second.number())).containsExactly(1, 2);
        assertThat(opens(TestAttempts.student("bob"), 2).number())
                .as("another student")
                .isEqualTo(1);
    }

    @Test
    void anAttemptIsAnsweredOnce() {
        Attempt open = opens(ann, 2);
        attempts.close(open, assignment(2), grade(1)).block();

        assertThatThrownBy(() -> attempts.close(open, assignment(2), grade(6)).block())
                .hasMessage("This attempt has been answered already.");
        assertThatThrownBy(() -> attempts.openOf(ann, assignment(2), open.id()).block())
                .hasMessage("This attempt has been answered already.");
        assertThat(score().points()).isEqualTo(1);
    }

    @Test
    void nobodyAnswersTheAttemptOfAnother() {
        Attempt open = opens(ann, 2);

        assertThatThrownBy(() -> attempts.openOf(TestAttempts.student("bob"), assignment(2), open.id())
                        .block())
                .hasMessage("There is no attempt " + open.id() + " of this student.");
    }

    @Test
    void theBestAttemptCountsAndOfEqualOnesTheFirst() {
        answers(ann, 2);
        Attempt best = answers(ann, 5);
        answers(ann, 5);
        answers(ann, 1);

        assertThat(score()).isEqualTo(Score.of(best, GRADEBOOK));
        assertThat(Objects.requireNonNull(store.delivery(ann).block()).version())
                .isEqualTo(2);
    }

    @Test
    void seedsDifferInEachPartAndFitIntoANumberOfTheSpec() {
        Activity here = TestAttempts.ACTIVITY;
        Set<Long> seeds = new HashSet<>();
        for (Student student : List.of(
                ann,
                TestAttempts.student("anna"),
                new Student(new Activity("p", here.deployment(), here.link()), "ann"),
                new Student(new Activity(here.platform(), here.deployment() + "l", "ink"), "ann"),
                new Student(new Activity(here.platform(), here.deployment(), "other"), "ann"))) {
            for (int number = 1; number <= 20; number++) {
                seeds.add(hashes.seed(student, "small-network", number));
            }
        }

        assertThat(seeds).hasSize(100).allMatch(seed -> seed >= 0 && seed < 1L << 53);
        assertThat(seeds).as("all 53 bits are used").anyMatch(seed -> seed >= 1L << 52);
        assertThat(hashes.seed(ann, "small-network", 1))
                .isEqualTo(new StudentHashes(TestKeys.derived("a")).seed(ann, "small-network", 1))
                .isNotEqualTo(new StudentHashes(TestKeys.derived("b")).seed(ann, "small-network", 1));
    }

    @Test
    void aStudentIsForgottenBySubjectOrPseudonym() {
        Student bob = TestAttempts.student("bob");
        answers(ann, 2);
        answers(bob, 3);

        assertThat(attempts.forget(TestAttempts.PLATFORM, null, hashes.pseudonym(TestAttempts.PLATFORM, "ann"))
                        .block())
                .isEqualTo(1);
        assertThat(attempts.forget(TestAttempts.PLATFORM, "another link", "bob").block())
                .isZero();
        assertThat(attempts.forget(TestAttempts.PLATFORM, "link", "bob").block())
                .isEqualTo(1);
        assertThat(attempts.ofClass(assignment(2)).block()).isEmpty();
    }

    private ClassResults results(Roster roster) {
        return ClassResults.of(
                assignment(2),
                Objects.requireNonNull(attempts.ofClass(assignment(2)).block()),
                roster,
                hashes,
                Collator.getInstance(Locale.ENGLISH));
    }

    @Test
    void aClassIsListedByNameWithThoseWhoHaveNothingHandedIn() {
        answers(ann, 2);
        answers(TestAttempts.student("dropout"), 2);
        opens(TestAttempts.student("bob"), 2);

        ClassResults results = results(Roster.of(List.of(
                new Member("ann", "Zoe", true),
                new Member("cid", "Émile", true),
                new Member("dan", "Flora", true),
                new Member("bob", "eve", true),
                new Member("eve", "Teacher", false))));

        assertThat(results.students())
                .extracting(ClassResults.StudentResult::name)
                .containsExactly(null, "Zoe");
        assertThat(results.unfinished())
                .extracting(ClassResults.Unfinished::name)
                .containsExactly("Émile", "eve", "Flora");
        assertThat(results.unfinished())
                .extracting(ClassResults.Unfinished::started)
                .containsExactly(false, true, false);
    }

    @Test
    void aClassIsListedByPseudonymWithTheStepsThatWereWrong() {
        store.open(TestAttempts.open("a", ann, 1)).block();
        store.close(TestAttempts.closed(TestAttempts.open("a", ann, 1), 4, 5), null, now)
                .block();
        store.open(TestAttempts.open("b", ann, 2)).block();
        store.close(TestAttempts.closed(TestAttempts.open("b", ann, 2), 3, 9), null, now)
                .block();
        opens(TestAttempts.student("bob"), 2);

        ClassResults results = results(Roster.without(Roster.State.OFF));

        assertThat(results.students())
                .containsExactly(new ClassResults.StudentResult(
                        hashes.pseudonym(TestAttempts.PLATFORM, "ann"),
                        null,
                        2,
                        4,
                        6,
                        TestAttempts.NOW.plusSeconds(9)));
        assertThat(results.unfinished()).isEmpty();
        assertThat(results.students().getFirst().pseudonym()).matches("S-[0-9a-f]{8}");
        assertThat(results.steps())
                .containsExactly(
                        new ClassResults.StepCount("sums", 2, 0),
                        new ClassResults.StepCount("hidden", 2, 2),
                        new ClassResults.StepCount("output", 2, 0),
                        new ClassResults.StepCount("step-1", 0, 0));
    }
}
