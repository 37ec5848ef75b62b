package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.scaled;

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

/**
 * L. A Hopfield network of four neurons that stores two patterns of +1 and -1, one twice as strongly: Hebbian weights,
 * the energy E = -1/2 sum of w_ij s_i s_j, and one update of each neuron in turn (Hopfield, "Neural networks and
 * physical systems with emergent collective computational abilities", 1982). The first energy is not 0, and the state
 * changes.
 */
final class HopfieldNetwork implements Exercise {

    private static final int NEURONS = 4;
    private static final int[][] PAIRS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};

    @Override
    public String slug() {
        return "hopfield";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, new double[] {1, 1, 1, -1}, new double[] {1, -1, 1, -1}, new double[] {-1, 1, 1, -1});
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.row(NEURONS, draw::sign),
                        Draw.row(NEURONS, draw::sign),
                        Draw.row(NEURONS, draw::sign)),
                results -> {
                    Numbers given = results.sheet().numbers();
                    return Math.abs(overlap(given)) < NEURONS
                            && results.of("energy")[0] != 0
                            && !Arrays.equals(results.of("updated"), given.all("s"));
                });
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[] first, double[] second, double[] state) {
        Tolerance whole = Tolerance.exact(0);
        Step weights = Step.row(
                        "weights",
                        whole,
                        List.of("w_{12}", "w_{13}", "w_{14}", "w_{23}", "w_{24}", "w_{34}"),
                        n -> hebbian(n, 2, 1))
                .mistake("first", n -> hebbian(n, 2, 0))
                .mistake("once", n -> hebbian(n, 1, 1))
                .mistake("sign", n -> scaled(hebbian(n, 2, 1), -1));
        Step energy = Step.number("energy", whole, "E(s)", n -> energy(n, n.all("s")))
                .mistaken("twice", n -> 2 * energy(n, n.all("s")))
                .mistaken("sign", n -> -energy(n, n.all("s")))
                .mistaken("half", n -> energy(n, n.all("s")) / 2)
                .tex("terms", n -> terms(n, n.all("s")));
        Step updated = Step.row(
                        "updated",
                        whole,
                        List.of("s_1", "s_2", "s_3", "s_4"),
                        n -> updated(n.all("s"), n.all("weights")))
                .mistake(
                        "synchronous", n -> Arithmetic.map(fields(n.all("s"), n.all("weights")), HopfieldNetwork::sign))
                .mistake("opposite", n -> scaled(updated(n.all("s"), n.all("weights")), -1))
                .mistake("unchanged", n -> n.all("s"))
                .worked("f1", n -> fieldsDuringUpdates(n, n.all("weights"))[0])
                .worked("f2", n -> fieldsDuringUpdates(n, n.all("weights"))[1])
                .worked("f3", n -> fieldsDuringUpdates(n, n.all("weights"))[2])
                .worked("f4", n -> fieldsDuringUpdates(n, n.all("weights"))[3]);
        Step after = Step.number("energy-after", whole, "E(s')", n -> energy(n, n.all("updated")))
                .mistaken("twice", n -> 2 * energy(n, n.all("updated")))
                .mistaken("sign", n -> -energy(n, n.all("updated")))
                .mistaken("before", n -> energy(n, n.all("s")))
                .tex("terms", n -> terms(n, n.all("updated")));
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(Given.vector("p", first), Given.vector("q", second), Given.vector("s", state)),
                List.of(weights, energy, updated, after));
    }

    private static double overlap(Numbers n) {
        return Arithmetic.dot(n.all("p"), n.all("q"));
    }

    /** The weights of the pairs of neurons. */
    private static double[] hebbian(Numbers n, double first, double second) {
        return Arrays.stream(PAIRS)
                .mapToDouble(pair -> first * n.get("p", pair[0]) * n.get("p", pair[1])
                        + second * n.get("q", pair[0]) * n.get("q", pair[1]))
                .toArray();
    }

    /** Each pair counts once: that is the factor 1/2 of the sum over all i and j. */
    private static double energy(Numbers n, double[] s) {
        return -IntStream.range(0, PAIRS.length)
                .mapToDouble(k -> n.get("weights", k) * s[PAIRS[k][0]] * s[PAIRS[k][1]])
                .sum();
    }

    private static double[] fields(double[] s, double[] weights) {
        var fields = new double[NEURONS];
        for (int k = 0; k < PAIRS.length; k++) {
            fields[PAIRS[k][0]] += weights[k] * s[PAIRS[k][1]];
            fields[PAIRS[k][1]] += weights[k] * s[PAIRS[k][0]];
        }
        return fields;
    }

    /** The weights are odd, and so is each field: it is never 0. */
    private static double sign(double field) {
        return field > 0 ? 1 : -1;
    }

    private static double[] updated(double[] state, double[] weights) {
        double[] s = state.clone();
        for (int i = 0; i < NEURONS; i++) {
            s[i] = sign(fields(s, weights)[i]);
        }
        return s;
    }

    /** The field of each neuron at its turn. */
    private static double[] fieldsDuringUpdates(Numbers n, double[] weights) {
        double[] s = n.all("s");
        var fields = new double[NEURONS];
        for (int i = 0; i < NEURONS; i++) {
            fields[i] = fields(s, weights)[i];
            s[i] = sign(fields[i]);
        }
        return fields;
    }

    /** w_ij s_i s_j of each pair as a sum. */
    private static String terms(Numbers n, double[] s) {
        var terms = new StringBuilder();
        for (int k = 0; k < PAIRS.length; k++) {
            int term = (int) (n.get("weights", k) * s[PAIRS[k][0]] * s[PAIRS[k][1]]);
            terms.append(terms.isEmpty() ? "" : term < 0 ? " - " : " + ")
                    .append(terms.isEmpty() ? term : Math.abs(term));
        }
        return terms.toString();
    }
}
