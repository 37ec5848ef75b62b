package org.nnplayground.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Numbers to be found, or one choice, and how they follow from what is known.
 *
 * @param id its name, unique in the sheet
 * @param text which text asks for it; several steps may share one
 * @param labels {@code [rows][columns]}, what each number is called, in TeX
 * @param options names of the options in the text; the answer is the index of one. Empty for a step with numbers
 * @param shown values of placeholders in its text, in addition to what is given
 * @param rule finds the numbers
 * @param mistakes usual wrong ways, most usual first
 * @param worked intermediate results for the solution's text, by placeholder
 * @param tex longer parts of the solution's text, by placeholder
 */
public record Step(
        String id,
        String text,
        List<List<String>> labels,
        Tolerance tolerance,
        List<String> options,
        Map<String, String> shown,
        Rule rule,
        List<Mistake> mistakes,
        Map<String, ToDoubleFunction<Numbers>> worked,
        Map<String, Function<Numbers, String>> tex) {

    /**
     * A usual wrong way.
     *
     * @param name of its text
     */
    public record Mistake(String name, Rule rule) {}

    /**
     * The largest accepted error: absolute, or relative to the right number, whichever is more.
     *
     * @param decimals number of decimals that are enough
     */
    public record Tolerance(int decimals, double absolute, double relative) {

        /** For whole numbers and short decimals, which need no rounding. */
        public static Tolerance exact(int decimals) {
            return new Tolerance(decimals, 1e-6, 0);
        }

        /** For numbers that are rounded, and that follow from rounded ones: one unit of the last decimal, or 1 %. */
        public static Tolerance rounded(int decimals) {
            return new Tolerance(decimals, Math.pow(10, -decimals), 0.01);
        }

        /** False if either is NaN. */
        public boolean accepts(double right, double given) {
            return Math.abs(given - right) <= of(right);
        }

        /** The largest accepted error of a number. */
        public double of(double right) {
            return Math.max(absolute, relative * Math.abs(right));
        }
    }

    public Step {
        labels = labels.stream().map(List::copyOf).toList();
        options = List.copyOf(options);
        shown = Map.copyOf(shown);
        mistakes = List.copyOf(mistakes);
        worked = Map.copyOf(worked);
        tex = Map.copyOf(tex);
    }

    /** Rows of numbers, asked by the text of the same name. */
    public static Step matrix(String id, Tolerance tolerance, List<List<String>> labels, Rule rule) {
        return new Step(id, id, labels, tolerance, List.of(), Map.of(), rule, List.of(), Map.of(), Map.of());
    }

    /** A row of numbers. */
    public static Step row(String id, Tolerance tolerance, List<String> labels, Rule rule) {
        return matrix(id, tolerance, List.of(labels), rule);
    }

    /** One number. */
    public static Step number(String id, Tolerance tolerance, String label, ToDoubleFunction<Numbers> rule) {
        return row(id, tolerance, List.of(label), single(rule));
    }

    /** @param rule the index of the right option */
    public static Step choice(String id, List<String> options, ToDoubleFunction<Numbers> rule) {
        Tolerance exact = Tolerance.exact(0);
        List<List<String>> label = List.of(List.of(""));
        return new Step(id, id, label, exact, options, Map.of(), single(rule), List.of(), Map.of(), Map.of());
    }

    private static Rule single(ToDoubleFunction<Numbers> rule) {
        return numbers -> new double[] {rule.applyAsDouble(numbers)};
    }

    /** The same with one more usual mistake. */
    public Step mistake(String name, Rule wrong) {
        var more = new ArrayList<>(mistakes);
        more.add(new Mistake(name, wrong));
        return new Step(id, text, labels, tolerance, options, shown, rule, more, worked, tex);
    }

    /** The same with one more usual mistake, for a step with one number. */
    public Step mistaken(String name, ToDoubleFunction<Numbers> wrong) {
        return mistake(name, single(wrong));
    }

    /** The same with one more intermediate result for the solution. */
    public Step worked(String name, ToDoubleFunction<Numbers> result) {
        var more = new HashMap<>(worked);
        more.put(name, result);
        return new Step(id, text, labels, tolerance, options, shown, rule, mistakes, more, tex);
    }

    /** The same with one more written part for the solution. */
    public Step tex(String name, Function<Numbers, String> part) {
        var more = new HashMap<>(tex);
        more.put(name, part);
        return new Step(id, text, labels, tolerance, options, shown, rule, mistakes, worked, more);
    }

    /** The same, asked by another text, in which a placeholder has this value. */
    public Step asked(String otherText, String placeholder, String value) {
        return new Step(
                id, otherText, labels, tolerance, options, Map.of(placeholder, value), rule, mistakes, worked, tex);
    }

    public int rows() {
        return labels.size();
    }

    public int columns() {
        return labels.getFirst().size();
    }

    /** Number of numbers. */
    public int size() {
        return rows() * columns();
    }

    /** @param flat row by row */
    double[][] shaped(double[] flat) {
        var rows = new double[rows()][];
        for (int r = 0; r < rows(); r++) {
            rows[r] = Arrays.copyOfRange(flat, r * columns(), (r + 1) * columns());
        }
        return rows;
    }
}
