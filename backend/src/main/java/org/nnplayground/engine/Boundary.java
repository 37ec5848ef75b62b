package org.nnplayground.engine;

import java.util.List;

/**
 * The network's outputs on a regular grid over the input plane.
 *
 * <p>Shape of {@code values}: {@code [outputs][resolution * resolution]}, row-major; row 0 is the largest value of the
 * second column. The ends of the domain are grid points.
 *
 * @param resolution points per axis, 10 to 200
 * @param columns names of the two columns that the grid spans
 * @param domain {@code [2][2]}, minimum and maximum of each of the two, in data units
 * @param minimum the value that a picture draws as the lower end of the scale
 * @param maximum the upper end, above the minimum
 */
@SuppressWarnings("ArrayRecordComponent")
public record Boundary(
        int resolution, List<String> columns, double[][] domain, double minimum, double maximum, float[][] values) {

    public Boundary {
        columns = List.copyOf(columns);
    }

    public int outputs() {
        return values.length;
    }

    /** The values as bytes. */
    public QuantisedBoundary quantised() {
        var bytes = new byte[values.length * resolution * resolution];
        int i = 0;
        double scale = 255 / (maximum - minimum);
        for (float[] output : values) {
            for (float value : output) {
                double clamped = Math.clamp((double) value, minimum, maximum);
                // Not negative, so the conversion to an integer is the floor.
                bytes[i++] = (byte) (int) ((clamped - minimum) * scale + 0.5);
            }
        }
        return new QuantisedBoundary(resolution, columns, domain, minimum, maximum, bytes);
    }
}
