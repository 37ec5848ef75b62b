package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.dot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Point;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;
import org.nnplayground.course.Tex;

/**
 * A. Rosenblatt's rule on three samples in the plane: from w = 0 and b = 0, for a sample with y (w . x + b) &lt;= 0, w
 * += eta y x and b += eta y (Rosenblatt, "The perceptron", 1958). Each correction is a step; then the margins of the
 * final line.
 *
 * <p>The result depends on the order of visits. The lecture's follows no rule, so its sheet gives the order of the
 * corrections; variants visit the samples in turn until a whole pass is right. All numbers are integers, so no sign
 * depends on rounding. No sample is at the origin, where a correction changes b only.
 */
final class PerceptronRule implements Exercise {

    private static final int SAMPLES = 3;
    private static final int FEWEST = 3;
    private static final int MOST = 7;

    @Override
    public String slug() {
        return "perceptron-rule";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            int[] order = {1, 2, 2, 1, 3, 2};
            List<Given> given = given(new int[][] {{2, 3}, {2, 1}, {1, 0}}, new int[] {1, -1, -1}, 1);
            given.add(new Given(
                    "order",
                    new double[][] {Arrays.stream(order).asDoubleStream().toArray()},
                    Arrays.stream(order).mapToObj(PerceptronRule::sample).collect(Collectors.joining(",\\ "))));
            return sheet(null, given, order.length).asked("task-in-order");
        }
        return Variants.first(seed, draw -> draw(seed, draw), results -> true);
    }

    private ExerciseSheet draw(long seed, Draw draw) {
        while (true) {
            int[][] x = {point(draw), point(draw), point(draw)};
            int[] y = {draw.sign(), draw.sign(), draw.sign()};
            List<Given> given = given(x, y, draw.whole(1, 2));
            int corrections = isFit(x, y)
                    ? corrections(
                            ExerciseSheet.of(slug(), seed, given, List.of()).numbers())
                    : 0;
            if (corrections >= FEWEST && corrections <= MOST) {
                given.add(Given.number("corrections", corrections));
                return sheet(seed, given, corrections);
            }
        }
    }

    private static int[] point(Draw draw) {
        return new int[] {draw.whole(-3, 4), draw.whole(-3, 4)};
    }

    /** Until all samples are right; at most one more than a sheet may have. */
    private static int corrections(Numbers numbers) {
        double[] line = new double[SAMPLES];
        var visits = new Visits(numbers);
        int corrections = 0;
        while (corrections <= MOST && visits.nextWrong(line) > 0) {
            line = corrected(numbers, line, visits.last(), numbers.get("eta"));
            corrections++;
        }
        return corrections;
    }

    private static boolean isFit(int[][] x, int[] y) {
        boolean different = !Arrays.equals(x[0], x[1]) && !Arrays.equals(x[0], x[2]) && !Arrays.equals(x[1], x[2]);
        boolean atOrigin = Arrays.stream(x).anyMatch(sample -> sample[0] == 0 && sample[1] == 0);
        return different && !atOrigin && Math.abs(y[0] + y[1] + y[2]) != SAMPLES;
    }

    private static List<Given> given(int[][] x, int[] y, int eta) {
        var given = new ArrayList<Given>();
        for (int i = 0; i < SAMPLES; i++) {
            given.add(Given.vector("x" + (i + 1), x[i][0], x[i][1]));
            given.add(Given.signed("y" + (i + 1), y[i]));
        }
        given.add(Given.number("eta", eta));
        return given;
    }

    private ExerciseSheet sheet(@Nullable Long seed, List<Given> given, int corrections) {
        var steps = new ArrayList<Step>();
        for (int k = 1; k <= corrections; k++) {
            steps.add(correction(k));
        }
        steps.add(Step.row(
                        "margins",
                        Tolerance.exact(0),
                        IntStream.rangeClosed(1, SAMPLES)
                                .mapToObj(i -> "m_" + i)
                                .toList(),
                        n -> IntStream.rangeClosed(1, SAMPLES)
                                .mapToDouble(i -> margin(n, i, n.all(id(corrections))))
                                .toArray())
                .mistake(
                        "label",
                        n -> IntStream.rangeClosed(1, SAMPLES)
                                .mapToDouble(i -> n.get("y" + i) * margin(n, i, n.all(id(corrections))))
                                .toArray())
                .mistake("bias", n -> {
                    double[] line = n.all(id(corrections));
                    return IntStream.rangeClosed(1, SAMPLES)
                            .mapToDouble(i -> margin(n, i, new double[] {line[0], line[1], 0}))
                            .toArray();
                })
                .tex("f", n -> line(n.all(id(corrections))))
                .tex(
                        "each",
                        n -> IntStream.rangeClosed(1, SAMPLES)
                                .mapToObj(i -> "m_%d &= %s".formatted(i, product(n, i, n.all(id(corrections)))))
                                .collect(Collectors.joining(" \\\\ ", "\\begin{aligned} ", " \\end{aligned}"))));
        steps.add(Step.number("distance", Tolerance.rounded(3), "d", n -> least(n) / norm(n.all(id(corrections))))
                .mistaken("functional", PerceptronRule::least)
                .mistaken("squared", n -> least(n) / Math.pow(norm(n.all(id(corrections))), 2))
                .mistaken("bias", n -> {
                    double[] line = n.all(id(corrections));
                    return least(n) / Math.sqrt(dot(line, line));
                })
                .worked("least", PerceptronRule::least)
                .worked("w1", n -> n.get(id(corrections), 0))
                .worked("w2", n -> n.get(id(corrections), 1))
                .worked("d", n -> n.get("distance")));
        return ExerciseSheet.of(slug(), seed, given, steps)
                .drawn(IntStream.range(0, SAMPLES)
                        .mapToObj(i -> new Point(
                                sample(i + 1),
                                given.get(2 * i).values()[0][0],
                                given.get(2 * i).values()[0][1],
                                (int) given.get(2 * i + 1).values()[0][0]))
                        .toList());
    }

    private static String id(int correction) {
        return "correction-" + correction;
    }

    private static String sample(int number) {
        return "\\mathbf{x}_" + number;
    }

    private static Step correction(int k) {
        return Step.row(id(k), Tolerance.exact(0), List.of("w_1", "w_2", "b"), n -> correction(n, k, n.get("eta")))
                .mistake("sign", n -> correction(n, k, -n.get("eta")))
                .mistake("bias", n -> {
                    double[] wrong = correction(n, k, n.get("eta"));
                    return new double[] {wrong[0], wrong[1], before(n, k)[2]};
                })
                .mistake("rate", n -> correction(n, k, 1))
                .mistake("visit", n -> {
                    int next = visited(n, k - 1).afterLast();
                    return next == 0 || n.find("order").isPresent()
                            ? nothing()
                            : corrected(n, before(n, k), next, n.get("eta"));
                })
                .asked("correction", "k", Integer.toString(k))
                .tex("visits", n -> visited(n, k).told())
                .tex("i", n -> sample(visited(n, k).last()))
                .tex("u", n -> Tex.vector(n.all("x" + visited(n, k).last())))
                .tex("v", n -> Tex.vector(before(n, k)[0], before(n, k)[1]))
                .tex("w", n -> Tex.vector(n.get(id(k), 0), n.get(id(k), 1)))
                .worked("c", n -> before(n, k)[2])
                .worked("b", n -> n.get(id(k), 2))
                .worked("step", n -> n.get("eta") * n.get("y" + visited(n, k).last()));
    }

    private static double[] nothing() {
        return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }

    /** The line (w1, w2, b) before a correction. */
    private static double[] before(Numbers n, int k) {
        return k == 1 ? new double[SAMPLES] : n.all(id(k - 1));
    }

    /** The line after it; NaN if no sample is wrong. */
    private static double[] correction(Numbers n, int k, double eta) {
        int sample = visited(n, k).last();
        return sample == 0 ? nothing() : corrected(n, before(n, k), sample, eta);
    }

    private static double[] corrected(Numbers n, double[] line, int sample, double eta) {
        double step = eta * n.get("y" + sample);
        return new double[] {
            line[0] + step * n.get("x" + sample, 0), line[1] + step * n.get("x" + sample, 1), line[2] + step
        };
    }

    /** The visits up to a correction, which follow from the lines before. */
    private static Visits visited(Numbers n, int k) {
        var visits = new Visits(n);
        for (int j = 1; j <= k; j++) {
            visits.nextWrong(before(n, j));
        }
        return visits;
    }

    /** y (w . x + b) of a sample. */
    private static double margin(Numbers n, int sample, double[] line) {
        return n.get("y" + sample) * (dot(n.all("x" + sample), Arrays.copyOf(line, 2)) + line[2]);
    }

    private static double least(Numbers n) {
        return Arrays.stream(n.all("margins")).min().orElseThrow();
    }

    private static double norm(double[] line) {
        return Math.hypot(line[0], line[1]);
    }

    /** The margin written out. */
    private static String product(Numbers n, int sample, double[] line) {
        return "%s \\cdot (%s \\cdot %s %s \\cdot %s %s) = %s"
                .formatted(
                        Tex.number(n.get("y" + sample)),
                        Tex.number(line[0]),
                        Tex.factor(n.get("x" + sample, 0)),
                        Tex.summand(line[1]),
                        Tex.factor(n.get("x" + sample, 1)),
                        Tex.summand(line[2]),
                        Tex.number(margin(n, sample, line)));
    }

    private static String line(double[] line) {
        return String.format(
                Locale.ROOT, "%s\\, x_1 %s\\, x_2 %s", Tex.number(line[0]), Tex.summand(line[1]), Tex.summand(line[2]));
    }

    /** Goes from sample to sample, in turn or in the given order. */
    private static final class Visits {

        private final Numbers numbers;
        private final double @Nullable [] order;
        private int visits;
        private int last;
        private double[] line = new double[SAMPLES];
        private List<Integer> seen = List.of();

        Visits(Numbers numbers) {
            this.numbers = numbers;
            this.order = numbers.find("order").orElse(null);
        }

        /** The next sample that is wrong with this line, from 1; 0 if there is none. */
        int nextWrong(double[] next) {
            line = next;
            var samples = new ArrayList<Integer>();
            last = 0;
            for (int i = 0; i < SAMPLES && last == 0; i++) {
                int sample = order == null ? visits % SAMPLES + 1 : (int) order[visits];
                visits++;
                boolean wrong = margin(numbers, sample, line) <= 0;
                samples.add(sample);
                last = wrong || order != null ? sample : 0; // a given order names only samples that are corrected
            }
            seen = samples;
            return last;
        }

        /** The sample of the last correction; 0 if there was none. */
        int last() {
            return last;
        }

        /** The sample that is visited next; 0 in a given order. */
        int afterLast() {
            return order == null ? visits % SAMPLES + 1 : 0;
        }

        /** The visits since the correction before, each with its margin. */
        String told() {
            return seen.stream()
                    .map(sample -> "%s: &\\ %s %s"
                            .formatted(
                                    sample(sample),
                                    product(numbers, sample, line),
                                    margin(numbers, sample, line) > 0 ? "> 0" : "\\le 0"))
                    .collect(Collectors.joining(" \\\\ ", "\\begin{aligned} ", " \\end{aligned}"));
        }
    }
}
