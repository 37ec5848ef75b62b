package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.dot;
import static org.nnplayground.course.exercises.Arithmetic.map;
import static org.nnplayground.course.exercises.Arithmetic.plus;
import static org.nnplayground.course.exercises.Arithmetic.scaled;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.GivenNetwork;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * C. The lecture's exam question: a 2-3-1-1 network with sigma(x) = x^2 on both hidden layers and a linear output
 * without bias, loss (y - yhat)^2 / 2, two of its derivatives. Given numbers are multiples of a twentieth.
 */
final class ExamQuestion implements Exercise {

    private static final List<double[]> INPUTS =
            List.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1}, new double[] {1, -1});

    @Override
    public String slug() {
        return "exam-question";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(
                    null,
                    new double[] {0.6, -0.4, 0.8},
                    new double[] {0.2, 0.5, -0.3},
                    new double[] {0.1, -0.2, 0.05},
                    new double[] {0.7, -0.6, 0.4},
                    0.15,
                    1.2,
                    new double[] {1, 0},
                    1);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.row(3, () -> draw.tenths(9)),
                        Draw.row(3, () -> draw.tenths(9)),
                        Draw.row(3, () -> draw.nonZero(4) / 20.0),
                        Draw.row(3, () -> draw.tenths(9)),
                        draw.nonZero(4) / 20.0,
                        draw.whole(5, 15) / 10.0,
                        draw.one(INPUTS),
                        draw.whole(0, 1)),
                results -> Stream.of("second-sum", "second", "output", "gradients")
                        .allMatch(step -> results.smallest(step) >= 0.05 && results.largest(step) <= 5));
    }

    private ExerciseSheet sheet(
            @Nullable Long seed,
            double[] fromX1,
            double[] fromX2,
            double[] hiddenBiases,
            double[] toSecond,
            double secondBias,
            double toOutput,
            double[] x,
            double y) {
        Tolerance three = Tolerance.rounded(3);
        Step sums = Step.row(
                        "sums",
                        three,
                        List.of("s_1", "s_2", "s_3"),
                        n -> plus(weighted(n, 0, 1), n.all("hiddenBiases")))
                .mistake("bias", n -> weighted(n, 0, 1))
                .mistake("inputs", n -> plus(weighted(n, 1, 0), n.all("hiddenBiases")));
        Step hidden = Step.row("hidden", three, List.of("h_1", "h_2", "h_3"), n -> map(n.all("sums"), s -> s * s))
                .mistake("doubled", n -> scaled(n.all("sums"), 2))
                .mistake("sign", n -> map(n.all("sums"), s -> s * Math.abs(s)))
                .mistake("linear", n -> n.all("sums"));
        Step z = Step.number(
                        "second-sum", three, "z", n -> dot(n.all("toSecond"), n.all("hidden")) + n.get("secondBias"))
                .mistaken("bias", n -> dot(n.all("toSecond"), n.all("hidden")))
                .mistaken("sums", n -> dot(n.all("toSecond"), n.all("sums")) + n.get("secondBias"));
        Step second = Step.number("second", three, "\\sigma(z)", n -> n.get("second-sum") * n.get("second-sum"))
                .mistaken("doubled", n -> 2 * n.get("second-sum"))
                .mistaken("linear", n -> n.get("second-sum"));
        Step output = Step.number("output", three, "\\hat y", n -> n.get("toOutput") * n.get("second"))
                .mistaken("sum", n -> n.get("toOutput") * n.get("second-sum"))
                .mistaken("weight", n -> n.get("second"))
                .mistaken("bias", n -> n.get("toOutput") * n.get("second") + n.get("secondBias"));
        Step gradients = Step.row(
                        "gradients",
                        three,
                        List.of("\\partial L / \\partial w_7", "\\partial L / \\partial w_8"),
                        n -> byWeights(n, error(n) * n.get("toOutput") * 2 * n.get("second-sum")))
                .mistake("sign", n -> byWeights(n, -error(n) * n.get("toOutput") * 2 * n.get("second-sum")))
                .mistake("weight", n -> byWeights(n, error(n) * 2 * n.get("second-sum")))
                .mistake("slope", n -> byWeights(n, error(n) * n.get("toOutput")))
                .mistake("two", n -> byWeights(n, error(n) * n.get("toOutput") * n.get("second-sum")))
                .mistake("activation", n -> byWeights(n, error(n) * n.get("toOutput") * n.get("second")))
                .mistake("half", n -> byWeights(n, 2 * error(n) * n.get("toOutput") * 2 * n.get("second-sum")))
                .mistake(
                        "input",
                        n -> scaled(
                                Arrays.copyOf(n.all("sums"), 2),
                                error(n) * n.get("toOutput") * 2 * n.get("second-sum")))
                .worked("e", ExamQuestion::error);
        return ExerciseSheet.of(
                        slug(),
                        seed,
                        List.of(
                                Given.list("fromX1", fromX1),
                                Given.list("fromX2", fromX2),
                                Given.list("hiddenBiases", hiddenBiases),
                                Given.list("toSecond", toSecond),
                                Given.number("secondBias", secondBias),
                                Given.number("toOutput", toOutput),
                                Given.vector("x", x),
                                Given.number("y", y)),
                        List.of(sums, hidden, z, second, output, gradients))
                .drawn(new GivenNetwork(
                        new double[][][] {
                            {{fromX1[0], fromX2[0]}, {fromX1[1], fromX2[1]}, {fromX1[2], fromX2[2]}},
                            {toSecond},
                            {{toOutput}}
                        },
                        new double[][] {hiddenBiases, {secondBias}, {}},
                        List.of("square", "square", "linear"),
                        "squaredError",
                        x,
                        new double[] {y}));
    }

    /** Without biases, with the inputs of these indices in place of the first and second. */
    private static double[] weighted(Numbers n, int first, int second) {
        return plus(scaled(n.all("fromX1"), n.get("x", first)), scaled(n.all("fromX2"), n.get("x", second)));
    }

    private static double error(Numbers n) {
        return n.get("output") - n.get("y");
    }

    private static double[] byWeights(Numbers n, double delta) {
        return scaled(Arrays.copyOf(n.all("hidden"), 2), delta);
    }
}
