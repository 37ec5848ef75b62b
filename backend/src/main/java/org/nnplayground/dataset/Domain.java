package org.nnplayground.dataset;

/**
 * The part of the input space that a boundary spans, both ends included, in data units.
 *
 * @param minimum {@code [columns]}
 * @param maximum {@code [columns]}, each above its minimum
 * @param mean {@code [columns]}, where the columns stay that a boundary does not span
 */
@SuppressWarnings("ArrayRecordComponent")
public record Domain(double[] minimum, double[] maximum, double[] mean) {}
