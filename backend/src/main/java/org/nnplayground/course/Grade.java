package org.nnplayground.course;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.course.ExerciseSheet.Step;
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
     */
    public record StepGrade(String id, Verdict verdict, List<List<Verdict>> cells) {

        public StepGrade {
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /** Compares an answer to a sheet with its solution. */
    static Grade of(ExerciseSheet sheet, Solution solution, Answer answer) {
        var grades = new ArrayList<StepGrade>();
        for (int s = 0; s < sheet.steps().size(); s++) {
            Step step = sheet.steps().get(s);
            double[][] right = solution.steps().get(s).values();
            var cells = new ArrayList<List<Verdict>>();
            for (int row = 0; row < step.rows(); row++) {
                var verdicts = new ArrayList<Verdict>();
                for (int column = 0; column < step.columns(); column++) {
                    double given = answer.number(step.id(), row, column);
                    verdicts.add(
                            Double.isNaN(given)
                                    ? Verdict.MISSING
                                    : step.tolerance().accepts(right[row][column], given)
                                            ? Verdict.RIGHT
                                            : Verdict.WRONG);
                }
                cells.add(verdicts);
            }
            grades.add(new StepGrade(step.id(), together(cells), cells));
        }
        return new Grade(grades);
    }

    private static Verdict together(List<List<Verdict>> cells) {
        List<Verdict> all = cells.stream().flatMap(List::stream).toList();
        return all.contains(Verdict.WRONG)
                ? Verdict.WRONG
                : all.contains(Verdict.MISSING) ? Verdict.MISSING : Verdict.RIGHT;
    }

    public boolean isRight() {
        return steps.stream().allMatch(step -> step.verdict() == Verdict.RIGHT);
    }

    public int rightSteps() {
        return (int)
                steps.stream().filter(step -> step.verdict() == Verdict.RIGHT).count();
    }

    /** Whether there is a number for everything that was asked. */
    public boolean isComplete() {
        return steps.stream()
                .flatMap(step -> step.cells().stream())
                .flatMap(List::stream)
                .noneMatch(cell -> cell == Verdict.MISSING);
    }
}
