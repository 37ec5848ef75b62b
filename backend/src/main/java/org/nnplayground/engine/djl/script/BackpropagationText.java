package org.nnplayground.engine.djl.script;

import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;

/**
 * The gradient from the results of the backward pass: {@code D} and a layer's number is the derivative of the summed
 * loss with respect to the weighted sums {@code [units, samples]}, {@code P} and the number that with respect to the
 * slope {@code [1, 1]}.
 */
record BackpropagationText(Script script, Layout layout, BufferText buffers) implements GradientText {

    @Override
    public void addTo(String target, String beta, String alpha) {
        for (int l = layout.layers().size() - 1; l >= 0; l--) {
            if (buffers.hasWeights(l)) {
                LayerText text = buffers.text(l);
                script.effect("torch.addmm_(%s%d, %s, %s, beta=%s, alpha=%s)"
                        .formatted(target, l, text.delta(), text.transposedInputs(), beta, alpha));
            }
            Layer layer = layout.layers().get(l);
            if (layer.hasSlope()) {
                script.effect("torch.addmm_(%1$sS%2$d, P%2$d, unit, beta=%3$s, alpha=%4$s)"
                        .formatted(target, l, beta, alpha));
            }
        }
    }
}
