package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.GivenNetwork;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * D. One sigmoid neuron as a logic gate: OR in the lecture; in variants OR, AND, NOR, NAND, NOT of one input, or an
 * implication. Every sum is at least 6 away from 0, where the sigmoid is 0 or 1 to two decimals.
 */
final class LogicGate implements Exercise {

    private static final Gates GATES = new Gates(
            List.of("or", "and", "nor", "nand", "not-first", "not-second", "implies", "implied"),
            List.of("0111", "0001", "1000", "1110", "1100", "1010", "1101", "1011"));

    private static final int LEAST_SUM = 6;

    @Override
    public String slug() {
        return "logic-gate";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, -10, 20, 20);
        }
        return Variants.first(
                seed,
                draw -> {
                    boolean not = draw.whole(0, 5) == 0;
                    int w1 = draw.sign() * draw.whole(12, 40);
                    int w2 = draw.sign() * (not ? draw.whole(2, 8) : draw.whole(12, 40));
                    return draw.coin() || !not
                            ? sheet(seed, draw.sign() * draw.whole(6, 60), w1, w2)
                            : sheet(seed, draw.sign() * draw.whole(6, 60), w2, w1);
                },
                results -> results.smallest("sums") >= LEAST_SUM
                        && !Double.isNaN(results.of("gate")[0])
                        && results.largest("sums") <= 99);
    }

    private ExerciseSheet sheet(@Nullable Long seed, double w0, double w1, double w2) {
        var steps = new ArrayList<>(List.of(
                Step.row(
                                "sums",
                                Tolerance.exact(0),
                                List.of("z(0,0)", "z(0,1)", "z(1,0)", "z(1,1)"),
                                n -> sums(n.get("w0"), n.get("w1"), n.get("w2")))
                        .mistake("bias", n -> sums(0, n.get("w1"), n.get("w2")))
                        .mistake("order", n -> sums(n.get("w0"), n.get("w2"), n.get("w1")))
                        .mistake("sign", n -> sums(-n.get("w0"), n.get("w1"), n.get("w2"))),
                Step.row(
                                "outputs",
                                new Tolerance(2, 0.01, 0),
                                List.of("y(0,0)", "y(0,1)", "y(1,0)", "y(1,1)"),
                                n -> map(n.all("sums"), Arithmetic::sigmoid))
                        .mistake("sign", n -> map(n.all("sums"), sum -> Arithmetic.sigmoid(-sum)))
                        .mistake("tanh", n -> map(n.all("sums"), Math::tanh)),
                Step.choice("gate", GATES.names(), LogicGate::gate)
                        .mistaken("negated", n -> GATES.optionOf(map(n.all("outputs"), y -> 1 - y)))
                        .mistaken("and-or", n -> andOr(gate(n)))
                        .mistaken("input", n -> otherInput(gate(n)))
                        .tex("table", n -> Gates.texOf(n.all("outputs")))));
        if (w1 * w2 > 0) {
            boolean positive = w1 > 0;
            Step bounds = Step.row(
                            "bounds",
                            Tolerance.exact(0),
                            List.of("w_0 >", "w_0 <"),
                            n -> bounds(n.get("w1"), n.get("w2")))
                    .mistake("or", n -> orBounds(n.get("w1"), n.get("w2")))
                    .mistake("sign", n -> negated(swapped(bounds(n.get("w1"), n.get("w2")))))
                    .mistake("order", n -> swapped(bounds(n.get("w1"), n.get("w2"))));
            steps.add(bounds.asked(positive ? "bounds-and" : "bounds-nand", "gate", positive ? "AND" : "NAND"));
        }
        return ExerciseSheet.of(
                        slug(),
                        seed,
                        List.of(Given.number("w0", w0), Given.number("w1", w1), Given.number("w2", w2)),
                        steps)
                .drawn(new GivenNetwork(
                        new double[][][] {{{w1, w2}}},
                        new double[][] {{w0}},
                        List.of("sigmoid"),
                        "squaredError",
                        new double[] {},
                        new double[] {}));
    }

    private static double[] sums(double w0, double w1, double w2) {
        return new double[] {w0, w0 + w2, w0 + w1, w0 + w1 + w2};
    }

    private static double gate(Numbers n) {
        return GATES.optionOf(n.all("outputs"));
    }

    private static double andOr(double gate) {
        return Map.of(0.0, 1.0, 1.0, 0.0, 2.0, 3.0, 3.0, 2.0).getOrDefault(gate, Double.NaN);
    }

    private static double otherInput(double gate) {
        return Map.of(4.0, 5.0, 5.0, 4.0, 6.0, 7.0, 7.0, 6.0).getOrDefault(gate, Double.NaN);
    }

    /** Of the bias that makes an AND of positive weights, or a NAND of negative ones. */
    private static double[] bounds(double w1, double w2) {
        return w1 > 0 ? new double[] {-(w1 + w2), -Math.max(w1, w2)} : new double[] {-Math.min(w1, w2), -(w1 + w2)};
    }

    /** Of the bias that makes an OR of positive weights, or a NOR of negative ones. */
    private static double[] orBounds(double w1, double w2) {
        return w1 > 0 ? new double[] {-Math.min(w1, w2), 0} : new double[] {0, -Math.max(w1, w2)};
    }

    private static double[] swapped(double[] pair) {
        return new double[] {pair[1], pair[0]};
    }

    private static double[] negated(double[] pair) {
        return map(pair, number -> -number);
    }
}
