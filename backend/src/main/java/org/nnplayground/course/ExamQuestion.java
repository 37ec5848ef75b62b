package org.nnplayground.course;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Step;
import org.nnplayground.course.ExerciseSheet.Tolerance;
import org.nnplayground.course.Solution.Solved;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.spec.Activation;

/**
 * The lecture's exam question: a 2-3-1-1 network with sigma(x) = x^2 on both hidden layers and a linear output without
 * bias, loss (y - yhat)^2 / 2, two of its derivatives.
 *
 * <p>Variants are chosen so that rounding every step to three decimals still gives a correct result.
 */
record ExamQuestion(TrainingEngine engine) implements Exercise {

    @Override
    public String slug() {
        return "exam-question";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(
                    null,
                    new Numbers(
                            new double[] {0.6, -0.4, 0.8},
                            new double[] {0.2, 0.5, -0.3},
                            new double[] {0.1, -0.2, 0.05},
                            new double[] {0.7, -0.6, 0.4},
                            0.15,
                            1.2,
                            new double[] {1, 0},
                            1));
        }
        var randomness = Randomness.of(seed, Purpose.EXERCISE);
        while (true) {
            Numbers numbers = Numbers.draw(randomness);
            if (numbers.suitsAPencil()) {
                return sheet(seed, numbers);
            }
        }
    }

    /** All that is given; multiples of a twentieth. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Numbers(
            double[] fromX1,
            double[] fromX2,
            double[] hiddenBiases,
            double[] toSecond,
            double secondBias,
            double toOutput,
            double[] x,
            double y) {

        private static final double[][] INPUTS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

        static Numbers draw(Randomness randomness) {
            return new Numbers(
                    tenths(randomness, 3),
                    tenths(randomness, 3),
                    new double[] {twentieth(randomness, 4), twentieth(randomness, 4), twentieth(randomness, 4)},
                    tenths(randomness, 3),
                    twentieth(randomness, 4),
                    (5 + randomness.below(11)) / 10.0,
                    INPUTS[randomness.below(INPUTS.length)],
                    randomness.below(2));
        }

        /** From -0.9 to 0.9, not 0. */
        private static double[] tenths(Randomness randomness, int count) {
            var tenths = new double[count];
            for (int i = 0; i < count; i++) {
                int magnitude = 1 + randomness.below(9);
                tenths[i] = (randomness.below(2) == 0 ? magnitude : -magnitude) / 10.0;
            }
            return tenths;
        }

        private static double twentieth(Randomness randomness, int most) {
            return (randomness.below(2 * most + 1) - most) / 20.0;
        }

        /** Whether no number is very small or very large, and rounding stays well within the tolerance. */
        boolean suitsAPencil() {
            double[] exact = results(result -> result);
            double[] rounded = results(result -> Math.rint(result * 1000) / 1000);
            boolean suits = Arrays.stream(exact).allMatch(result -> Math.abs(result) >= 0.05 && Math.abs(result) <= 5);
            for (int i = 0; i < exact.length; i++) {
                suits &= Math.abs(rounded[i] - exact[i]) <= 0.5 * Math.max(0.001, 0.01 * Math.abs(exact[i]));
            }
            return suits;
        }

        /** In order to choose numbers, not to grade any: that is the engine's. */
        private double[] results(DoubleUnaryOperator pencil) {
            var hidden = new double[3];
            double z = secondBias;
            for (int i = 0; i < 3; i++) {
                double s = pencil.applyAsDouble(fromX1[i] * x[0] + fromX2[i] * x[1] + hiddenBiases[i]);
                hidden[i] = pencil.applyAsDouble(s * s);
                z += toSecond[i] * hidden[i];
            }
            z = pencil.applyAsDouble(z);
            double second = pencil.applyAsDouble(z * z);
            double output = pencil.applyAsDouble(toOutput * second);
            double common = (output - y) * toOutput * 2 * z;
            return new double[] {z, second, output, common * hidden[0], common * hidden[1]};
        }
    }

    private ExerciseSheet sheet(@Nullable Long seed, Numbers numbers) {
        Tolerance three = Tolerance.rounded(3);
        return new ExerciseSheet(
                slug(),
                seed,
                "task",
                List.of(
                        Given.list("fromX1", numbers.fromX1),
                        Given.list("fromX2", numbers.fromX2),
                        Given.list("hiddenBiases", numbers.hiddenBiases),
                        Given.list("toSecond", numbers.toSecond),
                        Given.number("secondBias", numbers.secondBias),
                        Given.number("toOutput", numbers.toOutput),
                        Given.vector("x", numbers.x),
                        Given.number("y", numbers.y)),
                List.of(
                        Step.row("sums", three, "s_1", "s_2", "s_3"),
                        Step.row("hidden", three, "h_1", "h_2", "h_3"),
                        Step.row("second-sum", three, "z"),
                        Step.row("second", three, "\\sigma(z)"),
                        Step.row("output", three, "\\hat y"),
                        Step.row("gradients", three, "\\partial L / \\partial w_7", "\\partial L / \\partial w_8")));
    }

    @Override
    public Solution solve(ExerciseSheet sheet) {
        double[] fromX1 = sheet.row("fromX1");
        double[] fromX2 = sheet.row("fromX2");
        double[] biases = sheet.row("hiddenBiases");
        double[] toSecond = sheet.row("toSecond");
        double[] x = sheet.row("x");
        double y = sheet.number("y");
        var network = new TracedNetwork(
                new double[][][] {
                    {{fromX1[0], fromX2[0]}, {fromX1[1], fromX2[1]}, {fromX1[2], fromX2[2]}},
                    {toSecond},
                    {sheet.row("toOutput")}
                },
                new double[][] {biases, sheet.row("secondBias"), {}},
                List.of(Activation.SQUARE, Activation.SQUARE, Activation.LINEAR));
        Trace trace = network.trace(engine, new double[][] {x}, new double[][] {{y}});
        float[] sums = trace.layers().get(0).weightedSums()[0];
        float[] hidden = trace.layers().get(0).activations()[0];
        float z = trace.layers().get(1).weightedSums()[0][0];
        float second = trace.layers().get(1).activations()[0][0];
        float output = trace.layers().get(2).activations()[0][0];
        float[] gradient = trace.gradients().layers().get(1).weights()[0];

        var worked = new HashMap<String, Double>();
        for (int i = 0; i < 3; i++) {
            worked.put("w" + (i + 1), fromX1[i]);
            worked.put("w" + (i + 4), fromX2[i]);
            worked.put("w" + (i + 7), toSecond[i]);
            worked.put("b" + (i + 1), biases[i]);
            worked.put("s" + (i + 1), (double) sums[i]);
            worked.put("h" + (i + 1), (double) hidden[i]);
        }
        worked.put("x1", x[0]);
        worked.put("x2", x[1]);
        worked.put("b4", sheet.number("secondBias"));
        worked.put("w10", sheet.number("toOutput"));
        worked.put("y", y);
        worked.put("z", (double) z);
        worked.put("a", (double) second);
        worked.put("o", (double) output);
        worked.put("e", output - y);
        worked.put("g7", (double) gradient[0]);
        worked.put("g8", (double) gradient[1]);
        return new Solution(List.of(
                Solved.row(worked, sums[0], sums[1], sums[2]),
                Solved.row(worked, hidden[0], hidden[1], hidden[2]),
                Solved.row(worked, z),
                Solved.row(worked, second),
                Solved.row(worked, output),
                Solved.row(worked, gradient[0], gradient[1])));
    }
}
