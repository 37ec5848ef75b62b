package org.nnplayground.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.course.ExerciseBook.WordedGrade;
import org.nnplayground.course.ExerciseText.StepText;
import org.nnplayground.course.Grade.StepGrade;
import org.nnplayground.course.Grade.Verdict;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.course.exercises.ExercisesConfiguration;
import org.nnplayground.problem.Language;

/** The lecture's exercises A to E with the lecture's answers. */
class LectureExercisesTest {

    private static final ExerciseBook BOOK = new ExercisesConfiguration().exerciseBook();

    private static List<double[][]> solved(String slug) {
        Exercise exercise = BOOK.exercise(slug);
        return Solution.of(exercise.sheet(null)).steps().stream()
                .map(Solved::values)
                .toList();
    }

    @Test
    void aThePerceptronRuleInTheLecturesOrder() {
        assertThat(solved("perceptron-rule").toArray(double[][][]::new)).isDeepEqualTo(new double[][][] {
            {{2, 3, 1}},
            {{0, 2, 0}},
            {{-2, 1, -1}},
            {{0, 4, 0}},
            {{-1, 4, -1}},
            {{-3, 3, -2}},
            {{1, 5, 5}},
            {{1 / Math.sqrt(18)}}
        });
    }

    @Test
    void bTheGradientOfASmallNetwork() {
        assertThat(solved("small-network").toArray(double[][][]::new)).isDeepEqualTo(new double[][][] {
            {{2, -2}}, {{2, 0}}, {{-2}}, {{-6, 0}}, {{3, -3}, {0, 0}}
        });
    }

    @Test
    void cTheExamQuestion() {
        List<double[][]> steps = solved("exam-question");

        assertThat(steps.get(0)[0]).containsExactly(new double[] {0.7, -0.6, 0.85}, within(1e-6));
        assertThat(steps.get(1)[0]).containsExactly(new double[] {0.49, 0.36, 0.7225}, within(1e-6));
        assertThat(steps.get(2)[0]).containsExactly(new double[] {0.566}, within(1e-6));
        assertThat(steps.get(3)[0]).containsExactly(new double[] {0.320}, within(5e-4));
        assertThat(steps.get(4)[0]).containsExactly(new double[] {0.384}, within(5e-4));
        assertThat(steps.get(5)[0]).containsExactly(new double[] {-0.410, -0.301}, within(5e-4));
    }

    @Test
    void dOrByHand() {
        List<double[][]> steps = solved("logic-gate");

        assertThat(steps.get(0)[0]).containsExactly(-10, 10, 10, 30);
        assertThat(steps.get(1)[0]).containsExactly(new double[] {0, 1, 1, 1}, within(1e-4));
        assertThat(steps.get(2)[0]).containsExactly(0); // OR
        assertThat(steps.get(3)[0]).containsExactly(-40, -20);
    }

    @Test
    void eTheGradient() {
        List<double[][]> steps = solved("gradient-step");

        assertThat(steps.get(0)[0]).containsExactly(2, 4);
        assertThat(steps.get(1)[0]).containsExactly(new double[] {0.8, 1.6}, within(1e-12));
        assertThat(steps.get(2)[0]).containsExactly(new double[] {5, 3.2}, within(1e-12));
        assertThat(steps.get(3)[0]).containsExactly(0); // it fell
    }

    @Test
    void nTheLargestMarginOfTheLecturesSamples() {
        List<double[][]> steps = solved("margin");

        assertThat(steps.get(0)[0]).containsExactly(0); // the first and the second sample
        assertThat(steps.get(1)[0]).containsExactly(0, 1);
        assertThat(steps.get(2)[0]).containsExactly(-2);
        assertThat(steps.get(3)[0]).containsExactly(1);
        assertThat(steps.get(4)[0]).containsExactly(2);
    }

    @Test
    void tenCitiesHave181440Tours() {
        assertThat(solved("travelling-salesman").getFirst()[0]).containsExactly(181_440);
    }

    @Test
    void threeThresholdNeuronsMakeXor() {
        List<double[][]> steps = solved("threshold-gates");

        assertThat(steps.get(2)[0]).containsExactly(0, 1, 1, 0);
        assertThat(steps.get(3)[0]).containsExactly(0);
    }

