package org.nnplayground.engine;

import java.util.List;

/**
 * A {@link Boundary} as pictures and frames need it: one byte for each output and grid point.
 *
 * @param resolution points per axis, 10 to 200
 * @param columns names of the two columns that the grid spans
 * @param domain {@code [2][2]}, minimum and maximum of each of the two, in data units
 * @param minimum the value of byte 0
 * @param maximum the value of byte 255, above the minimum
 * @param values {@code [outputs * resolution * resolution]} unsigned bytes, output by output, row-major; row 0 is the
 *     largest value of the second column. A byte is floor(255 (clamp(v) - minimum) / (maximum - minimum) + 0.5). Never
 *     changed.
 */
@SuppressWarnings("ArrayRecordComponent")
public record QuantisedBoundary(
        int resolution, List<String> columns, double[][] domain, double minimum, double maximum, byte[] values) {

    public QuantisedBoundary {
        columns = List.copyOf(columns);
    }

    public int outputs() {
        return values.length / (resolution * resolution);
    }
}
