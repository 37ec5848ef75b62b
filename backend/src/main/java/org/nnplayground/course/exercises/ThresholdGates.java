package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.map;

import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * P. Three neurons of McCulloch and Pitts ("A logical calculus of the ideas immanent in nervous activity", 1943) in two
 * layers: each fires if its weighted sum reaches its threshold. Positive weights excite, negative ones inhibit. The
 * sheet's own numbers make XOR.
 */
final class ThresholdGates implements Exercise {

    private static final Gates GATES = new Gates(
            List.of("xor", "xnor", "or", "and", "nor", "nand", "first-only", "second-only"),
            List.of("0110", "1001", "0111", "0001", "1000", "1110", "0010", "0100"));

    private static final int INPUTS = 4;

    @Override
    public String slug() {
        return "threshold-gates";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, new double[] {1, 1}, 1, new double[] {1, 1}, 2, new double[] {1, -1}, 1);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.row(2, () -> draw.nonZero(2)),
                        draw.whole(-2, 3),
                        Draw.row(2, () -> draw.nonZero(2)),
                        draw.whole(-2, 3),
                        Draw.row(2, () -> draw.nonZero(2)),
                        draw.whole(-2, 3)),
                results -> varies(results.of("first"))
                        && varies(results.of("second"))
                        && !Gates.tableOf(results.of("first")).equals(Gates.tableOf(results.of("second")))
                        && !Gates.tableOf(results.of("output")).equals(Gates.tableOf(results.of("first")))
                        && !Gates.tableOf(results.of("output")).equals(Gates.tableOf(results.of("second")))
                        && !Double.isNaN(results.of("gate")[0]));
    }

    private static boolean varies(double[] outputs) {
        double sum = Arithmetic.sum(outputs);
        return sum > 0 && sum < INPUTS;
    }

    private ExerciseSheet sheet(
            @Nullable Long seed, double[] u, double first, double[] v, double second, double[] w, double last) {
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(
                        Given.list("u", u),
                        Given.number("first-threshold", first),
                        Given.list("v", v),
                        Given.number("second-threshold", second),
                        Given.list("w", w),
                        Given.number("last-threshold", last)),
                List.of(
                        unit("first", "a", "u", "first-threshold"),
                        unit("second", "c", "v", "second-threshold"),
                        Step.row(
                                        "output",
                                        Tolerance.exact(0),
                                        labels("y"),
                                        n -> outputs(n, sum -> sum >= n.get("last-threshold")))
                                .mistake("strict", n -> outputs(n, sum -> sum > n.get("last-threshold")))
                                .mistake("inputs", n -> unitOutputs(n, "w", sum -> sum >= n.get("last-threshold")))
                                .mistake("opposite", n -> outputs(n, sum -> sum < n.get("last-threshold"))),
                        Step.choice("gate", GATES.names(), n -> GATES.optionOf(n.all("output")))
                                .mistaken("negated", n -> GATES.optionOf(map(n.all("output"), y -> 1 - y)))
                                .mistaken(
                                        "or",
                                        n -> GATES.optionOf(n.all("output")) == 0
                                                ? 2
                                                : GATES.optionOf(n.all("output")) == 2 ? 0 : Double.NaN)
                                .tex("table", n -> Gates.texOf(n.all("output")))));
    }

    /** Outputs of a neuron of the first layer. */
    private static Step unit(String id, String name, String weights, String threshold) {
        return Step.row(
                        id,
                        Tolerance.exact(0),
                        labels(name),
                        n -> unitOutputs(n, weights, sum -> sum >= n.get(threshold)))
                .mistake("strict", n -> unitOutputs(n, weights, sum -> sum > n.get(threshold)))
                .mistake("opposite", n -> unitOutputs(n, weights, sum -> sum < n.get(threshold)))
                .mistake("zero", n -> unitOutputs(n, weights, sum -> sum > 0))
                .worked("z1", n -> 0)
                .worked("z2", n -> n.get(weights, 1))
                .worked("z3", n -> n.get(weights, 0))
                .worked("z4", n -> n.get(weights, 0) + n.get(weights, 1));
    }

    private static List<String> labels(String name) {
        return List.of(name + "(0,0)", name + "(0,1)", name + "(1,0)", name + "(1,1)");
    }

    private static double[] unitOutputs(Numbers n, String weights, DoublePredicate fires) {
        return map(
                new double[] {0, n.get(weights, 1), n.get(weights, 0), n.get(weights, 0) + n.get(weights, 1)},
                sum -> fires.test(sum) ? 1 : 0);
    }

    private static double[] outputs(Numbers n, DoublePredicate fires) {
        var outputs = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            double sum = n.get("w", 0) * n.get("first", i) + n.get("w", 1) * n.get("second", i);
            outputs[i] = fires.test(sum) ? 1 : 0;
        }
        return outputs;
    }
}
