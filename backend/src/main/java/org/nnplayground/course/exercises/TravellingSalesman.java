package org.nnplayground.course.exercises;

import java.util.ArrayList;
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
 * O. The travelling salesman: how many tours and neurons, the three tours of four cities, and the terms of the energy
 * that Hopfield and Tank's network lowers ("Neural computation of decisions in optimization problems", 1985), each with
 * the coefficient 1.
 */
final class TravellingSalesman implements Exercise {

    private static final int CITIES = 4;
    private static final Tolerance WHOLE = Tolerance.exact(0);

    /** Legs of the tours A-B-C-D, A-B-D-C and A-C-B-D; the last one returns to A. */
    private static final List<List<String>> TOURS =
            List.of(List.of("ab", "bc", "cd", "ad"), List.of("ab", "bd", "cd", "ac"), List.of("ac", "bc", "bd", "ad"));

    @Override
    public String slug() {
        return "travelling-salesman";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, 10, new double[] {3, 5, 4, 4, 6, 3}, new double[][] {
                {1, 0, 0, 0}, {0, 1, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}
            });
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        draw.whole(5, 11),
                        Draw.row(6, () -> draw.whole(2, 9)),
                        Draw.matrix(CITIES, CITIES, () -> draw.whole(0, 2) / 2)),
                results -> {
                    double[] lengths = results.of("lengths").clone();
                    Arrays.sort(lengths);
                    double[] terms = results.of("terms");
                    return lengths[0] < lengths[1]
                            && lengths[1] < lengths[2]
                            && isMetric(results.sheet().numbers())
                            && terms[0] > 0
                            && terms[1] > 0
                            && terms[2] > 0
                            && terms[0] != terms[1]
                            && terms[0] + terms[1] + terms[2] <= 12;
                });
    }

    /** Whether no way over a third city is shorter. */
    private static boolean isMetric(Numbers n) {
        return triangle(n, "ab", "bc", "ac")
                && triangle(n, "ab", "bd", "ad")
                && triangle(n, "ac", "cd", "ad")
                && triangle(n, "bc", "cd", "bd");
    }

    private static boolean triangle(Numbers n, String a, String b, String c) {
        double longest = Math.max(n.get(a), Math.max(n.get(b), n.get(c)));
        return 2 * longest <= n.get(a) + n.get(b) + n.get(c);
    }

    private ExerciseSheet sheet(@Nullable Long seed, int cities, double[] distances, double[][] v) {
        List<String> legs = List.of("ab", "ac", "ad", "bc", "bd", "cd");
        Step tours = Step.number("tours", WHOLE, "T", n -> factorial(n.get("n") - 1) / 2)
                .mistaken("direction", n -> factorial(n.get("n") - 1))
                .mistaken("start", n -> factorial(n.get("n")) / 2)
                .mistaken("orders", n -> factorial(n.get("n")))
                .worked("m", n -> n.get("n") - 1)
                .worked("f", n -> factorial(n.get("n") - 1));
        Step neurons = Step.number("neurons", WHOLE, "N", n -> n.get("n") * n.get("n"))
                .mistaken("cities", n -> n.get("n"))
                .mistaken("pairs", n -> n.get("n") * (n.get("n") - 1) / 2);
        Step lengths = Step.row(
                        "lengths",
                        WHOLE,
                        List.of("\\ell_{ABCD}", "\\ell_{ABDC}", "\\ell_{ACBD}"),
                        n -> lengths(n, CITIES))
                .mistake("open", n -> lengths(n, CITIES - 1));
        Step shortest = Step.choice("shortest", List.of("abcd", "abdc", "acbd"), n -> place(n, true))
                .mistaken("longest", n -> place(n, false));
        Step terms = Step.row("terms", Tolerance.exact(1), List.of("E_1", "E_2", "E_3"), n -> terms(n.all("V"), 1))
                .mistake("twice", n -> terms(n.all("V"), 2))
                .mistake("exchanged", n -> {
                    double[] right = terms(n.all("V"), 1);
                    return new double[] {right[1], right[0], right[2]};
                })
                .mistake("square", n -> {
                    double[] right = terms(n.all("V"), 1);
                    return new double[] {right[0], right[1], Math.sqrt(2 * right[2])};
                })
                .worked("ones", n -> Arithmetic.sum(n.all("V")));
        Step length = Step.number("length-term", WHOLE, "E_4", n -> n.get("lengths", 1))
                .mistaken("twice", n -> 2 * n.get("lengths", 1))
                .mistaken("half", n -> n.get("lengths", 1) / 2)
                .mistaken("tour", n -> n.get("lengths", 0));
        return ExerciseSheet.of(
                slug(),
                seed,
                given(cities, legs, distances, v),
                List.of(tours, neurons, lengths, shortest, terms, length));
    }

    private static List<Given> given(int cities, List<String> legs, double[] distances, double[][] v) {
        var given = new ArrayList<Given>();
        given.add(Given.number("n", cities));
        for (int leg = 0; leg < legs.size(); leg++) {
            given.add(Given.number(legs.get(leg), distances[leg]));
        }
        given.add(Given.matrix("V", v));
        return given;
    }

    private static double factorial(double n) {
        double product = 1;
        for (int k = 2; k <= n; k++) {
            product *= k;
        }
        return product;
    }

    /** Of the three tours, of which only the first legs count. */
    private static double[] lengths(Numbers n, int legs) {
        return TOURS.stream()
                .mapToDouble(
                        tour -> tour.stream().limit(legs).mapToDouble(n::get).sum())
                .toArray();
    }

    /** The index of the shortest or longest tour. */
    private static double place(Numbers n, boolean shortest) {
        double[] lengths = n.all("lengths");
        double wanted = shortest
                ? Arrays.stream(lengths).min().orElseThrow()
                : Arrays.stream(lengths).max().orElseThrow();
        return IntStream.range(0, lengths.length)
                .filter(tour -> lengths[tour] == wanted)
                .findFirst()
                .orElse(0);
    }

    /** Pairs of ones in a row, pairs in a column, and half the squared error of their number. */
    private static double[] terms(double[] v, double factor) {
        double rows = 0;
        double columns = 0;
        double[] transposed = Arithmetic.transpose(v, CITIES);
        for (int i = 0; i < CITIES; i++) {
            rows += pairs(Arithmetic.sum(Arithmetic.row(v, i, CITIES)));
            columns += pairs(Arithmetic.sum(Arithmetic.row(transposed, i, CITIES)));
        }
        double surplus = Arithmetic.sum(v) - CITIES;
        return new double[] {factor * rows, factor * columns, factor * surplus * surplus / 2};
    }

    private static double pairs(double ones) {
        return ones * (ones - 1) / 2;
    }
}
