package org.nnplayground.engine.djl;

import org.nnplayground.engine.djl.Layout.Layer;

/**
 * The program text that computes the gradient from the results of the backward pass: {@code D} and a layer's number is
 * the derivative of the summed loss with respect to the weighted sums {@code [units, samples]}, {@code P} and the
 * number that with respect to the slope {@code [1, 1]}.
 *
 * @param inputs for each layer the name of its transposed inputs, {@code [samples, width]}
 */
@SuppressWarnings("ArrayRecordComponent")
record GradientText(Script script, Layout layout, String[] inputs) {

    /**
     * target = beta * target + alpha * gradient of the summed loss, layer by layer; the target is not read if beta is
     * 0.
     *
     * @param target prefix of the names of a vector's views, as in {@link BufferText#viewNames}
     * @param beta a number, or the name of a number
     * @param alpha a number, or the name of a number
     */
    void addTo(String target, String beta, String alpha) {
        for (int l = inputs.length - 1; l >= 0; l--) {
            script.effect("torch.addmm_(%1$s%2$d, D%2$d, %3$s, beta=%4$s, alpha=%5$s)"
                    .formatted(target, l, inputs[l], beta, alpha));
            Layer layer = layout.layers().get(l);
            if (layer.hasSlope()) {
                script.effect("torch.addmm_(%1$sS%2$d, P%2$d, unit, beta=%3$s, alpha=%4$s)"
                        .formatted(target, l, beta, alpha));
            }
        }
    }
}
