package org.nnplayground.course.exercises;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.Solution;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.course.Step;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;

/** Draws sheets of a seed until one is fit for a student. */
final class Variants {

    /** Nearly every exercise needs fewer than a hundred. */
    private static final int MAX_DRAWS = 100_000;

    private Variants() {}

    /**
     * The first drawn sheet that meets all conditions: rounding each result as its step says gives right answers,
     * different usual mistakes of a step give different answers, and {@code suits} accepts it.
     *
     * @param suits a further condition
     */
    static ExerciseSheet first(long seed, Function<Draw, ExerciseSheet> draws, Predicate<Results> suits) {
        var draw = new Draw(Randomness.of(seed, Purpose.EXERCISE));
        for (int i = 0; i < MAX_DRAWS; i++) {
            ExerciseSheet sheet = draws.apply(draw);
            Solution solution = Solution.of(sheet);
            if (suits.test(new Results(sheet, solution))
                    && isRobustToRounding(sheet, solution)
                    && tellsMistakesApart(sheet, solution)) {
                return sheet;
            }
        }
        throw new IllegalStateException("no variant of seed " + seed);
    }

    /** The results of a sheet by step. */
    record Results(ExerciseSheet sheet, Solution solution) {

        double[] of(String step) {
            return solution.steps()
                    .get(sheet.steps().stream().map(Step::id).toList().indexOf(step))
                    .flat();
        }

        double largest(String step) {
            return Arrays.stream(of(step)).map(Math::abs).max().orElseThrow();
        }

        double smallest(String step) {
            return Arrays.stream(of(step)).map(Math::abs).min().orElseThrow();
        }
    }

    private static boolean isRobustToRounding(ExerciseSheet sheet, Solution solution) {
        Solution rounded = Solution.rounded(sheet);
        return IntStream.range(0, sheet.steps().size()).allMatch(s -> {
            double[] right = solution.steps().get(s).flat();
            double[] given = rounded.steps().get(s).flat();
            Step step = sheet.steps().get(s);
            return IntStream.range(0, right.length)
                    .allMatch(i -> Math.abs(given[i] - right[i])
                            <= 0.5 * step.tolerance().of(right[i]));
        });
    }

    private static boolean tellsMistakesApart(ExerciseSheet sheet, Solution solution) {
        return IntStream.range(0, sheet.steps().size())
                .allMatch(s -> tellsMistakesApart(
                        sheet.steps().get(s), solution.steps().get(s)));
    }

    /** Whether no two mistakes lead to the same numbers, unless both are right for these numbers. */
    private static boolean tellsMistakesApart(Step step, Solved solved) {
        List<double[]> wrong = step.mistakes().stream()
                .map(mistake -> mistake.rule().apply(solved.before()))
                .filter(values -> !agree(step, solved.flat(), values))
                .toList();
        return IntStream.range(0, wrong.size())
                .allMatch(later -> IntStream.range(0, later)
                        .noneMatch(earlier -> agree(step, wrong.get(earlier), wrong.get(later))));
    }

    /** Whether the given numbers are within the tolerance of the expected ones. */
    private static boolean agree(Step step, double[] expected, double[] given) {
        return IntStream.range(0, expected.length)
                .allMatch(i -> step.tolerance().accepts(expected[i], given[i]));
    }
}
