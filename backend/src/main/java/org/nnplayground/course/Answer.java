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

    /** The step's numbers row by row; NaN where there is none. */
    double[] of(Step step) {
        var flat = new double[step.size()];
        double[][] rows = steps.get(step.id());
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows == null ? Double.NaN : rows[i / step.columns()][i % step.columns()];
        }
        return flat;
    }
}
