package org.nnplayground.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Choice;

/**
 * The grade of an answer, step by step.
 *
 * @param steps one for each of the sheet's
 */
public record Grade(List<StepGrade> steps) {

    public Grade {
        steps = List.copyOf(steps);
    }

    /** Of a number, or of all numbers of a step together. */
    public enum Verdict implements Choice {
        RIGHT,
        WRONG,
        MISSING
    }

    /**
     * @param verdict wrong if any number is, else missing if any is, else right
     * @param cells {@code [rows][columns]}
     * @param consistentWith ids of earlier wrong steps: every wrong number follows correctly from the student's numbers
     *     there. Empty if this is not so
     * @param mistake name of the usual mistake that leads to the wrong numbers; null if none is known
     * @param points one for each number that is right or follows correctly from the student's earlier numbers
     */
    public record StepGrade(
            String id,
            Verdict verdict,
            List<List<Verdict>> cells,
            List<String> consistentWith,
            @Nullable String mistake,
            int points,
            int maxPoints) {

        public StepGrade {
            cells = cells.stream().map(List::copyOf).toList();
            consistentWith = List.copyOf(consistentWith);
        }

        public boolean isConsistent() {
            return !consistentWith.isEmpty();
        }
    }

    public boolean isRight() {
        return steps.stream().allMatch(step -> step.verdict() == Verdict.RIGHT);
    }

    public int rightSteps() {
        return (int)
                steps.stream().filter(step -> step.verdict() == Verdict.RIGHT).count();
    }

    public int points() {
        return steps.stream().mapToInt(StepGrade::points).sum();
    }

    public int maxPoints() {
        return steps.stream().mapToInt(StepGrade::maxPoints).sum();
    }

    /** Whether there is a number for everything that was asked. */
    public boolean isComplete() {
        return steps.stream()
                .flatMap(step -> step.cells().stream())
                .flatMap(List::stream)
                .noneMatch(cell -> cell == Verdict.MISSING);
    }
}
