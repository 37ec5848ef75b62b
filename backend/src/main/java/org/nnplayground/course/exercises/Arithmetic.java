package org.nnplayground.course.exercises;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Vectors, and matrices that are flat, row by row. */
final class Arithmetic {

    private Arithmetic() {}

    static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Matrix times vector: {@code [rows][vector.length]} times {@code [vector.length]}. */
    static double[] times(double[] matrix, double[] vector) {
        return IntStream.range(0, matrix.length / vector.length)
                .mapToDouble(r -> dot(row(matrix, r, vector.length), vector))
                .toArray();
    }

    static double[] row(double[] matrix, int row, int columns) {
        return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
    }

    /** The transpose, flat; of {@code [..][columns]}. */
    static double[] transpose(double[] matrix, int columns) {
        int rows = matrix.length / columns;
        return IntStream.range(0, matrix.length)
                .mapToDouble(i -> matrix[i % rows * columns + i / rows])
                .toArray();
    }

    /** The product of each number of a column with each of a row, flat. */
    static double[] outer(double[] column, double[] row) {
        return IntStream.range(0, column.length * row.length)
                .mapToDouble(i -> column[i / row.length] * row[i % row.length])
                .toArray();
    }

    static double[] map(double[] values, DoubleUnaryOperator operator) {
        return Arrays.stream(values).map(operator).toArray();
    }

    static double[] scaled(double[] values, double factor) {
        return map(values, value -> factor * value);
    }

    static double[] plus(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    static double[] minus(double[] a, double[] b) {
        return plus(a, scaled(b, -1));
    }

    /** Number by number. */
    static double[] product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
    }

    static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    static double relu(double value) {
        return Math.max(value, 0);
    }

    static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
