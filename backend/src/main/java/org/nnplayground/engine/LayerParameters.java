package org.nnplayground.engine;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of one layer, or one number for each of them, such as a gradient. The arrays are never changed.
 *
 * @param weights {@code [units][inputs]}
 * @param biases {@code [units]}, empty for a layer without bias
 * @param slope of prelu; null where the activation has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerParameters(
        float[][] weights, float[] biases, @Nullable Float slope) {

    /** The parameters of a layer whose activation has no slope. */
    public LayerParameters(float[][] weights, float[] biases) {
        this(weights, biases, null);
    }

    /** The square of the Euclidean norm of weights and biases. */
    double sumOfSquares() {
        double squares = 0;
        for (float[] row : weights) {
            for (float value : row) {
                squares += (double) value * value;
            }
        }
        for (float value : biases) {
            squares += (double) value * value;
        }
        return squares;
    }
}
