package org.nnplayground.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Step;
import org.nnplayground.course.ExerciseSheet.Tolerance;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;

/**
 * Rosenblatt's rule on three samples in the plane: from w = 0 and b = 0, for a sample with y (w . x + b) &lt;= 0, w +=
 * eta y x and b += eta y (Rosenblatt, "The perceptron", 1958). Each correction is a step.
 *
 * <p>The result depends on the order of visits. The lecture's follows no rule, so its sheet gives the order of the
 * corrections; variants visit the samples in turn until a whole pass is right. All numbers are integers, so no sign
 * depends on rounding.
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
                    Arrays.stream(order).mapToObj(i -> "x_" + i).collect(Collectors.joining(",\\ "))));
            return sheet(null, "task-in-order", given, order.length);
        }
        var randomness = Randomness.of(seed, Purpose.EXERCISE);
        while (true) {
            var x = new int[SAMPLES][2];
            var y = new int[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                x[i][0] = randomness.below(8) - 3;
                x[i][1] = randomness.below(8) - 3;
                y[i] = randomness.below(2) == 0 ? -1 : 1;
            }
            boolean different = !Arrays.equals(x[0], x[1]) && !Arrays.equals(x[0], x[2]) && !Arrays.equals(x[1], x[2]);
            if (!different || Math.abs(y[0] + y[1] + y[2]) == SAMPLES) {
                continue;
            }
            List<Given> given = given(x, y, 1 + randomness.below(2));
            int corrections = corrections(new ExerciseSheet(slug(), seed, "task", given, List.of()))
                    .size();
            if (corrections >= FEWEST && corrections <= MOST) {
                given.add(Given.number("corrections", corrections));
                return sheet(seed, "task", given, corrections);
            }
        }
    }

    private static List<Given> given(int[][] x, int[] y, int eta) {
        var given = new ArrayList<Given>();
        for (int i = 0; i < SAMPLES; i++) {
            given.add(Given.vector("x" + (i + 1), x[i][0], x[i][1]));
            given.add(new Given("y" + (i + 1), new double[][] {{y[i]}}, y[i] > 0 ? "+1" : "-1"));
        }
        given.add(Given.number("eta", eta));
        return given;
    }

    private ExerciseSheet sheet(@Nullable Long seed, String task, List<Given> given, int corrections) {
        List<Step> steps = IntStream.rangeClosed(1, corrections)
                .mapToObj(k -> new Step(
                        "correction-" + k,
                        "correction",
                        List.of(List.of("w_1", "w_2", "b")),
                        Tolerance.exact(0),
                        Map.of("k", Integer.toString(k))))
                .toList();
        return new ExerciseSheet(slug(), seed, task, given, steps);
    }

    /**
     * One correction.
     *
     * @param sample from 1
     * @param margin y (w . x + b) before it
     * @param w1 after it, as the next two
     */
    private record Correction(int sample, double margin, double w1, double w2, double b) {}

    /** Of the given order, or in turn; at most one more than a sheet may have. */
    private static List<Correction> corrections(ExerciseSheet sheet) {
        double eta = sheet.number("eta");
        var corrections = new ArrayList<Correction>();
        double[] order = sheet.find("order").map(rows -> rows[0]).orElse(null);
        var now = new Correction(0, 0, 0, 0, 0);
        int right = 0;
        for (int visit = 0;
                order == null ? right < SAMPLES && corrections.size() <= MOST : visit < order.length;
                visit++) {
            int sample = order == null ? visit % SAMPLES + 1 : (int) order[visit];
            double[] x = sheet.row("x" + sample);
            double y = sheet.number("y" + sample);
            double margin = y * (now.w1 * x[0] + now.w2 * x[1] + now.b);
            if (margin > 0) {
                right++;
                continue;
            }
            right = 0;
            now = new Correction(sample, margin, now.w1 + eta * y * x[0], now.w2 + eta * y * x[1], now.b + eta * y);
            corrections.add(now);
        }
        return corrections;
    }

    @Override
    public Solution solve(ExerciseSheet sheet) {
        var before = new Correction(0, 0, 0, 0, 0);
        var steps = new ArrayList<Solved>();
        for (Correction correction : corrections(sheet)) {
            double[] x = sheet.row("x" + correction.sample);
            double y = sheet.number("y" + correction.sample);
            Map<String, Double> worked = Map.ofEntries(
                    Map.entry("i", (double) correction.sample),
                    Map.entry("y", y),
                    Map.entry("v1", before.w1),
                    Map.entry("v2", before.w2),
                    Map.entry("u1", x[0]),
                    Map.entry("u2", x[1]),
                    Map.entry("c", before.b),
                    Map.entry("margin", correction.margin),
                    Map.entry("step", sheet.number("eta") * y),
                    Map.entry("b", correction.b));
            Map<String, String> tex = Map.of(
                    "w", Tex.vector(correction.w1, correction.w2),
                    "v", Tex.vector(before.w1, before.w2),
                    "u", Tex.vector(x));
            steps.add(new Solved(new double[][] {{correction.w1, correction.w2, correction.b}}, worked, tex));
            before = correction;
        }
        return new Solution(steps);
    }
}
