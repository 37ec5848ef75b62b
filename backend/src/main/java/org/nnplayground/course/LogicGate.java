package org.nnplayground.course;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * One sigmoid neuron as a logic gate: OR in the lecture; in variants OR, AND, NOR or NAND. Every sum is at least 6 away
 * from 0, where the sigmoid is 0 or 1 to two decimals.
 */
record LogicGate(TrainingEngine engine) implements Exercise {

    private static final double[][] INPUTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    @Override
    public String slug() {
        return "logic-gate";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, -10, 20, 20);
        }
        var randomness = Randomness.of(seed, Purpose.EXERCISE);
        int w1 = 12 + randomness.below(29);
        int w2 = 12 + randomness.below(29);
        int half = Math.min(w1, w2) / 2;
        int bias = randomness.below(2) == 0 ? -half : half - w1 - w2; // OR, AND
        int sign = randomness.below(2) == 0 ? 1 : -1; // or what they are not
        return sheet(seed, sign * bias, sign * w1, sign * w2);
    }

    private ExerciseSheet sheet(@Nullable Long seed, double w0, double w1, double w2) {
        return new ExerciseSheet(
                slug(),
                seed,
                "task",
                List.of(Given.number("w0", w0), Given.number("w1", w1), Given.number("w2", w2)),
                List.of(
                        Step.row("sums", Tolerance.exact(0), "z(0,0)", "z(0,1)", "z(1,0)", "z(1,1)"),
                        Step.row("outputs", new Tolerance(2, 0.01, 0), "y(0,0)", "y(0,1)", "y(1,0)", "y(1,1)")));
    }

    @Override
    public Solution solve(ExerciseSheet sheet) {
        double w0 = sheet.number("w0");
        double w1 = sheet.number("w1");
        double w2 = sheet.number("w2");
        var network =
                new TracedNetwork(new double[][][] {{{w1, w2}}}, new double[][] {{w0}}, List.of(Activation.SIGMOID));
        Trace trace = network.trace(engine, INPUTS, new double[INPUTS.length][1]);
        var sums = new double[INPUTS.length];
        var outputs = new double[INPUTS.length];
        var worked = new HashMap<String, Double>();
        worked.put("w0", w0);
        worked.put("w1", w1);
        worked.put("w2", w2);
        for (int i = 0; i < INPUTS.length; i++) {
            sums[i] = trace.layers().getFirst().weightedSums()[i][0];
            outputs[i] = trace.layers().getFirst().activations()[i][0];
            worked.put("z" + i, sums[i]);
            worked.put("y" + i, outputs[i]);
        }
        var gate = Map.of("gate", gate(outputs));
        return new Solution(List.of(Solved.row(worked, sums), new Solved(new double[][] {outputs}, worked, gate)));
    }

    /** By its answers where no input is true and where one is: a neuron's two weights have the same sign here. */
    private static String gate(double[] outputs) {
        boolean none = outputs[0] > 0.5;
        boolean one = outputs[1] > 0.5;
        return none ? (one ? "NAND" : "NOR") : (one ? "OR" : "AND");
    }
}
