package org.nnplayground.course;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sheet for a student: given numbers and questions, without the solution. Its texts are in {@link ExerciseText}, with
 * placeholders for the given numbers.
 *
 * @param seed null for the lecture's own numbers
 * @param task which text tells the task
 * @param steps in the order in which they are best solved
 */
public record ExerciseSheet(String slug, @Nullable Long seed, String task, List<Given> given, List<Step> steps) {

    public ExerciseSheet {
        given = List.copyOf(given);
        steps = List.copyOf(steps);
    }

    /**
     * Numbers that are shown, and with exactly these digits: so nothing depends on how they were rounded.
     *
     * @param name of the text's placeholder
     * @param values {@code [rows][columns]}
     * @param tex the same for reading, in TeX
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Given(String name, double[][] values, String tex) {

        static Given number(String name, double value) {
            return new Given(name, new double[][] {{value}}, Tex.number(value));
        }

        /** As a column of coordinates, written {@code (1, 2)}. */
        static Given vector(String name, double... values) {
            return new Given(name, new double[][] {values}, Tex.vector(values));
        }

        /** Written one after the other. */
        static Given list(String name, double... values) {
            return new Given(name, new double[][] {values}, Tex.list(values));
        }

        static Given matrix(String name, double[][] values) {
            return new Given(name, values, Tex.matrix(values));
        }
    }

    /**
     * Some numbers to be found.
     *
     * @param id its name, unique in the sheet
     * @param text which text asks for it; several steps may share one
     * @param labels {@code [rows][columns]}, what each number is called, in TeX
     * @param shown what stands for placeholders in its text, beside what is given
     */
    public record Step(
            String id, String text, List<List<String>> labels, Tolerance tolerance, Map<String, String> shown) {

        public Step {
            labels = labels.stream().map(List::copyOf).toList();
            shown = Map.copyOf(shown);
        }

        /** One row of numbers, asked by the text of the same name. */
        static Step row(String id, Tolerance tolerance, String... labels) {
            return new Step(id, id, List.of(List.of(labels)), tolerance, Map.of());
        }

        public int rows() {
            return labels.size();
        }

        public int columns() {
            return labels.getFirst().size();
        }
    }

    /**
     * How near a number must be: by so much, or by so much of the right one, whichever is more.
     *
     * @param decimals that are enough, for the student to know
     */
    public record Tolerance(int decimals, double absolute, double relative) {

        /** For whole numbers and short decimals, which nobody need round. */
        static Tolerance exact(int decimals) {
            return new Tolerance(decimals, 1e-6, 0);
        }

        /**
         * For what is rounded to some decimals, and built on what was rounded so before: one unit of the last decimal,
         * or a hundredth of the right number.
         */
        static Tolerance rounded(int decimals) {
            return new Tolerance(decimals, Math.pow(10, -decimals), 0.01);
        }

        public boolean accepts(double right, double given) {
            return Math.abs(given - right) <= Math.max(absolute, relative * Math.abs(right));
        }
    }

    /** The values of something that is given, {@code [rows][columns]}; empty where the sheet does not give it. */
    Optional<double[][]> find(String name) {
        return given.stream().filter(one -> one.name().equals(name)).findFirst().map(Given::values);
    }

    double[][] values(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(slug + " does not give " + name));
    }

    double[] row(String name) {
        return values(name)[0];
    }

    double number(String name) {
        return row(name)[0];
    }
}
