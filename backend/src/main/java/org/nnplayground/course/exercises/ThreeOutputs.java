package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.map;
import static org.nnplayground.course.exercises.Arithmetic.minus;
import static org.nnplayground.course.exercises.Arithmetic.product;
import static org.nnplayground.course.exercises.Arithmetic.scaled;
import static org.nnplayground.course.exercises.Arithmetic.sum;
import static org.nnplayground.course.exercises.Arithmetic.times;

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
 * F. The lecture's 3-2-3 network with sigmoid units and the mean squared error of three outputs: its table of what goes
 * into each unit and what comes out, and the derivative with respect to one weight as a sum over three paths.
 */
final class ThreeOutputs implements Exercise {

    @Override
    public String slug() {
        return "three-outputs";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(
                    null,
                    new double[][] {{0.5, -0.4, 0.3}, {-0.6, 0.8, 0.2}},
                    new double[][] {{1.2, -0.7}, {0.9, 0.5}, {-0.8, 1.1}},
                    new double[] {2, 1, -1},
                    0);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.matrix(2, 3, () -> draw.tenths(9)),
                        Draw.matrix(3, 2, () -> draw.tenths(15)),
                        new double[] {2 * draw.sign(), draw.nonZero(2), draw.nonZero(2)},
                        draw.whole(0, 2)),
                results -> results.smallest("gradient") >= 0.015
                        && results.smallest("deltas") >= 0.02
                        && results.smallest("hidden-in") >= 0.1);
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[][] w, double[][] v, double[] x, int target) {
        Tolerance three = Tolerance.rounded(3);
        double[] t = new double[3];
        t[target] = 1;
        Step hiddenIn = Step.row(
                        "hidden-in",
                        three,
                        List.of("\\mathrm{In}_{h_1}", "\\mathrm{In}_{h_2}"),
                        n -> times(n.all("W"), n.all("x")))
                .mistake("input", n ->
                        new double[] {sum(Arithmetic.row(n.all("W"), 0, 3)), sum(Arithmetic.row(n.all("W"), 1, 3))});
        Step hiddenOut = Step.row(
                        "hidden-out",
                        three,
                        List.of("\\mathrm{Out}_{h_1}", "\\mathrm{Out}_{h_2}"),
                        n -> map(n.all("hidden-in"), Arithmetic::sigmoid))
                .mistake("linear", n -> n.all("hidden-in"))
                .mistake("sign", n -> map(n.all("hidden-in"), in -> Arithmetic.sigmoid(-in)))
                .mistake("tanh", n -> map(n.all("hidden-in"), Math::tanh));
        Step outIn = Step.row(
                        "out-in",
                        three,
                        List.of("\\mathrm{In}_{o_1}", "\\mathrm{In}_{o_2}", "\\mathrm{In}_{o_3}"),
                        n -> times(n.all("V"), n.all("hidden-out")))
                .mistake("in", n -> times(n.all("V"), n.all("hidden-in")));
        Step outOut = Step.row(
                        "out-out",
                        three,
                        List.of("\\mathrm{Out}_{o_1}", "\\mathrm{Out}_{o_2}", "\\mathrm{Out}_{o_3}"),
                        n -> map(n.all("out-in"), Arithmetic::sigmoid))
                .mistake("linear", n -> n.all("out-in"))
                .mistake("sign", n -> map(n.all("out-in"), in -> Arithmetic.sigmoid(-in)));
        Step deltas = Step.row(
                        "deltas",
                        three,
                        List.of("\\delta_1", "\\delta_2", "\\delta_3"),
                        n -> scaled(product(errors(n), slopes(n.all("out-out"))), 2.0 / 3))
                .mistake("sign", n -> scaled(product(errors(n), slopes(n.all("out-out"))), -2.0 / 3))
                .mistake("slope", n -> scaled(errors(n), 2.0 / 3))
                .mistake("mean", n -> scaled(product(errors(n), slopes(n.all("out-out"))), 2))
                .mistake("two", n -> scaled(product(errors(n), slopes(n.all("out-out"))), 1.0 / 3))
                .mistake("half", n -> product(errors(n), slopes(n.all("out-out"))))
                .worked("e1", n -> errors(n)[0])
                .worked("e2", n -> errors(n)[1])
                .worked("e3", n -> errors(n)[2])
                .worked("q1", n -> 1 - n.get("out-out", 0))
                .worked("q2", n -> 1 - n.get("out-out", 1))
                .worked("q3", n -> 1 - n.get("out-out", 2));
        Step paths = Step.row(
                        "paths",
                        three,
                        List.of("\\delta_1 v_{11}", "\\delta_2 v_{21}", "\\delta_3 v_{31}"),
                        n -> product(n.all("deltas"), column(n, 0)))
                .mistake("column", n -> product(n.all("deltas"), column(n, 1)))
                .mistake("weight", n -> n.all("deltas"));
        Step gradient = Step.number(
                        "gradient",
                        three,
                        "\\partial L / \\partial w_{11}",
                        n -> sum(n.all("paths")) * slopes(n.all("hidden-out"))[0] * n.get("x", 0))
                .mistaken("path", n -> n.get("paths", 0) * slopes(n.all("hidden-out"))[0] * n.get("x", 0))
                .mistaken("slope", n -> sum(n.all("paths")) * n.get("x", 0))
                .mistaken("input", n -> sum(n.all("paths")) * slopes(n.all("hidden-out"))[0])
                .mistaken("sign", n -> -sum(n.all("paths")) * slopes(n.all("hidden-out"))[0] * n.get("x", 0))
                .worked("p", n -> sum(n.all("paths")))
                .worked("q", n -> 1 - n.get("hidden-out", 0));
        return ExerciseSheet.of(
                        slug(),
                        seed,
                        List.of(Given.matrix("W", w), Given.matrix("V", v), Given.vector("x", x), Given.vector("t", t)),
                        List.of(hiddenIn, hiddenOut, outIn, outOut, deltas, paths, gradient))
                .drawn(new GivenNetwork(
                        new double[][][] {w, v},
                        new double[][] {{}, {}},
                        List.of("sigmoid", "sigmoid"),
                        "meanSquaredError",
                        x,
                        t));
    }

    private static double[] errors(Numbers n) {
        return minus(n.all("out-out"), n.all("t"));
    }

    /** Derivatives of the sigmoid from its values. */
    private static double[] slopes(double[] outputs) {
        return map(outputs, output -> output * (1 - output));
    }

    /** A column of V. */
    private static double[] column(Numbers n, int column) {
        return Arithmetic.row(Arithmetic.transpose(n.all("V"), 2), column, 3);
    }
}
