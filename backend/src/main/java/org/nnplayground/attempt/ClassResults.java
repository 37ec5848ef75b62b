package org.nnplayground.attempt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.nnplayground.attempt.StepResult.Outcome;

/**
 * What a class has achieved in an assignment.
 *
 * @param students by pseudonym, so that the order says nothing else
 * @param steps in the order of the exercise
 */
public record ClassResults(List<StudentResult> students, List<StepCount> steps) {

    public ClassResults {
        students = List.copyOf(students);
        steps = List.copyOf(steps);
    }

    /**
     * @param attempts number of closed attempts
     * @param points of the best attempt
     * @param maxPoints of the best attempt
     * @param lastAt when the last attempt was closed
     */
    public record StudentResult(String pseudonym, int attempts, int points, int maxPoints, Instant lastAt) {}

    /**
     * @param step id
     * @param answered number of attempts with an answer to the step
     * @param wrong number of those whose answer was wrong by itself, not only because of earlier steps
     */
    public record StepCount(String step, int answered, int wrong) {}

    /** @param closed by student and number */
    public static ClassResults of(List<Attempt> closed, StudentHashes hashes) {
        Map<Student, List<Attempt>> byStudent = closed.stream()
                .collect(Collectors.groupingBy(Attempt::student, LinkedHashMap::new, Collectors.toList()));
        List<StudentResult> students = byStudent.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), hashes))
                .sorted(Comparator.comparing(StudentResult::pseudonym))
                .toList();
        return new ClassResults(students, steps(closed));
    }

    private static StudentResult of(Student student, List<Attempt> attempts, StudentHashes hashes) {
        Attempt.Result best = result(attempts.stream().min(Attempt.BEST_FIRST).orElseThrow());
        return new StudentResult(
                hashes.pseudonym(student.activity().platform(), student.subject()),
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
