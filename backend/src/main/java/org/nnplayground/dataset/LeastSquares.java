package org.nnplayground.dataset;

/**
 * Linear regression of one target by the normal equations, in double precision. The inputs must be standardised, so
 * that the equations are well conditioned.
 *
 * <p>The project's only linear algebra is PyTorch's, whose calls belong to {@code engine/djl} and to a session; this
 * fit has a few dozen unknowns and needs neither.
 */
final class LeastSquares {

    /**
     * Added to the diagonal, as a share of the number of samples: makes the solution unique if inputs depend on each
     * other, and changes the others by less than a millionth.
     */
    private static final double RIDGE = 1e-6;

    private LeastSquares() {}

    /**
     * @param x {@code [samples][inputs]}, at least one sample; each input has a mean near 0 and a variance near 1
     * @param y {@code [samples]}
     * @return {@code [inputs + 1]}, the weights and the intercept of the function with the least squared error
     */
    static double[] fit(double[][] x, double[] y) {
        int n = x[0].length + 1;
        var matrix = new double[n][n];
        var right = new double[n];
        for (int sample = 0; sample < x.length; sample++) {
            for (int row = 0; row < n; row++) {
                double value = input(x[sample], row);
                right[row] += value * y[sample];
                for (int column = 0; column <= row; column++) {
                    matrix[row][column] += value * input(x[sample], column);
                }
            }
        }
        for (int row = 0; row < n; row++) {
            matrix[row][row] += RIDGE * x.length;
        }
        factorise(matrix);
        return solve(matrix, right);
    }

    /** The function's value at a sample. */
    static double value(double[] fit, double[] x) {
        double sum = fit[x.length];
        for (int i = 0; i < x.length; i++) {
            sum += fit[i] * x[i];
        }
        return sum;
    }

    private static double input(double[] x, int index) {
        return index < x.length ? x[index] : 1;
    }

    /** Replaces the lower triangle of a positive definite matrix by its Cholesky factor L, with matrix = L L'. */
    private static void factorise(double[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = matrix[row][column];
                for (int k = 0; k < column; k++) {
                    sum -= matrix[row][k] * matrix[column][k];
                }
                matrix[row][column] = row == column ? Math.sqrt(sum) : sum / matrix[column][column];
            }
        }
    }

    /** Solves L L' z = right. */
    private static double[] solve(double[][] factor, double[] right) {
        double[] z = right.clone();
        for (int row = 0; row < z.length; row++) {
            for (int k = 0; k < row; k++) {
                z[row] -= factor[row][k] * z[k];
            }
            z[row] /= factor[row][row];
        }
        for (int row = z.length - 1; row >= 0; row--) {
            for (int k = row + 1; k < z.length; k++) {
                z[row] -= factor[k][row] * z[k];
            }
            z[row] /= factor[row][row];
        }
        return z;
    }
}
