package org.nnplayground.course;

import java.util.Map;

/**
 * The numbers that a student submitted.
 *
 * @param steps by the step's id, {@code [rows][columns]} of its shape; NaN, or no step, where there is no number
 */
public record Answer(Map<String, double[][]> steps) {

    public Answer {
        steps = Map.copyOf(steps);
    }

    /** NaN where there is none. */
    double number(String step, int row, int column) {
        double[][] values = steps.get(step);
        return values == null ? Double.NaN : values[row][column];
    }
}
