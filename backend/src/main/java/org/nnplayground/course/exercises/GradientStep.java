package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.minus;
import static org.nnplayground.course.exercises.Arithmetic.product;
import static org.nnplayground.course.exercises.Arithmetic.scaled;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * E. The gradient of f(x, y) = a x^2 + b y^2 at a point, (2 a x, 2 b y), and one step of gradient descent from there.
 * Large learning rates make f rise: the sheet asks whether it fell. Numbers are whole except for the learning rate,
 * which has one decimal.
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
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        draw.whole(1, 5),
                        draw.whole(1, 5),
                        draw.nonZero(5),
                        draw.nonZero(5),
                        draw.whole(1, 3) / 10.0),
                results -> Math.abs(results.of("values")[0] - results.of("values")[1]) > 0.1);
    }

    private ExerciseSheet sheet(@Nullable Long seed, int a, int b, int x, int y, double eta) {
        var function = new Given("f", new double[][] {{a, b}}, square(a, "x") + " + " + square(b, "y"));
        Step gradient = Step.row(
                        "gradient",
                        Tolerance.exact(0),
                        List.of("\\partial f / \\partial x", "\\partial f / \\partial y"),
                        n -> scaled(product(n.all("f"), n.all("point")), 2))
                .mistake("two", n -> product(n.all("f"), n.all("point")))
                .mistake("value", n -> product(n.all("f"), product(n.all("point"), n.all("point"))))
                .mistake("coefficient", n -> scaled(n.all("point"), 2))
                .mistake("sign", n -> scaled(product(n.all("f"), n.all("point")), -2))
                .worked("a2", n -> 2 * n.get("f", 0))
                .worked("b2", n -> 2 * n.get("f", 1));
        Step step = Step.row("step", Tolerance.exact(1), List.of("x", "y"), n -> moved(n, n.get("eta")))
                .mistake("uphill", n -> moved(n, -n.get("eta")))
                .mistake("rate", n -> moved(n, 1))
                .mistake("change", n -> scaled(n.all("gradient"), -n.get("eta")));
        Step values = Step.row("values", Tolerance.exact(2), List.of("f_0", "f_1"), n ->
                        new double[] {value(n, n.all("point")), value(n, n.all("step"))})
                .mistake("coefficients", n -> new double[] {squares(n.all("point")), squares(n.all("step"))})
                .mistake("order", n -> new double[] {value(n, n.all("step")), value(n, n.all("point"))});
        Step fell = Step.choice("fell", List.of("fell", "rose"), n -> n.get("values", 1) < n.get("values", 0) ? 0 : 1)
                .mistaken("always", n -> 0)
                .mistaken("reversed", n -> 1)
                .tex("compare", n -> n.get("values", 1) < n.get("values", 0) ? "<" : ">");
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(function, Given.vector("point", x, y), Given.number("eta", eta)),
                List.of(gradient, step, values, fell));
    }

    private static String square(int coefficient, String variable) {
        return (coefficient == 1 ? "" : coefficient + " ") + variable + "^2";
    }

    private static double[] moved(Numbers n, double eta) {
        return minus(n.all("point"), scaled(n.all("gradient"), eta));
    }

    private static double value(Numbers n, double[] point) {
        return Arithmetic.dot(n.all("f"), product(point, point));
    }

    private static double squares(double[] point) {
        return Arithmetic.dot(point, point);
    }
}