    /** e^2 : e : 1. */
    @Test
    void softmaxOfTwoOneAndZero() {
        List<double[][]> steps = solved("cross-entropy");

        assertThat(steps.get(1)[0]).containsExactly(new double[] {0.6652, 0.2447, 0.0900}, within(5e-5));
        assertThat(steps.get(2)[0]).containsExactly(new double[] {0.4076}, within(5e-5));
        assertThat(steps.get(3)[0]).containsExactly(new double[] {-0.3348, 0.2447, 0.0900}, within(5e-5));
    }

    /** Mistakes with the numbers that a student gets, computed by hand. */
    @ParameterizedTest
    @CsvSource({
        "exam-question, gradients, 0.410 0.301, sign",
        "exam-question, gradients, -0.342 -0.251, weight",
        "exam-question, gradients, -0.205 -0.151, two",
        "small-network, hidden-gradient, 3 -3 -3 3, gate",
        "small-network, sums, 1 -3, transposed",
        "gradient-step, step, 1.2 2.4, uphill",
        "gradient-step, gradient, 1 2, two",
        "perceptron-rule, correction-2, 4 4 2, sign",
        "logic-gate, gate, 1, and-or"
    })
    void aUsualMistakeHasItsOwnFeedback(String slug, String step, String numbers, String mistake) {
        ExerciseSheet sheet = BOOK.exercise(slug).sheet(null);

        WordedGrade grade = BOOK.grade(sheet, answer(sheet, Map.of(step, numbers)), Language.ENGLISH);

        int at = sheet.steps().stream().map(Step::id).toList().indexOf(step);
        assertThat(grade.grade().steps().get(at).mistake()).isEqualTo(mistake);
        StepText words = Objects.requireNonNull(BOOK.text(slug, Language.ENGLISH)
                .steps()
                .get(sheet.steps().get(at).text()));
        assertThat(grade.feedback().get(at)).isEqualTo(words.mistakes().get(mistake));
    }

    /** Step 2 is wrong (0.9 for 0.7225); the later numbers follow from it. */
    @Test
    void whatFollowsFromAWrongNumberIsConsistentAndGetsItsPoints() {
        ExerciseSheet sheet = BOOK.exercise("exam-question").sheet(null);
        Answer answer = answer(
                sheet,
                Map.of(
                        "hidden",
                        "0.49 0.36 0.9",
                        "second-sum",
                        "0.637",
                        "second",
                        "0.406",
                        "output",
                        "0.487",
                        "gradients",
                        "-0.384 -0.282"));

        WordedGrade worded = BOOK.grade(sheet, answer, Language.ENGLISH);

        Grade grade = worded.grade();
        assertThat(grade.steps())
                .extracting(StepGrade::verdict)
                .containsExactly(
                        Verdict.RIGHT, Verdict.WRONG, Verdict.WRONG, Verdict.WRONG, Verdict.WRONG, Verdict.WRONG);
        assertThat(grade.steps()).extracting(StepGrade::points).containsExactly(3, 2, 1, 1, 1, 2);
        assertThat(grade.points()).isEqualTo(10);
        assertThat(grade.maxPoints()).isEqualTo(11);
        assertThat(grade.steps().get(2).consistentWith()).containsExactly("hidden");
        assertThat(grade.steps().get(3).consistentWith()).containsExactly("second-sum");
        assertThat(worded.feedback().get(2).toString()).contains("Consistent with your step 2");
    }

    /** The right answer, with some steps replaced. */
    private static Answer answer(ExerciseSheet sheet, Map<String, String> replaced) {
        var steps = new HashMap<String, double[][]>();
        Solution solution = Solution.of(sheet);
        for (int s = 0; s < sheet.steps().size(); s++) {
            Step step = sheet.steps().get(s);
            String numbers = replaced.get(step.id());
            steps.put(
                    step.id(),
                    numbers == null
                            ? solution.steps().get(s).values()
                            : step.shaped(Arrays.stream(numbers.split(" "))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        }
        return new Answer(steps);
    }
}
