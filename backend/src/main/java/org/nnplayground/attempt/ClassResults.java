package org.nnplayground.attempt;

import java.text.Collator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.StepResult.Outcome;

/**
 * What a class has achieved in an assignment.
 *
 * @param students with closed attempts, by name; those without a name by pseudonym, so that the order says nothing else
 * @param unfinished students of the course without a closed attempt, in the same order; empty if there are no names
 * @param steps in the order of the exercise
 */
public record ClassResults(
        Roster.State names, List<StudentResult> students, List<Unfinished> unfinished, List<StepCount> steps) {

    public ClassResults {
        students = List.copyOf(students);
        unfinished = List.copyOf(unfinished);
        steps = List.copyOf(steps);
    }

    /**
     * @param name null if there is none
     * @param attempts number of closed attempts
     * @param points of the best attempt
     * @param maxPoints of the best attempt
     * @param lastAt when the last attempt was closed
     */
    public record StudentResult(
            String pseudonym, @Nullable String name, int attempts, int points, int maxPoints, Instant lastAt) {}

    /**
     * @param name null if there is none
     * @param started whether an attempt is open
     */
    public record Unfinished(String pseudonym, @Nullable String name, boolean started) {}

    /**
     * @param step id
     * @param answered number of attempts with an answer to the step
     * @param wrong number of those whose answer was wrong by itself, not only because of earlier steps
     */
    public record StepCount(String step, int answered, int wrong) {}

    /**
     * The results of an assignment.
     *
     * @param attempts all, by student and number
     * @param order of names
     */
    public static ClassResults of(
            Assignment assignment, List<Attempt> attempts, Roster roster, StudentHashes hashes, Collator order) {
        Function<String, String> pseudonym =
                subject -> hashes.pseudonym(assignment.activity().platform(), subject);
        List<Attempt> closed =
                attempts.stream().filter(attempt -> !attempt.isOpen()).toList();
        Map<String, List<Attempt>> bySubject = closed.stream().collect(Collectors.groupingBy(ClassResults::subject));
        Set<String> started = attempts.stream().map(ClassResults::subject).collect(Collectors.toSet());
        List<StudentResult> students = bySubject.entrySet().stream()
                .map(entry -> of(pseudonym.apply(entry.getKey()), roster.nameOf(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(result -> label(result.name(), result.pseudonym()), order))
                .toList();
        List<Unfinished> unfinished = roster.students().stream()
                .filter(member -> !bySubject.containsKey(member.subject()))
                .map(member -> new Unfinished(
                        pseudonym.apply(member.subject()), member.name(), started.contains(member.subject())))
                .sorted(Comparator.comparing(each -> label(each.name(), each.pseudonym()), order))
                .toList();
        return new ClassResults(roster.state(), students, unfinished, steps(closed));
    }

    private static String subject(Attempt attempt) {
        return attempt.student().subject();
    }

    private static String label(@Nullable String name, String pseudonym) {
        return name == null ? pseudonym : name;
    }

    private static StudentResult of(String pseudonym, @Nullable String name, List<Attempt> attempts) {
        Attempt.Result best = result(attempts.stream().min(Attempt.BEST_FIRST).orElseThrow());
        return new StudentResult(
                pseudonym,
                name,
                attempts.size(),
                best.points(),
                best.maxPoints(),
                result(attempts.getLast()).closedAt());
    }

    private static List<StepCount> steps(List<Attempt> closed) {
        Map<String, List<Outcome>> outcomes = closed.stream()
                .flatMap(attempt -> result(attempt).steps().stream())
                .collect(Collectors.groupingBy(
                        StepResult::step,
                        LinkedHashMap::new,
                        Collectors.mapping(StepResult::outcome, Collectors.toList())));
        var steps = new ArrayList<StepCount>();
        outcomes.forEach((step, of) -> steps.add(new StepCount(
                step,
                (int) of.stream().filter(outcome -> outcome != Outcome.MISSING).count(),
                (int) of.stream().filter(outcome -> outcome == Outcome.WRONG).count())));
        return steps;
    }

    private static Attempt.Result result(Attempt closed) {
        return Objects.requireNonNull(closed.result());
    }
}
