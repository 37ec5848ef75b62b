package org.nnplayground.engine;

import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.layer.Shape;

/**
 * The parameters of one layer, or one number for each of them, such as a gradient. The arrays are never changed.
 *
 * @param inputs shape of a row of the weights: {@code [inputs]}, or {@code [channels, height, width]} of a filter
 * @param weights {@code [units][inputs]}, as {@link org.nnplayground.spec.layer.WeightShape} defines: of a convolution
 *     {@code [filters][channels * height * width]}; empty for a layer without parameters
 * @param recurrentWeights {@code [rows][units]} of a recurrent layer, else empty
 * @param biases {@code [units]}, empty for a layer without bias
 * @param slope of prelu; null where the activation has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerParameters(
        Shape inputs,
        float[][] weights,
        float[][] recurrentWeights,
        float[] biases,
        @Nullable Float slope) {

    /** The parameters of a dense layer. */
    public LayerParameters(float[][] weights, float[] biases, @Nullable Float slope) {
        this(Shape.of(weights.length == 0 ? 1 : weights[0].length), weights, new float[0][], biases, slope);
    }

    /** The parameters of a dense layer whose activation has no slope. */
    public LayerParameters(float[][] weights, float[] biases) {
        this(weights, biases, null);
    }

    /** The gradient of a layer that is not trained: it has none. */
    public static LayerParameters none() {
        return new LayerParameters(new float[0][], new float[0]);
    }

    /** Whether the layer has no parameters, or the gradient of a layer that is not trained. */
    public boolean isEmpty() {
        return weights.length == 0;
    }

    /** The weights nested by the tensor's shape: {@code float[][]}, of a convolution {@code float[][][][]}. */
    public Object[] nestedWeights() {
        if (inputs.isFlat()) {
            return weights;
        }
        int height = inputs.get(1);
        int width = inputs.get(2);
        var filters = new float[weights.length][inputs.get(0)][height][width];
        for (int f = 0; f < filters.length; f++) {
            for (int c = 0; c < filters[f].length; c++) {
                for (int y = 0; y < height; y++) {
                    System.arraycopy(weights[f], (c * height + y) * width, filters[f][c][y], 0, width);
                }
            }
        }
        return filters;
    }

    /** Whether every number is finite. */
    public boolean isFinite() {
        return Double.isFinite(sumOfSquares()) && (slope == null || Float.isFinite(slope));
    }

    /** Number of weights and biases. */
    long count() {
        long count = biases.length;
        for (float[][] matrix : new float[][][] {weights, recurrentWeights}) {
            for (float[] row : matrix) {
                count += row.length;
            }
        }
        return count;
    }

    /** The square of the Euclidean norm of weights and biases. */
    double sumOfSquares() {
        double squares = 0;
        for (float[][] matrix : new float[][][] {weights, recurrentWeights}) {
            for (float[] row : matrix) {
                for (float value : row) {
                    squares += (double) value * value;
                }
            }
        }
        for (float value : biases) {
            squares += (double) value * value;
        }
        return squares;
    }
}
