package org.nnplayground.engine.djl.draws;

import java.util.Arrays;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Convolution;

/**
 * The initial parameters of a training, drawn from the initializer's seed unit by unit in the order of {@link Layout};
 * the distributions are at {@link Initializer}. Slopes start at 0.25 unless they are given.
 */
public final class InitialParameters {

    private InitialParameters() {}

    /** As the other, with the weights of a restricted Boltzmann machine equal in both directions. */
    public static float[] draw(TrainingSpec spec, Layout layout) {
        float[] drawn = draw(spec.network().initializer(), layout);
        return spec.isRbm() ? layout.tied(drawn) : drawn;
    }

    /** @return {@code [parameters]}, as {@link Layout} places them */
    public static float[] draw(Initializer initializer, Layout layout) {
        var flat = new float[layout.parameters()];
        Arrays.fill(flat, layout.slopes(), flat.length, (float) Initializer.SLOPE);
        var randomness = Randomness.of(initializer.seed(), Purpose.INITIALIZER);
        switch (initializer) {
            case Initializer.Zeros zeros -> {}
            case Initializer.Constant constant ->
                fill(flat, layout, (layer, unit, input) -> constant.value(), (layer, unit) -> 0);
            case Initializer.Uniform uniform ->
                fill(
                        flat,
                        layout,
                        (layer, unit, input) -> randomness.uniform(-uniform.range(), uniform.range()),
                        (layer, unit) -> uniform.bias());
            case Initializer.Normal normal ->
                fill(
                        flat,
                        layout,
                        (layer, unit, input) -> randomness.gaussian(0, normal.standardDeviation()),
                        (layer, unit) -> normal.bias());
            case Initializer.Xavier xavier ->
                fill(
                        flat,
                        layout,
                        (layer, unit, input) -> {
                            Layout.Layer shape = layout.layers().get(layer);
                            double range = StrictMath.sqrt(6.0 / (fanIn(shape, input) + fanOut(shape)));
                            return randomness.uniform(-range, range);
                        },
                        (layer, unit) -> 0);
            case Initializer.He he -> fill(flat, layout, gaussian(layout, randomness, 2), (layer, unit) -> 0);
            case Initializer.Lecun lecun -> fill(flat, layout, gaussian(layout, randomness, 1), (layer, unit) -> 0);
            case Initializer.Explicit explicit -> {
                fill(
                        flat,
                        layout,
                        (layer, unit, input) -> {
                            double[] row = explicit.weights()[layer][unit];
                            return input < row.length
                                    ? row[input]
                                    : explicit.recurrentWeights()[layer][unit][input - row.length];
                        },
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

    /** N(0, sqrt(gain / inputs)) of the layer. */
    private static Weight gaussian(Layout layout, Randomness randomness, double gain) {
        return (layer, unit, input) -> randomness.gaussian(
                0, StrictMath.sqrt(gain / fanIn(layout.layers().get(layer), input)));
    }

    /** Inputs of a row; of a recurrent layer the columns or, for a weight of a state, the states. */
    private static int fanIn(Layout.Layer layer, int input) {
        int states = layer.weights().states();
        int inputs = layer.inputs() - states;
        return input < inputs ? inputs : states;
    }

    /** Rows, of a convolution as often as an input is used: filters * height * width. */
    private static int fanOut(Layout.Layer layer) {
        return layer.placed().layer() instanceof Convolution convolution
                ? convolution.filters() * convolution.height() * convolution.width()
                : layer.rows();
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
            for (int unit = 0; unit < layer.rows(); unit++) {
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
