package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.dot;
import static org.nnplayground.course.exercises.Arithmetic.map;
import static org.nnplayground.course.exercises.Arithmetic.outer;
import static org.nnplayground.course.exercises.Arithmetic.product;
import static org.nnplayground.course.exercises.Arithmetic.scaled;
import static org.nnplayground.course.exercises.Arithmetic.times;
import static org.nnplayground.course.exercises.Arithmetic.transpose;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.GivenNetwork;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * B. The gradient of a 2-2-1 network without biases: ReLU hidden, linear output, loss (y - t)^2 / 2 of one sample. All
 * numbers are whole. Exactly one hidden unit is inactive, no sum is 0, where ReLU has no derivative, and no derivative
 * is above 40.
 */
final class SmallNetwork implements Exercise {

    private static final double LARGEST_DERIVATIVE = 40;

    @Override
    public String slug() {
        return "small-network";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, new double[][] {{1, -1}, {0, 2}}, new double[] {-1, 1}, new double[] {1, -1}, 1);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.matrix(2, 2, () -> draw.whole(-3, 3)),
                        Draw.row(2, () -> draw.nonZero(3)),
                        Draw.row(2, () -> draw.nonZero(3)),
                        draw.whole(-3, 3)),
                results -> {
                    double[] s = results.of("sums");
                    double error = results.of("output")[0]
                            - results.sheet().given().getLast().values()[0][0];
                    return s[0] * s[1] < 0
                            && error != 0
                            && results.largest("hidden-gradient") <= LARGEST_DERIVATIVE
                            && results.largest("output-gradient") <= LARGEST_DERIVATIVE;
                });
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[][] w, double[] v, double[] x, double target) {
        Tolerance whole = Tolerance.exact(0);
        Step sums = Step.row("sums", whole, List.of("s_1", "s_2"), n -> times(n.all("W"), n.all("x")))
                .mistake("transposed", n -> times(transpose(n.all("W"), 2), n.all("x")));
        Step hidden = Step.row("hidden", whole, List.of("h_1", "h_2"), n -> map(n.all("sums"), Arithmetic::relu))
                .mistake("gate", n -> n.all("sums"))
                .mistake("magnitude", n -> map(n.all("sums"), Math::abs))
                .mistake("step", n -> gates(n));
        Step output = Step.number("output", whole, "y", n -> dot(n.all("V"), n.all("hidden")))
                .mistaken("sums", n -> dot(n.all("V"), n.all("sums")));
        Step byV = Step.row(
                        "output-gradient",
                        whole,
                        List.of(byWeight("v_1"), byWeight("v_2")),
                        n -> scaled(n.all("hidden"), error(n)))
                .mistake("sign", n -> scaled(n.all("hidden"), -error(n)))
                .mistake("two", n -> scaled(n.all("hidden"), 2 * error(n)))
                .mistake("weight", n -> scaled(product(n.all("V"), n.all("hidden")), error(n)))
                .mistake("error", n -> n.all("hidden"))
                .worked("e", SmallNetwork::error);
        Step byW = Step.matrix(
                        "hidden-gradient",
                        whole,
                        List.of(
                                List.of(byWeight("w_{11}"), byWeight("w_{12}")),
                                List.of(byWeight("w_{21}"), byWeight("w_{22}"))),
                        n -> outer(deltas(n, n.all("V")), n.all("x")))
                .mistake("gate", n -> outer(scaled(n.all("V"), error(n)), n.all("x")))
                .mistake("sign", n -> outer(scaled(deltas(n, n.all("V")), -1), n.all("x")))
                .mistake("weight", n -> outer(scaled(gates(n), error(n)), n.all("x")))
                .mistake("updated", n -> outer(deltas(n, updated(n)), n.all("x")))
                .mistake("transposed", n -> outer(n.all("x"), deltas(n, n.all("V"))))
                .mistake("input", n -> outer(deltas(n, n.all("V")), new double[] {1, 1}))
                .worked("e", SmallNetwork::error)
                .worked("r1", n -> gates(n)[0])
                .worked("r2", n -> gates(n)[1])
                .worked("d1", n -> deltas(n, n.all("V"))[0])
                .worked("d2", n -> deltas(n, n.all("V"))[1]);
        return ExerciseSheet.of(
                        slug(),
                        seed,
                        List.of(
                                Given.matrix("W", w),
                                Given.vector("V", v),
                                Given.vector("x", x),
                                Given.number("t", target)),
                        List.of(sums, hidden, output, byV, byW))
                .drawn(new GivenNetwork(
                        new double[][][] {w, {v}},
                        new double[][] {{}, {}},
                        List.of("relu", "linear"),
                        "squaredError",
                        x,
                        new double[] {target}));
    }

    private static String byWeight(String weight) {
        return "\\partial L / \\partial " + weight;
    }

    private static double error(Numbers n) {
        return n.get("output") - n.get("t");
    }

    /** ReLU's derivatives. */
    private static double[] gates(Numbers n) {
        return map(n.all("sums"), sum -> sum > 0 ? 1 : 0);
    }

    /** (y - t) v h'(s) by hidden unit. */
    private static double[] deltas(Numbers n, double[] v) {
        return scaled(product(v, gates(n)), error(n));
    }

    /** V after a step of learning rate 1. */
    private static double[] updated(Numbers n) {
        return Arithmetic.minus(n.all("V"), n.all("output-gradient"));
    }
}
