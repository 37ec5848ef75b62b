package org.nnplayground.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right numbers of a sheet.
 *
 * @param steps one for each of the sheet's, in its order
 */
public record Solution(List<Solved> steps) {

    public Solution {
        steps = List.copyOf(steps);
    }

    /**
     * @param flat the numbers row by row
     * @param values {@code [rows][columns]}
     * @param before what is given, and the results of the steps before
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Solved(double[] flat, double[][] values, Numbers before) {}

    /** Applies the rules of all steps. */
    public static Solution of(ExerciseSheet sheet) {
        return of(sheet, false);
    }

    /** Applies the rules of all steps, and rounds each result to the decimals that its step asks for. */
    public static Solution rounded(ExerciseSheet sheet) {
        return of(sheet, true);
    }

    private static Solution of(ExerciseSheet sheet, boolean rounds) {
        Numbers known = Numbers.of(sheet);
        var solved = new ArrayList<Solved>();
        for (Step step : sheet.steps()) {
            double unit = Math.pow(10, step.tolerance().decimals());
            double[] flat = Arrays.stream(step.rule().apply(known))
                    .map(value -> (rounds ? Math.rint(value * unit) / unit : value) + 0.0) // no -0
                    .toArray();
            solved.add(new Solved(flat, step.shaped(flat), known));
            known = known.with(step.id(), flat);
        }
        return new Solution(solved);
    }
}
