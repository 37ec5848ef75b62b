package org.nnplayground.course;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Step;
import org.nnplayground.course.ExerciseSheet.Tolerance;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.spec.Activation;

/**
 * The gradient of a 2-2-1 network without biases: relu hidden, linear output, loss (y - t)^2 / 2 of one sample. All
 * numbers are whole; no weighted sum is 0, where relu has no derivative, and at least one is above.
 */
record SmallNetwork(TrainingEngine engine) implements Exercise {

    @Override
    public String slug() {
        return "small-network";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, new double[][] {{1, -1}, {0, 2}}, new double[] {-1, 1}, new double[] {1, -1}, 1);
        }
        var randomness = Randomness.of(seed, Purpose.EXERCISE);
        while (true) {
            double[][] w = {
                {randomness.below(7) - 3, randomness.below(7) - 3}, {randomness.below(7) - 3, randomness.below(7) - 3}
            };
            double[] v = {nonZero(randomness), nonZero(randomness)};
            double[] x = {nonZero(randomness), nonZero(randomness)};
            double target = randomness.below(7) - 3;
            double s1 = w[0][0] * x[0] + w[0][1] * x[1];
            double s2 = w[1][0] * x[0] + w[1][1] * x[1];
            double output = v[0] * Math.max(s1, 0) + v[1] * Math.max(s2, 0);
            if (s1 != 0 && s2 != 0 && Math.max(s1, s2) > 0 && output != target) {
                return sheet(seed, w, v, x, target);
            }
        }
    }

    /** -3 to 3 but 0. */
    private static double nonZero(Randomness randomness) {
        int magnitude = 1 + randomness.below(3);
        return randomness.below(2) == 0 ? magnitude : -magnitude;
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[][] w, double[] v, double[] x, double target) {
        Tolerance whole = Tolerance.exact(0);
        return new ExerciseSheet(
                slug(),
                seed,
                "task",
                List.of(Given.matrix("W", w), Given.vector("V", v), Given.vector("x", x), Given.number("t", target)),
                List.of(
                        Step.row("sums", whole, "s_1", "s_2"),
                        Step.row("hidden", whole, "h_1", "h_2"),
                        Step.row("output", whole, "y"),
                        Step.row("output-gradient", whole, byWeight("v_1"), byWeight("v_2")),
                        new Step(
                                "hidden-gradient",
                                "hidden-gradient",
                                List.of(
                                        List.of(byWeight("w_{11}"), byWeight("w_{12}")),
                                        List.of(byWeight("w_{21}"), byWeight("w_{22}"))),
                                whole,
                                Map.of())));
    }

    private static String byWeight(String weight) {
        return "\\partial L / \\partial " + weight;
    }

    @Override
    public Solution solve(ExerciseSheet sheet) {
        double[][] w = sheet.values("W");
        double[] v = sheet.row("V");
        double[] x = sheet.row("x");
        double target = sheet.number("t");
        var network = new TracedNetwork(
                new double[][][] {w, {v}}, new double[][] {{}, {}}, List.of(Activation.RELU, Activation.LINEAR));
        Trace trace = network.trace(engine, new double[][] {x}, new double[][] {{target}});
        float[] sums = trace.layers().get(0).weightedSums()[0];
        float[] hidden = trace.layers().get(0).activations()[0];
        float[] deltas = trace.layers().get(0).deltas()[0];
        float output = trace.layers().get(1).activations()[0][0];
        List<LayerParameters> gradient = trace.gradients().layers();
        float[] byV = gradient.get(1).weights()[0];
        float[][] byW = gradient.get(0).weights();
        double error = output - target;
        return new Solution(List.of(
                Solved.row(
                        Map.ofEntries(
                                Map.entry("w11", w[0][0]),
                                Map.entry("w12", w[0][1]),
                                Map.entry("w21", w[1][0]),
                                Map.entry("w22", w[1][1]),
                                Map.entry("x1", x[0]),
                                Map.entry("x2", x[1]),
                                Map.entry("s1", (double) sums[0]),
                                Map.entry("s2", (double) sums[1])),
                        sums[0],
                        sums[1]),
                Solved.row(
                        Map.of(
                                "s1", (double) sums[0],
                                "s2", (double) sums[1],
                                "h1", (double) hidden[0],
                                "h2", (double) hidden[1]),
                        hidden[0],
                        hidden[1]),
                Solved.row(
                        Map.of(
                                "v1", v[0],
                                "v2", v[1],
                                "h1", (double) hidden[0],
                                "h2", (double) hidden[1],
                                "y", (double) output),
                        output),
                Solved.row(
                        Map.of(
                                "y", (double) output,
                                "t", target,
                                "e", error,
                                "h1", (double) hidden[0],
                                "h2", (double) hidden[1],
                                "g1", (double) byV[0],
                                "g2", (double) byV[1]),
                        byV[0],
                        byV[1]),
                new Solved(
                        new double[][] {{byW[0][0], byW[0][1]}, {byW[1][0], byW[1][1]}},
                        Map.ofEntries(
                                Map.entry("e", error),
                                Map.entry("v1", v[0]),
                                Map.entry("v2", v[1]),
                                Map.entry("s1", (double) sums[0]),
                                Map.entry("s2", (double) sums[1]),
                                Map.entry("r1", sums[0] > 0 ? 1.0 : 0.0),
                                Map.entry("r2", sums[1] > 0 ? 1.0 : 0.0),
                                Map.entry("d1", (double) deltas[0]),
                                Map.entry("d2", (double) deltas[1])),
                        Map.of("x", Tex.vector(x), "G", Tex.matrix(new double[][] {
                            {byW[0][0], byW[0][1]}, {byW[1][0], byW[1][1]}
                        })))));
    }
}
