package org.nnplayground.engine.djl;

import java.util.Arrays;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.spec.Initializer;

/**
 * The parameters that a training begins with, drawn from the initializer's seed: uniform U(-range, range) for weights,
 * unit by unit in the order of {@link Layout}, and the given bias for every bias. A slope begins at 0.25 unless it is
 * given.
 */
final class InitialParameters {

    private InitialParameters() {}

    /** @return {@code [parameters]}, as {@link Layout} places them */
    static float[] draw(Initializer initializer, Layout layout) {
        var flat = new float[layout.parameters()];
        Arrays.fill(flat, layout.slopes(), flat.length, (float) Initializer.SLOPE);
        switch (initializer) {
            case Initializer.Zeros zeros -> {}
            case Initializer.Uniform uniform -> {
                var randomness = Randomness.of(uniform.seed(), Purpose.INITIALIZER);
                fill(
                        flat,
                        layout,
                        (layer, unit, input) -> randomness.uniform(-uniform.range(), uniform.range()),
                        (layer, unit) -> uniform.bias());
            }
            case Initializer.Explicit explicit -> {
                fill(
                        flat,
                        layout,
                        (layer, unit, input) -> explicit.weights()[layer][unit][input],
                        (layer, unit) -> explicit.biases()[layer][unit]);
                for (int l = 0; l < layout.layers().size(); l++) {
                    if (layout.layers().get(l).hasSlope()) {
                        flat[layout.layers().get(l).slope()] = (float) explicit.slopes()[l];
                    }
                }
            }
        }
        return flat;
    }

    private interface Weight {
        double of(int layer, int unit, int input);
    }

    private interface Bias {
        double of(int layer, int unit);
    }

    private static void fill(float[] flat, Layout layout, Weight weight, Bias bias) {
        int i = 0;
        for (int l = 0; l < layout.layers().size(); l++) {
            Layout.Layer layer = layout.layers().get(l);
            for (int unit = 0; unit < layer.units(); unit++) {
                for (int input = 0; input < layer.inputs(); input++) {
                    flat[i++] = (float) weight.of(l, unit, input);
                }
                if (layer.bias()) {
                    flat[i++] = (float) bias.of(l, unit);
                }
            }
        }
    }
}
