package org.nnplayground.dataset;

import java.util.Arrays;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;

/**
 * The part of the input space that a boundary spans, both ends included, in data units.
 *
 * @param minimum {@code [columns]}
 * @param maximum {@code [columns]}, each above its minimum
 * @param mean {@code [columns]}, the constant value of the columns that a boundary does not span
 */
@SuppressWarnings("ArrayRecordComponent")
public record Domain(double[] minimum, double[] maximum, double[] mean) {

    /** Half the width of the square that the plane's generators draw in. */
    private static final double PLANE = 6;

    /**
     * [-6, 6]^2 for generated data in the plane and for other data in the plane that lie within it; otherwise, and for
     * {@code xorTable}, the range of all sets with a tenth of margin on each side, a range of zero widened by 1. The
     * mean is that of the train set.
     */
    static Domain of(Data data, SampleSet train, SampleSet validation, SampleSet test) {
        int columns = data.columns();
        var minimum = new double[columns];
        var maximum = new double[columns];
        Arrays.fill(minimum, Double.POSITIVE_INFINITY);
        Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
        for (SampleSet set : new SampleSet[] {train, validation, test}) {
            for (double[] x : set.x()) {
                for (int c = 0; c < columns; c++) {
                    minimum[c] = Math.min(minimum[c], x[c]);
                    maximum[c] = Math.max(maximum[c], x[c]);
                }
            }
        }
        if (isPlane(data, minimum, maximum)) {
            Arrays.fill(minimum, -PLANE);
            Arrays.fill(maximum, PLANE);
        } else {
            widen(minimum, maximum);
        }
        return new Domain(minimum, maximum, means(train, columns));
    }

    private static boolean isPlane(Data data, double[] minimum, double[] maximum) {
        return switch (data) {
            case Data.Generated generated -> generated.columns() == 2 && generated.generator() != Generator.XOR_TABLE;
            case Data.Inline _, Data.Uploaded _ ->
                data.columns() == 2
                        && Arrays.stream(minimum).allMatch(value -> value >= -PLANE)
                        && Arrays.stream(maximum).allMatch(value -> value <= PLANE);
        };
    }

    private static void widen(double[] minimum, double[] maximum) {
        for (int c = 0; c < minimum.length; c++) {
            double range = maximum[c] - minimum[c];
            double margin = range > 0 ? range / 10 : 1;
            minimum[c] -= margin;
            maximum[c] += margin;
        }
    }

    private static double[] means(SampleSet set, int columns) {
        var mean = new double[columns];
        for (double[] x : set.x()) {
            for (int c = 0; c < columns; c++) {
                mean[c] += x[c] / set.size();
            }
        }
        return mean;
    }
}
