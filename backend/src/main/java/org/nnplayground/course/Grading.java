package org.nnplayground.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Grade.StepGrade;
import org.nnplayground.course.Grade.Verdict;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.course.Step.Mistake;

/**
 * Grades an answer in three ways. Each number is compared with the right one; each wrong number also with what the
 * step's rule makes of the student's own earlier numbers (follow-on marking); and wrong numbers that remain with what
 * the step's usual mistakes make of the right and of the student's own earlier numbers.
 */
public final class Grading {

    private final Answer answer;
    private final List<Step> wrongSteps = new ArrayList<>();
    /** What is given, and the student's results so far; the right ones where the student has none. */
    private Numbers own;

    private Grading(Numbers given, Answer answer) {
        this.own = given;
        this.answer = answer;
    }

    public static Grade grade(ExerciseSheet sheet, Solution solution, Answer answer) {
        var grading = new Grading(Numbers.of(sheet), answer);
        return new Grade(IntStream.range(0, sheet.steps().size())
                .mapToObj(
                        s -> grading.next(sheet.steps().get(s), solution.steps().get(s)))
                .toList());
    }

    private StepGrade next(Step step, Solved solved) {
        double[] right = solved.flat();
        double[] given = answer.of(step);
        Verdict[] cells = new Verdict[right.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Double.isNaN(given[i])
                    ? Verdict.MISSING
                    : step.tolerance().accepts(right[i], given[i]) ? Verdict.RIGHT : Verdict.WRONG;
        }
        boolean[] follows = new boolean[cells.length];
        if (!wrongSteps.isEmpty()) {
            double[] expected = step.rule().apply(own);
            for (int i = 0; i < cells.length; i++) {
                follows[i] = cells[i] == Verdict.WRONG && step.tolerance().accepts(expected[i], given[i]);
            }
        }
        boolean explained = IntStream.range(0, cells.length).allMatch(i -> cells[i] != Verdict.WRONG || follows[i]);
        Verdict verdict = together(Arrays.asList(cells));
        boolean consistent = verdict == Verdict.WRONG && explained;
        var grade = new StepGrade(
                step.id(),
                verdict,
                IntStream.range(0, step.rows())
                        .mapToObj(row -> Arrays.asList(cells).subList(row * step.columns(), (row + 1) * step.columns()))
                        .toList(),
                consistent ? causes(step, solved) : List.of(),
                explained ? null : mistake(step, solved.before(), given),
                (int) IntStream.range(0, cells.length)
                        .filter(i -> cells[i] == Verdict.RIGHT || follows[i])
                        .count(),
                cells.length);
        if (verdict == Verdict.WRONG) {
            wrongSteps.add(step);
        }
        own = own.with(
                step.id(),
                IntStream.range(0, cells.length)
                        .mapToDouble(i -> Double.isNaN(given[i]) ? right[i] : given[i])
                        .toArray());
        return grade;
    }

    private static Verdict together(List<Verdict> cells) {
        return cells.contains(Verdict.WRONG)
                ? Verdict.WRONG
                : cells.contains(Verdict.MISSING) ? Verdict.MISSING : Verdict.RIGHT;
    }

    /** The wrong steps whose numbers change the result of this one each by itself; all wrong ones if only together. */
    private List<String> causes(Step step, Solved solved) {
        List<String> wrong = wrongSteps.stream().map(Step::id).toList();
        List<String> alone = wrong.stream()
                .filter(id -> !accepts(
                        step, solved.flat(), step.rule().apply(solved.before().with(id, own.all(id)))))
                .toList();
        return alone.isEmpty() ? wrong : alone;
    }

    private static boolean accepts(Step step, double[] right, double[] given) {
        return IntStream.range(0, right.length).allMatch(i -> step.tolerance().accepts(right[i], given[i]));
    }

    /** The first usual mistake that leads to all given numbers of the step. */
    private @Nullable String mistake(Step step, Numbers right, double[] given) {
        for (Mistake mistake : step.mistakes()) {
            for (Numbers known : List.of(right, own)) {
                double[] expected = mistake.rule().apply(known);
                if (IntStream.range(0, given.length)
                        .filter(i -> !Double.isNaN(given[i]))
                        .allMatch(i -> step.tolerance().accepts(expected[i], given[i]))) {
                    return mistake.name();
                }
            }
        }
        return null;
    }
}
