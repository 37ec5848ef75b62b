package org.nnplayground.course;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The right numbers of a sheet, and what its worked text tells of the way there.
 *
 * @param steps one for each of the sheet's, in its order
 */
public record Solution(List<Solved> steps) {

    public Solution {
        steps = List.copyOf(steps);
    }

    /**
     * @param values {@code [rows][columns]}
     * @param worked what stands for placeholders in the solution's text: numbers by name
     * @param tex more of them, written out
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Solved(double[][] values, Map<String, Double> worked, Map<String, String> tex) {

        public Solved {
            values = Arrays.stream(values)
                    .map(row -> Arrays.stream(row).map(value -> value + 0.0).toArray()) // no -0
                    .toArray(double[][]::new);
            worked = Map.copyOf(worked);
            tex = Map.copyOf(tex);
        }

        static Solved row(Map<String, Double> worked, double... values) {
            return new Solved(new double[][] {values}, worked, Map.of());
        }
    }
}
