package org.nnplayground.engine.djl;

import org.nnplayground.engine.djl.Layout.Layer;

/**
 * Says how a gradient comes out of what the backward pass has left: {@code D} and a layer's number, the derivative of
 * the summed loss by the weighted sums {@code [units, samples]}, and {@code P} and the number, that by the slope
 * {@code [1, 1]}.
 *
 * @param inputs for each layer the name of its transposed inputs, {@code [samples, width]}
 */
@SuppressWarnings("ArrayRecordComponent")
record GradientText(Script script, Layout layout, String[] inputs) {

    /**
     * target = beta * target + alpha * gradient of the summed loss, layer by layer; without any reading of the target
     * where beta is 0.
     *
     * @param target prefix of the names of views of a vector {@code [parameters]}, as {@link BufferText#views} gives
     *     them
     * @param beta a number or a name of one
     * @param alpha a number or a name of one
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
