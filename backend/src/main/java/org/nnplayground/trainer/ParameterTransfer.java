package org.nnplayground.trainer;

import org.nnplayground.engine.Checkpoint;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.TrainingSpec;

/** Transfers the parameters of layers of unchanged shape to a new spec. */
final class ParameterTransfer {

    private ParameterTransfer() {}

    /**
     * Transfers parameters layer by layer.
     *
     * @param before checkpoint of the earlier spec
     * @param fresh initial checkpoint of the new spec
     * @return {@code fresh} with the earlier parameters in every layer that has the same numbers of inputs, units and
     *     biases as the earlier layer at its position, and with the earlier slope if both layers have one
     */
    static Checkpoint transfer(TrainingSpec earlier, Checkpoint before, TrainingSpec spec, Checkpoint fresh) {
        float[] parameters = fresh.parameters().clone();
        int from = 0;
        int to = 0;
        int slopeBefore = slopeOffset(earlier, before.parameters());
        int slope = slopeOffset(spec, parameters);
        int inputsBefore = earlier.features().size();
        int inputs = spec.features().size();
        for (int i = 0; i < spec.network().layers().size(); i++) {
            Network.Layer layer = spec.network().layers().get(i);
            int length = size(layer, inputs);
            if (i < earlier.network().layers().size()) {
                Network.Layer layerBefore = earlier.network().layers().get(i);
                int lengthBefore = size(layerBefore, inputsBefore);
                if (inputs == inputsBefore
                        && layer.units() == layerBefore.units()
                        && layer.bias() == layerBefore.bias()) {
                    System.arraycopy(before.parameters(), from, parameters, to, length);
                    if (hasSlope(layer) && hasSlope(layerBefore)) {
                        parameters[slope] = before.parameters()[slopeBefore];
                    }
                }
                from += lengthBefore;
                slopeBefore += hasSlope(layerBefore) ? 1 : 0;
                inputsBefore = layerBefore.units();
            }
            to += length;
            slope += hasSlope(layer) ? 1 : 0;
            inputs = layer.units();
        }
        return new Checkpoint(0, 0, parameters, fresh.optimizerState());
    }

    /** Index of the first slope; slopes follow all weights and biases. */
    private static int slopeOffset(TrainingSpec spec, float[] parameters) {
        return parameters.length
                - (int) spec.network().layers().stream()
                        .filter(ParameterTransfer::hasSlope)
                        .count();
    }

    private static boolean hasSlope(Network.Layer layer) {
        return layer.activation().hasSlope();
    }

    private static int size(Network.Layer layer, int inputs) {
        return layer.units() * (inputs + (layer.bias() ? 1 : 0));
    }
}
