package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.dot;
import static org.nnplayground.course.exercises.Arithmetic.map;
import static org.nnplayground.course.exercises.Arithmetic.minus;
import static org.nnplayground.course.exercises.Arithmetic.product;
import static org.nnplayground.course.exercises.Arithmetic.scaled;
import static org.nnplayground.course.exercises.Arithmetic.sum;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/** G. Softmax of three sums, the cross-entropy of its output, and the gradient with respect to the sums, p - y. */
final class CrossEntropy implements Exercise {

    @Override
    public String slug() {
        return "cross-entropy";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, new double[] {2, 1, 0}, 0);
        }
        return Variants.first(
                seed,
                draw -> sheet(seed, Draw.row(3, () -> draw.whole(-4, 5) / 2.0), draw.whole(0, 2)),
                results -> results.smallest("probabilities") >= 0.03 && results.largest("probabilities") <= 0.9);
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[] z, int target) {
        Tolerance three = Tolerance.rounded(3);
        double[] y = new double[3];
        y[target] = 1;
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(Given.vector("z", z), Given.vector("y", y)),
                List.of(
                        Step.row(
                                        "exponentials",
                                        three,
                                        List.of("e^{z_1}", "e^{z_2}", "e^{z_3}"),
                                        n -> map(n.all("z"), Math::exp))
                                .mistake("sign", n -> map(n.all("z"), value -> Math.exp(-value)))
                                .mistake("two", n -> map(n.all("z"), value -> Math.pow(2, value)))
                                .worked("sum", n -> sum(n.all("exponentials"))),
                        Step.row(
                                        "probabilities",
                                        three,
                                        List.of("p_1", "p_2", "p_3"),
                                        n -> shares(n.all("exponentials")))
                                .mistake("linear", n -> shares(n.all("z")))
                                .mistake("sigmoid", n -> map(n.all("z"), Arithmetic::sigmoid))
                                .mistake("largest", n -> scaled(n.all("exponentials"), 1 / largest(n)))
                                .worked("sum", n -> sum(n.all("exponentials"))),
                        Step.number("loss", three, "L", n -> -Math.log(ofTarget(n)))
                                .mistaken("sign", n -> Math.log(ofTarget(n)))
                                .mistaken("base", n -> -Math.log10(ofTarget(n)))
                                .mistaken("two", n -> -Math.log(ofTarget(n)) / Math.log(2))
                                .mistaken("all", n -> -sum(map(n.all("probabilities"), Math::log)))
                                .mistaken("complement", n -> 1 - ofTarget(n))
                                .worked("p", CrossEntropy::ofTarget),
                        Step.row(
                                        "gradient",
                                        three,
                                        List.of(
                                                "\\partial L / \\partial z_1",
                                                "\\partial L / \\partial z_2",
                                                "\\partial L / \\partial z_3"),
                                        n -> minus(n.all("probabilities"), n.all("y")))
                                .mistake("sign", n -> minus(n.all("y"), n.all("probabilities")))
                                .mistake("target", n -> n.all("probabilities"))
                                .mistake(
                                        "slope",
                                        n -> product(
                                                minus(n.all("probabilities"), n.all("y")),
                                                map(n.all("probabilities"), p -> p * (1 - p))))
                                .mistake(
                                        "inverse",
                                        n -> product(n.all("y"), map(n.all("probabilities"), p -> -1 / p)))));
    }

    private static double[] shares(double[] values) {
        return scaled(values, 1 / sum(values));
    }

    private static double largest(Numbers n) {
        double[] e = n.all("exponentials");
        return Math.max(e[0], Math.max(e[1], e[2]));
    }

    private static double ofTarget(Numbers n) {
        return dot(n.all("probabilities"), n.all("y"));
    }
}
