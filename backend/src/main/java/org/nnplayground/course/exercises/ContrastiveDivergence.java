package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.map;
import static org.nnplayground.course.exercises.Arithmetic.minus;
import static org.nnplayground.course.exercises.Arithmetic.outer;
import static org.nnplayground.course.exercises.Arithmetic.plus;
import static org.nnplayground.course.exercises.Arithmetic.scaled;
import static org.nnplayground.course.exercises.Arithmetic.times;
import static org.nnplayground.course.exercises.Arithmetic.transpose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;
import org.nnplayground.course.Tex;

/**
 * M. One step of contrastive divergence (Hinton, "Training products of experts by minimizing contrastive divergence",
 * 2002) for a restricted Boltzmann machine with two visible and two hidden units. The random numbers are given, and
 * none is near its probability.
 */
final class ContrastiveDivergence implements Exercise {

    private static final int UNITS = 2;
    private static final double CLEAR = 0.05;

    @Override
    public String slug() {
        return "contrastive-divergence";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(
                    null,
                    new double[][] {{0.8, -0.5}, {-0.6, 0.9}},
                    new double[] {0.1, -0.2},
                    new double[] {0.2, -0.1},
                    new double[] {1, 0},
                    new double[] {0.4, 0.2},
                    new double[] {0.7, 0.3},
                    0.5);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.matrix(UNITS, UNITS, () -> draw.nonZero(20) / 10.0),
                        Draw.row(UNITS, () -> draw.tenths(5)),
                        Draw.row(UNITS, () -> draw.tenths(5)),
                        Draw.row(UNITS, () -> draw.whole(0, 1)),
                        Draw.row(UNITS, () -> draw.whole(1, 9) / 10.0),
                        Draw.row(UNITS, () -> draw.whole(1, 9) / 10.0),
                        draw.whole(2, 5) / 10.0),
                results -> isClear(results.sheet().numbers(), results)
                        && Arithmetic.sum(results.sheet().numbers().all("v")) > 0
                        && Arithmetic.sum(results.of("hidden-sample")) > 0
                        && Arithmetic.sum(results.of("visible-sample")) > 0
                        && !Arrays.equals(
                                results.of("visible-sample"),
                                results.sheet().numbers().all("v")));
    }

    private static boolean isClear(Numbers n, Variants.Results results) {
        return IntStream.range(0, UNITS)
                .allMatch(i -> Math.abs(results.of("hidden")[i] - n.get("r", i)) >= CLEAR
                        && Math.abs(results.of("visible")[i] - n.get("q", i)) >= CLEAR);
    }

    private ExerciseSheet sheet(
            @Nullable Long seed,
            double[][] w,
            double[] visibleBiases,
            double[] hiddenBiases,
            double[] v,
            double[] hiddenRandom,
            double[] visibleRandom,
            double eta) {
        Tolerance three = Tolerance.rounded(3);
        Tolerance whole = Tolerance.exact(0);
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(
                        Given.matrix("W", w),
                        Given.vector("a", visibleBiases),
                        Given.vector("b", hiddenBiases),
                        Given.vector("v", v),
                        Given.list("r", hiddenRandom),
                        Given.list("q", visibleRandom),
                        Given.number("eta", eta)),
                List.of(
                        Step.row("hidden", three, List.of("p_1", "p_2"), n -> hidden(n, n.all("v")))
                                .mistake("bias", n -> sigmoid(times(n.all("W"), n.all("v"))))
                                .mistake(
                                        "transposed",
                                        n -> sigmoid(plus(times(transpose(n.all("W"), UNITS), n.all("v")), n.all("b"))))
                                .mistake("sum", n -> plus(times(n.all("W"), n.all("v")), n.all("b"))),
                        Step.row(
                                        "hidden-sample",
                                        whole,
                                        List.of("h_1", "h_2"),
                                        n -> sample(n.all("hidden"), n.all("r"), 1))
                                .mistake("reversed", n -> sample(n.all("hidden"), n.all("r"), -1))
                                .mistake("half", n -> map(n.all("hidden"), p -> p > 0.5 ? 1 : 0)),
                        Step.row("visible", three, List.of("p'_1", "p'_2"), n -> visible(n, n.all("hidden-sample")))
                                .mistake("probabilities", n -> visible(n, n.all("hidden")))
                                .mistake(
                                        "transposed",
                                        n -> sigmoid(plus(times(n.all("W"), n.all("hidden-sample")), n.all("a"))))
                                .mistake(
                                        "bias",
                                        n -> sigmoid(plus(
                                                times(transpose(n.all("W"), UNITS), n.all("hidden-sample")),
                                                n.all("b")))),
                        Step.row(
                                        "visible-sample",
                                        whole,
                                        List.of("v'_1", "v'_2"),
                                        n -> sample(n.all("visible"), n.all("q"), 1))
                                .mistake("reversed", n -> sample(n.all("visible"), n.all("q"), -1))
                                .mistake("half", n -> map(n.all("visible"), p -> p > 0.5 ? 1 : 0)),
                        Step.row("again", three, List.of("p''_1", "p''_2"), n -> hidden(n, n.all("visible-sample")))
                                .mistake("first", n -> n.all("hidden"))
                                .mistake("probabilities", n -> hidden(n, n.all("visible"))),
                        Step.matrix(
                                        "update",
                                        three,
                                        List.of(
                                                List.of("\\Delta w_{11}", "\\Delta w_{12}"),
                                                List.of("\\Delta w_{21}", "\\Delta w_{22}")),
                                        n -> scaled(minus(before(n), after(n)), n.get("eta")))
                                .mistake("sign", n -> scaled(minus(after(n), before(n)), n.get("eta")))
                                .mistake("rate", n -> minus(before(n), after(n)))
                                .mistake("before", n -> scaled(before(n), n.get("eta")))
                                .mistake(
                                        "transposed",
                                        n -> transpose(scaled(minus(before(n), after(n)), n.get("eta")), UNITS))
                                .tex("before", n -> Tex.matrix(rows(before(n))))
                                .tex("after", n -> Tex.matrix(rows(after(n))))));
    }

    private static double[] sigmoid(double[] sums) {
        return map(sums, Arithmetic::sigmoid);
    }

    private static double[] hidden(Numbers n, double[] visible) {
        return sigmoid(plus(times(n.all("W"), visible), n.all("b")));
    }

    private static double[] visible(Numbers n, double[] hidden) {
        return sigmoid(plus(times(transpose(n.all("W"), UNITS), hidden), n.all("a")));
    }

    /** 1 where the random number is below the probability; with sign -1 where it is above. */
    private static double[] sample(double[] probabilities, double[] random, int sign) {
        return map(minus(probabilities, random), difference -> sign * difference > 0 ? 1 : 0);
    }

    private static double[] before(Numbers n) {
        return outer(n.all("hidden"), n.all("v"));
    }

    private static double[] after(Numbers n) {
        return outer(n.all("again"), n.all("visible-sample"));
    }

    private static double[][] rows(double[] flat) {
        return new double[][] {Arithmetic.row(flat, 0, UNITS), Arithmetic.row(flat, 1, UNITS)};
    }
}
