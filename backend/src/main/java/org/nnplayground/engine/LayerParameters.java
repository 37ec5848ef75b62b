package org.nnplayground.engine;

/**
 * The parameters of one layer, or as many numbers that belong to them (a gradient). The arrays are never changed.
 *
 * @param weights {@code [units][inputs]}
 * @param biases {@code [units]}, empty for a layer without bias
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerParameters(float[][] weights, float[] biases) {}
