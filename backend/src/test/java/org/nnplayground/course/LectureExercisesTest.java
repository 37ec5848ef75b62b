package org.nnplayground.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.engine.djl.DjlTrainingEngine;

/** The lecture's exercises A to E with the lecture's answers. */
class LectureExercisesTest {

    private static final ExerciseBook BOOK = ExerciseBook.of(new DjlTrainingEngine());

    private static List<double[][]> solved(String slug) {
        Exercise exercise = BOOK.exercise(slug);
        return exercise.solve(exercise.sheet(null)).steps().stream()
                .map(Solved::values)
                .toList();
    }

    @Test
    void aThePerceptronRuleInTheLecturesOrder() {
        assertThat(solved("perceptron-rule").toArray(double[][][]::new)).isDeepEqualTo(new double[][][] {
            {{2, 3, 1}}, {{0, 2, 0}}, {{-2, 1, -1}}, {{0, 4, 0}}, {{-1, 4, -1}}, {{-3, 3, -2}}
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
    }

    @Test
    void theSolutionOfEveryLogicGateNamesIt() {
        Map<String, String> gates = Map.of("0111", "OR", "0001", "AND", "1000", "NOR", "1110", "NAND");
        Exercise exercise = BOOK.exercise("logic-gate");
        var named = new HashSet<String>();
        for (long seed = 0; seed < 50; seed++) {
            ExerciseSheet sheet = exercise.sheet(seed);
            var table = new StringBuilder();
            for (double[] input : new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}) {
                double sum = sheet.number("w0") + sheet.number("w1") * input[0] + sheet.number("w2") * input[1];
                table.append(sum > 0 ? 1 : 0);
            }

            String name = exercise.solve(sheet).steps().getLast().tex().get("gate");

            assertThat(name).as("seed " + seed).isEqualTo(gates.get(table.toString()));
            named.add(name);
        }
        assertThat(named).hasSize(4);
    }

    @Test
    void eTheGradient() {
        List<double[][]> steps = solved("gradient-step");

        assertThat(steps.get(0)[0]).containsExactly(2, 4);
        assertThat(steps.get(1)[0]).containsExactly(new double[] {0.8, 1.6}, within(1e-12));
    }

    /** The order matters: in turn, the lecture's own samples end after three corrections. */
    @Test
    void visitingTheLecturesSamplesInTurnGivesAnotherResult() {
        Exercise exercise = BOOK.exercise("perceptron-rule");
        ExerciseSheet lecture = exercise.sheet(null);
        var inTurn = new ExerciseSheet(
                lecture.slug(),
                1L,
                "task",
                lecture.given().stream()
                        .filter(given -> !given.name().equals("order"))
                        .toList(),
                List.of());

        List<Solved> steps = exercise.solve(inTurn).steps();

        assertThat(steps).hasSize(3);
        assertThat(steps.getLast().values()).isDeepEqualTo(new double[][] {{-1, 2, -1}});
    }
}
