package org.nnplayground.course;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Step;
import org.nnplayground.course.ExerciseSheet.Tolerance;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;

/**
 * The gradient of f(x, y) = a x^2 + b y^2 at a point, (2 a x, 2 b y), and one step of gradient descent from there. The
 * numbers are whole but for the learning rate, which has one decimal.
 */
final class GradientStep implements Exercise {

    @Override
    public String slug() {
        return "gradient-step";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, 1, 1, 1, 2, 0.1);
        }
        var randomness = Randomness.of(seed, Purpose.EXERCISE);
        return sheet(
                seed,
                1 + randomness.below(5),
                1 + randomness.below(5),
                coordinate(randomness),
                coordinate(randomness),
                (1 + randomness.below(3)) / 10.0);
    }

    /** -5 to 5 but 0. */
    private static int coordinate(Randomness randomness) {
        int magnitude = 1 + randomness.below(5);
        return randomness.below(2) == 0 ? magnitude : -magnitude;
    }

    private ExerciseSheet sheet(@Nullable Long seed, int a, int b, int x, int y, double eta) {
        var function = new Given("f", new double[][] {{a, b}}, square(a, "x") + " + " + square(b, "y"));
        return new ExerciseSheet(
                slug(),
                seed,
                "task",
                List.of(function, Given.vector("point", x, y), Given.number("eta", eta)),
                List.of(
                        Step.row(
                                "gradient",
                                Tolerance.exact(0),
                                "\\partial f / \\partial x",
                                "\\partial f / \\partial y"),
                        Step.row("step", Tolerance.exact(1), "x", "y")));
    }

    private static String square(int coefficient, String variable) {
        return (coefficient == 1 ? "" : coefficient + " ") + variable + "^2";
    }

    @Override
    public Solution solve(ExerciseSheet sheet) {
        double a = sheet.row("f")[0];
        double b = sheet.row("f")[1];
        double x = sheet.row("point")[0];
        double y = sheet.row("point")[1];
        double eta = sheet.number("eta");
        double byX = 2 * a * x;
        double byY = 2 * b * y;
        double nextX = x - eta * byX;
        double nextY = y - eta * byY;
        Map<String, Double> worked = Map.ofEntries(
                Map.entry("a2", 2 * a),
                Map.entry("b2", 2 * b),
                Map.entry("x", x),
                Map.entry("y", y),
                Map.entry("eta", eta),
                Map.entry("gx", byX),
                Map.entry("gy", byY),
                Map.entry("nx", nextX),
                Map.entry("ny", nextY));
        return new Solution(List.of(Solved.row(worked, byX, byY), Solved.row(worked, nextX, nextY)));
    }
}
