package org.nnplayground.course;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet for a student: given numbers and questions. Its texts are in {@link ExerciseText}, with placeholders for the
 * given numbers.
 *
 * @param seed null for the exercise's own numbers
 * @param task which text describes the task
 * @param steps in the order in which they are best solved
 * @param network the network that the sheet is about, to draw it; null if there is none
 * @param points samples in the plane, to draw them; empty if there are none
 */
public record ExerciseSheet(
        String slug,
        @Nullable Long seed,
        String task,
        List<Given> given,
        List<Step> steps,
        @Nullable GivenNetwork network,
        List<Point> points) {

    public ExerciseSheet {
        given = List.copyOf(given);
        steps = List.copyOf(steps);
        points = List.copyOf(points);
    }

    public static ExerciseSheet of(String slug, @Nullable Long seed, List<Given> given, List<Step> steps) {
        return new ExerciseSheet(slug, seed, "task", given, steps, null, List.of());
    }

    public ExerciseSheet asked(String otherTask) {
        return new ExerciseSheet(slug, seed, otherTask, given, steps, network, points);
    }

    public ExerciseSheet drawn(GivenNetwork ofSheet) {
        return new ExerciseSheet(slug, seed, task, given, steps, ofSheet, points);
    }

    public ExerciseSheet drawn(List<Point> ofSheet) {
        return new ExerciseSheet(slug, seed, task, given, steps, network, ofSheet);
    }

    /** The same without its seed, for students who must not learn it. */
    public ExerciseSheet withoutSeed() {
        return new ExerciseSheet(slug, null, task, given, steps, network, points);
    }

    /** The given numbers by name. */
    public Numbers numbers() {
        return Numbers.of(this);
    }

    /**
     * Numbers that are shown with exactly these digits, so nothing depends on how they were rounded.
     *
     * @param name of the text's placeholder
     * @param values {@code [rows][columns]}
     * @param tex the same for reading, in TeX
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Given(String name, double[][] values, String tex) {

        public static Given number(String name, double value) {
            return new Given(name, new double[][] {{value}}, Tex.number(value));
        }

        /** A number with its sign, such as a label: {@code +1}. */
        public static Given signed(String name, double value) {
            return new Given(name, new double[][] {{value}}, (value > 0 ? "+" : "") + Tex.number(value));
        }

        /** Written {@code (1, 2)}. */
        public static Given vector(String name, double... values) {
            return new Given(name, new double[][] {values}, Tex.vector(values));
        }

        /** Written one after the other. */
        public static Given list(String name, double... values) {
            return new Given(name, new double[][] {values}, Tex.list(values));
        }

        public static Given matrix(String name, double[][] values) {
            return new Given(name, values, Tex.matrix(values));
        }

        /** Row by row. */
        double[] flat() {
            return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        }
    }

    /**
     * A network whose every parameter is given, with one sample.
     *
     * @param weights per layer {@code [units][inputs]}
     * @param biases per layer {@code [units]}, empty for a layer without biases
     * @param activations one per layer, as in a spec's JSON
     * @param loss as in a spec's JSON
     * @param x {@code [inputs]}
     * @param y {@code [outputs]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record GivenNetwork(
            double[][][] weights, double[][] biases, List<String> activations, String loss, double[] x, double[] y) {

        public GivenNetwork {
            activations = List.copyOf(activations);
        }
    }

    /**
     * A point in the plane.
     *
     * @param name in TeX
     * @param label 1 or -1; 0 for a point without label
     */
    public record Point(String name, double x1, double x2, int label) {}
}
