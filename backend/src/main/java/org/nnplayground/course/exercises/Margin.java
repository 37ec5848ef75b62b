package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.dot;
import static org.nnplayground.course.exercises.Arithmetic.minus;
import static org.nnplayground.course.exercises.Arithmetic.scaled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Point;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * N. The line of largest margin for three samples, with y (w . x + b) = 1 at the support vectors (Boser, Guyon, Vapnik,
 * "A training algorithm for optimal margin classifiers", 1992). The two nearest samples of different classes are the
 * support vectors: the third is farther from the line.
 */
final class Margin implements Exercise {

    private static final int SAMPLES = 3;

    /** Options of the first step: indices of the two samples. */
    private static final int[][] PAIRS = {{0, 1}, {0, 2}, {1, 2}};

    private static final double CLEARLY_FARTHER = 1.2;

    @Override
    public String slug() {
        return "margin";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, new double[][] {{2, 3}, {2, 1}, {1, 0}}, new int[] {1, -1, -1});
        }
        return Variants.first(
                seed,
                draw -> {
                    int[] labels = {draw.sign(), draw.sign(), draw.sign()};
                    return sheet(seed, Draw.matrix(SAMPLES, 2, () -> draw.whole(-3, 4)), labels);
                },
                results -> results.of("third")[0] >= CLEARLY_FARTHER
                        && results.largest("third") <= 20
                        && results.largest("weights") <= 2);
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[][] x, int[] y) {
        Tolerance three = Tolerance.rounded(3);
        var given = new ArrayList<Given>();
        var points = new ArrayList<Point>();
        for (int i = 0; i < SAMPLES; i++) {
            given.add(Given.vector("x" + (i + 1), x[i]));
            given.add(Given.signed("y" + (i + 1), y[i]));
            points.add(new Point("\\mathbf{x}_" + (i + 1), x[i][0], x[i][1], y[i]));
        }
        return ExerciseSheet.of(
                        slug(),
                        seed,
                        given,
                        List.of(
                                Step.choice(
                                                "pair",
                                                List.of("first-second", "first-third", "second-third"),
                                                Margin::nearest)
                                        .mistaken("class", Margin::sameClass)
                                        .mistaken("farther", Margin::farther)
                                        .worked("i", n -> pair(n)[0] + 1)
                                        .worked("j", n -> pair(n)[1] + 1),
                                Step.row(
                                                "weights",
                                                three,
                                                List.of("w_1", "w_2"),
                                                n -> weights(n, 2 / dot(apart(n), apart(n))))
                                        .mistake("sign", n -> weights(n, -2 / dot(apart(n), apart(n))))
                                        .mistake("two", n -> weights(n, 1 / dot(apart(n), apart(n))))
                                        .mistake("direction", Margin::apart)
                                        .mistake("length", n -> weights(n, 1 / Math.sqrt(dot(apart(n), apart(n)))))
                                        .worked("d1", n -> apart(n)[0])
                                        .worked("d2", n -> apart(n)[1])
                                        .worked("dd", n -> dot(apart(n), apart(n))),
                                Step.number("bias", three, "b", n -> 1 - dot(n.all("weights"), positive(n)))
                                        .mistaken("sign", n -> dot(n.all("weights"), positive(n)) - 1)
                                        .mistaken("negative", n -> 1 - dot(n.all("weights"), negative(n)))
                                        .mistaken("zero", n -> -dot(n.all("weights"), positive(n)))
                                        .worked("p1", n -> positive(n)[0])
                                        .worked("p2", n -> positive(n)[1]),
                                Step.number("distance", three, "d", n -> 1 / norm(n))
                                        .mistaken("width", n -> 2 / norm(n))
                                        .mistaken("squared", n -> 1 / (norm(n) * norm(n)))
                                        .mistaken("inverse", Margin::norm),
                                Step.number("third", three, "m", n -> label(n, third(n)) * value(n, third(n)))
                                        .mistaken("label", n -> value(n, third(n)))
                                        .mistaken(
                                                "bias",
                                                n -> label(n, third(n)) * dot(n.all("weights"), sample(n, third(n))))
                                        .mistaken("distance", n -> label(n, third(n)) * value(n, third(n)) / norm(n))
                                        .worked("k", n -> third(n) + 1)
                                        .worked("u1", n -> sample(n, third(n))[0])
                                        .worked("u2", n -> sample(n, third(n))[1])
                                        .worked("y", n -> label(n, third(n)))))
                .drawn(points);
    }

    private static double[] sample(Numbers n, int index) {
        return n.all("x" + (index + 1));
    }

    private static double label(Numbers n, int index) {
        return n.get("y" + (index + 1));
    }

    private static boolean differ(Numbers n, int option) {
        return label(n, PAIRS[option][0]) != label(n, PAIRS[option][1]);
    }

    private static double distance(Numbers n, int option) {
        double[] between = minus(sample(n, PAIRS[option][0]), sample(n, PAIRS[option][1]));
        return dot(between, between);
    }

    /** The pair of different classes that is nearest; NaN if all samples have the same class. */
    private static double nearest(Numbers n) {
        return pairOfDifferentClasses(n, true);
    }

    private static double farther(Numbers n) {
        return pairOfDifferentClasses(n, false);
    }

    private static double pairOfDifferentClasses(Numbers n, boolean nearest) {
        double found = Double.NaN;
        for (int option = 0; option < PAIRS.length; option++) {
            if (differ(n, option)
                    && (Double.isNaN(found) || (distance(n, option) < distance(n, (int) found)) == nearest)) {
                found = option;
            }
        }
        return found;
    }

    private static double sameClass(Numbers n) {
        for (int option = 0; option < PAIRS.length; option++) {
            if (!differ(n, option)) {
                return option;
            }
        }
        return Double.NaN;
    }

    private static int[] pair(Numbers n) {
        double option = n.get("pair");
        return PAIRS[option >= 0 && option < PAIRS.length ? (int) option : 0];
    }

    /** The sample of the pair with label 1. */
    private static double[] positive(Numbers n) {
        int[] pair = pair(n);
        return sample(n, label(n, pair[0]) > 0 ? pair[0] : pair[1]);
    }

    private static double[] negative(Numbers n) {
        int[] pair = pair(n);
        return sample(n, label(n, pair[0]) > 0 ? pair[1] : pair[0]);
    }

    /** From the negative to the positive sample. */
    private static double[] apart(Numbers n) {
        return minus(positive(n), negative(n));
    }

    private static double[] weights(Numbers n, double factor) {
        return scaled(apart(n), factor);
    }

    private static double norm(Numbers n) {
        return Math.sqrt(dot(n.all("weights"), n.all("weights")));
    }

    /** The sample that is not in the pair. */
    private static int third(Numbers n) {
        return SAMPLES - Arrays.stream(pair(n)).sum();
    }

    private static double value(Numbers n, int index) {
        return dot(n.all("weights"), sample(n, index)) + n.get("bias");
    }
}
