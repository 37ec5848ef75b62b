package org.nnplayground.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Grade.StepGrade;
import org.nnplayground.course.Grade.Verdict;
import org.nnplayground.course.Step.Mistake;
import org.nnplayground.course.exercises.ExercisesConfiguration;
import org.nnplayground.problem.Language;

/** A thousand variants of each exercise. */
class VariantsTest {

    private static final int SEEDS = 1000;
    private static final ExerciseBook BOOK = new ExercisesConfiguration().exerciseBook();
    private static final DoubleUnaryOperator EXACTLY = result -> result;

    static Stream<String> slugs() {
        return BOOK.exercises().stream().map(Exercise::slug);
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void aCorrectAnswerIsRightAndAnyErrorIsWrong(String slug) {
        Exercise exercise = BOOK.exercise(slug);
        for (long seed = 0; seed < SEEDS; seed++) {
            ExerciseSheet sheet = exercise.sheet(seed);
            List<double[]> found = Solver.of(sheet, EXACTLY).solve(slug);
            Solution solution = Solution.of(sheet);

            assertThat(Grading.grade(sheet, solution, answer(sheet, found)).isRight())
                    .as("seed " + seed)
                    .isTrue();
            assertThat(found).hasSameSizeAs(sheet.steps());
            for (int s = 0; s < found.size(); s++) {
                for (int i = 0; i < found.get(s).length; i++) {
                    assertEachFaultIsFound(sheet, solution, found, s, i);
                }
            }
        }
    }

    /** The number just beyond the tolerance, on both sides, and with the wrong sign. */
    private static void assertEachFaultIsFound(
            ExerciseSheet sheet, Solution solution, List<double[]> found, int s, int i) {
        Step step = sheet.steps().get(s);
        double right = found.get(s)[i];
        double tolerance = step.tolerance().of(right);
        var wrong = new ArrayList<>(List.of(right + 1.1 * tolerance, right - 1.1 * tolerance));
        if (Math.abs(right) > tolerance) {
            wrong.add(-right);
        }
        for (double number : wrong) {
            var perturbed = new ArrayList<>(found);
            double[] row = found.get(s).clone();
            row[i] = number;
            perturbed.set(s, row);

            Grade grade = Grading.grade(sheet, solution, answer(sheet, perturbed));

            assertThat(grade.isRight()).as("%s is not %s", number, right).isFalse();
            assertThat(grade.rightSteps()).isEqualTo(found.size() - 1);
            StepGrade graded = grade.steps().get(s);
            assertThat(graded.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(graded.cells().get(i / step.columns()).get(i % step.columns()))
                    .isEqualTo(Verdict.WRONG);
        }
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void roundingEveryStepAsAskedIsRight(String slug) {
        Exercise exercise = BOOK.exercise(slug);
        for (long seed = 0; seed < SEEDS; seed++) {
            ExerciseSheet sheet = exercise.sheet(seed);
            int decimals = sheet.steps().stream()
                    .mapToInt(step -> step.tolerance().decimals())
                    .max()
                    .orElseThrow();
            double unit = Math.pow(10, decimals);

            List<double[]> found =
                    Solver.of(sheet, result -> Math.rint(result * unit) / unit).solve(slug);

            Grade grade = Grading.grade(sheet, Solution.of(sheet), answer(sheet, found));
            assertThat(grade.isRight()).as("seed " + seed + ": " + grade).isTrue();
        }
    }

    /** A student who makes one usual mistake and goes on correctly from there. */
    @ParameterizedTest
    @MethodSource("slugs")
    void everyUsualMistakeIsNamedAndWhatFollowsFromItIsConsistent(String slug) {
        var possible = new HashMap<String, Integer>();
        for (long seed = 0; seed < SEEDS; seed++) {
            ExerciseSheet sheet = BOOK.exercise(slug).sheet(seed);
            Solution solution = Solution.of(sheet);
            for (int s = 0; s < sheet.steps().size(); s++) {
                for (Mistake mistake : sheet.steps().get(s).mistakes()) {
                    String name = sheet.steps().get(s).text() + " " + mistake.name();
                    possible.merge(name, 0, Integer::sum);
                    List<double[]> found = withMistake(sheet, s, mistake);
                    Grade grade = Grading.grade(sheet, solution, answer(sheet, found));
                    StepGrade graded = grade.steps().get(s);
                    if (Double.isNaN(found.get(s)[0]) || graded.verdict() == Verdict.RIGHT) {
                        continue; // with these numbers it is no mistake
                    }
                    possible.merge(name, 1, Integer::sum);
                    assertThat(graded.mistake()).as("%s, seed %d", name, seed).isEqualTo(mistake.name());
                    assertThat(graded.points()).isLessThan(graded.maxPoints());
                    for (StepGrade later :
                            grade.steps().subList(s + 1, grade.steps().size())) {
                        assertThat(later.verdict() == Verdict.RIGHT
                                        || later.isConsistent()
                                        || later.verdict() == Verdict.MISSING)
                                .as("%s after %s, seed %d", later, name, seed)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(possible)
                .allSatisfy((name, count) -> assertThat(count).as(name).isGreaterThan(SEEDS / 50));
    }

    /** Row after row; NaN where nothing follows from the mistake. */
    private static List<double[]> withMistake(ExerciseSheet sheet, int at, Mistake mistake) {
        Numbers numbers = sheet.numbers();
        var found = new ArrayList<double[]>();
        for (int s = 0; s < sheet.steps().size(); s++) {
            Rule rule = s == at ? mistake.rule() : sheet.steps().get(s).rule();
            found.add(Arrays.stream(rule.apply(numbers))
                    .map(value -> Double.isFinite(value) ? value : Double.NaN)
                    .toArray());
            numbers = numbers.with(sheet.steps().get(s).id(), found.getLast());
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void theTaskShowsExactlyTheGivenNumbers(String slug) {
        for (long seed = 0; seed < SEEDS; seed++) {
            ExerciseSheet sheet = BOOK.exercise(slug).sheet(seed);
            Map<String, double[]> shown = Solver.of(sheet, EXACTLY).shown();
            for (Given given : sheet.given()) {
                double[] values = Stream.of(given.values())
                        .flatMap(row -> Arrays.stream(row).boxed())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                assertThat(shown.get(given.name())).as(given.name()).isEqualTo(values);
            }
            for (Language language : Language.values()) {
                String task = BOOK.sheet(slug, seed, language).task().toString();
                assertThat(sheet.given()).allSatisfy(given -> assertThat(task).contains(given.tex()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void aSeedAlwaysGivesTheSameSheetAndOtherSeedsDifferentOnes(String slug) {
        Exercise exercise = BOOK.exercise(slug);
        var different = new HashSet<String>();
        for (long seed = 0; seed < 100; seed++) {
            String given = given(exercise.sheet(seed));
            assertThat(given(exercise.sheet(seed))).isEqualTo(given);
            different.add(given);
        }
        assertThat(different).hasSizeGreaterThan(90);
        assertThat(given(exercise.sheet(null))).isNotIn(different);
        assertThat(given(exercise.sheet((1L << 53) - 1))).isNotEmpty();
    }

    private static String given(ExerciseSheet sheet) {
        return sheet.given().stream().map(Given::tex).toList().toString();
    }

    /** @param found row after row */
    private static Answer answer(ExerciseSheet sheet, List<double[]> found) {
        var answers = new HashMap<String, double[][]>();
        for (int s = 0; s < sheet.steps().size(); s++) {
            Step step = sheet.steps().get(s);
            var rows = new double[step.rows()][step.columns()];
            for (int i = 0; i < found.get(s).length; i++) {
                rows[i / step.columns()][i % step.columns()] = found.get(s)[i];
            }
            answers.put(step.id(), rows);
        }
        return new Answer(answers);
    }
}
