package org.nnplayground.course.exercises;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * K. A recurrent unit, h_t = tanh(w x_t + u h_{t-1} + b), for two steps, with the loss (h_2 - y)^2 / 2, and its
 * derivative with respect to u by back-propagation through time (Werbos, "Backpropagation through time", 1990).
 */
final class Recurrence implements Exercise {

    @Override
    public String slug() {
        return "recurrence";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, 0.5, 0.8, 0.1, 0.4, new double[] {1, -1}, 1);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        draw.tenths(9),
                        draw.tenths(9),
                        draw.tenths(3),
                        draw.tenths(6),
                        Draw.row(2, () -> draw.nonZero(2)),
                        draw.sign()),
                results -> results.largest("state-1") <= 0.95
                        && results.largest("state-2") <= 0.95
                        && results.smallest("state-1") >= 0.05
                        && results.smallest("state-2") >= 0.05
                        && results.smallest("delta-1") >= 0.02
                        && results.smallest("gradient") >= 0.02);
    }

    private ExerciseSheet sheet(
            @Nullable Long seed, double w, double u, double b, double before, double[] x, double target) {
        Tolerance three = Tolerance.rounded(3);
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(
                        Given.number("w", w),
                        Given.number("u", u),
                        Given.number("b", b),
                        Given.number("h0", before),
                        Given.list("x", x),
                        Given.number("y", target)),
                List.of(
                        Step.number("sum-1", three, "z_1", n -> sum(n, 0, n.get("h0")))
                                .mistaken("state", n -> sum(n, 0, 0))
                                .mistaken("bias", n -> sum(n, 0, n.get("h0")) - n.get("b"))
                                .mistaken(
                                        "weights",
                                        n -> n.get("u") * n.get("x", 0) + n.get("w") * n.get("h0") + n.get("b")),
                        state(1, three),
                        Step.number("sum-2", three, "z_2", n -> sum(n, 1, n.get("state-1")))
                                .mistaken("state", n -> sum(n, 1, 0))
                                .mistaken("first", n -> sum(n, 1, n.get("h0")))
                                .mistaken("input", n -> sum(n, 0, n.get("state-1")))
                                .mistaken("sum", n -> sum(n, 1, n.get("sum-1"))),
                        state(2, three),
                        Step.number("delta-2", three, "\\delta_2", n -> error(n) * slope(n, 2))
                                .mistaken("sign", n -> -error(n) * slope(n, 2))
                                .mistaken("slope", Recurrence::error)
                                .mistaken("sigmoid", n -> error(n) * n.get("state-2") * (1 - n.get("state-2")))
                                .worked("e", Recurrence::error),
                        Step.number("delta-1", three, "\\delta_1", n -> n.get("delta-2") * n.get("u") * slope(n, 1))
                                .mistaken("slope", n -> n.get("delta-2") * n.get("u"))
                                .mistaken("weight", n -> n.get("delta-2") * slope(n, 1))
                                .mistaken("other", n -> n.get("delta-2") * n.get("w") * slope(n, 1))
                                .mistaken("later", n -> n.get("delta-2") * n.get("u") * slope(n, 2)),
                        Step.number(
                                        "gradient",
                                        three,
                                        "\\partial L / \\partial u",
                                        n -> n.get("delta-2") * n.get("state-1") + n.get("delta-1") * n.get("h0"))
                                .mistaken("last", n -> n.get("delta-2") * n.get("state-1"))
                                .mistaken(
                                        "later",
                                        n -> n.get("delta-2") * n.get("state-2") + n.get("delta-1") * n.get("state-1"))
                                .mistaken(
                                        "inputs",
                                        n -> n.get("delta-2") * n.get("x", 1) + n.get("delta-1") * n.get("x", 0))));
    }

    private static Step state(int step, Tolerance tolerance) {
        String sum = "sum-" + step;
        return Step.number("state-" + step, tolerance, "h_" + step, n -> Math.tanh(n.get(sum)))
                .mistaken("linear", n -> n.get(sum))
                .mistaken("sigmoid", n -> Arithmetic.sigmoid(n.get(sum)))
                .worked("z", n -> n.get(sum))
                .worked("h", n -> n.get("state-" + step))
                .asked("state", "k", Integer.toString(step));
    }

    private static double sum(Numbers n, int step, double before) {
        return n.get("w") * n.get("x", step) + n.get("u") * before + n.get("b");
    }

    private static double error(Numbers n) {
        return n.get("state-2") - n.get("y");
    }

    /** The derivative of tanh at a step. */
    private static double slope(Numbers n, int step) {
        double state = n.get("state-" + step);
        return 1 - state * state;
    }
}
