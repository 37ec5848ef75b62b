package org.nnplayground.course.exercises;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.nnplayground.dataset.Randomness;

/** Draws short numbers for sheets. */
record Draw(Randomness randomness) {

    /** A whole number from {@code least} to {@code most}. */
    int whole(int least, int most) {
        return least + randomness.below(most - least + 1);
    }

    /** A whole number from {@code -most} to {@code most}, not 0. */
    int nonZero(int most) {
        return sign() * whole(1, most);
    }

    /** From {@code -most} to {@code most} tenths, not 0. */
    double tenths(int most) {
        return nonZero(most) / 10.0;
    }

    /** 1 or -1. */
    int sign() {
        return randomness.below(2) == 0 ? 1 : -1;
    }

    boolean coin() {
        return randomness.below(2) == 0;
    }

    <T> T one(List<T> of) {
        return of.get(randomness.below(of.size()));
    }

    /** Numbers of a supplier. */
    static double[] row(int count, DoubleSupplier number) {
        var row = new double[count];
        for (int i = 0; i < count; i++) {
            row[i] = number.getAsDouble();
        }
        return row;
    }

    static double[][] matrix(int rows, int columns, DoubleSupplier number) {
        var matrix = new double[rows][];
        for (int r = 0; r < rows; r++) {
            matrix[r] = row(columns, number);
        }
        return matrix;
    }
}
