package org.nnplayground.course.exercises;

import java.util.List;

/**
 * Logic gates of two inputs, as the options of a step.
 *
 * @param names of the options
 * @param tables outputs of each for the inputs (0, 0), (0, 1), (1, 0), (1, 1), such as {@code 0111} for OR
 */
record Gates(List<String> names, List<String> tables) {

    /** The index of the gate with these outputs, which are 1 above 0.5; NaN if none has them. */
    double optionOf(double[] outputs) {
        int option = tables.indexOf(tableOf(outputs));
        return option < 0 ? Double.NaN : option;
    }

    /** The outputs as digits, such as {@code 0111}. */
    static String tableOf(double[] outputs) {
        var table = new StringBuilder();
        for (double output : outputs) {
            table.append(output > 0.5 ? 1 : 0);
        }
        return table.toString();
    }

    /** The outputs as a list in TeX. */
    static String texOf(double[] outputs) {
        return tableOf(outputs).replaceAll("(?<=.)(?=.)", ",\\\\ ");
    }
}
