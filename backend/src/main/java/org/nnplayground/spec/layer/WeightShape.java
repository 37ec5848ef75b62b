package org.nnplayground.spec.layer;

/**
 * The shape of a layer's weights and biases. A row holds the weights of one unit, filter or gate: those of the inputs,
 * then those of the previous states, then the bias.
 *
 * @param rows number of rows, 0 for a layer without parameters
 * @param inputs shape of a row's weights of the inputs: {@code [inputs]}, or {@code [channels, height, width]} of a
 *     filter
 * @param states number of a row's recurrent weights, 0 for a layer without state
 * @param bias whether a row ends with a bias
 */
public record WeightShape(int rows, Shape inputs, int states, boolean bias) {

    /** That of a layer without parameters. */
    static final WeightShape NONE = new WeightShape(0, Shape.of(1), 0, false);

    /** Number of weights of a row, without the bias. */
    public int weights() {
        return rows == 0 ? 0 : inputs.count() + states;
    }

    /** Number of weights and biases of a row. */
    public int width() {
        return weights() + (bias ? 1 : 0);
    }

    /** Number of weights and biases. */
    public long count() {
        return (long) rows * width();
    }
}
