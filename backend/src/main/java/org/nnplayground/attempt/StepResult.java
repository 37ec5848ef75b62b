package org.nnplayground.attempt;

import org.nnplayground.course.Grade.StepGrade;
import org.nnplayground.course.Grade.Verdict;

/**
 * What became of one step of an attempt.
 *
 * @param step id of the step
 */
public record StepResult(String step, Outcome outcome) {

    /** Of a step. */
    public enum Outcome {
        RIGHT,
        /** Wrong, and not explained by wrong numbers in earlier steps. */
        WRONG,
        /** Wrong, but it follows correctly from the student's wrong numbers in earlier steps. */
        CONSISTENT,
        MISSING
    }

    static StepResult of(StepGrade grade) {
        return new StepResult(grade.id(), outcome(grade));
    }

    private static Outcome outcome(StepGrade grade) {
        return switch (grade.verdict()) {
            case Verdict.RIGHT -> Outcome.RIGHT;
            case Verdict.WRONG -> grade.isConsistent() ? Outcome.CONSISTENT : Outcome.WRONG;
            case Verdict.MISSING -> Outcome.MISSING;
        };
    }
}
