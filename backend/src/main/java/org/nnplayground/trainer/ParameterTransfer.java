package org.nnplayground.trainer;

import java.util.List;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.PlacedLayer;

/** Transfers the parameters of layers of unchanged shape to a new spec. */
final class ParameterTransfer {

    private ParameterTransfer() {}

    /**
     * Transfers parameters layer by layer.
     *
     * @param before checkpoint of the earlier spec
     * @param fresh initial checkpoint of the new spec
     * @return {@code fresh} with the earlier parameters in every layer that has the same numbers of inputs, units and
     *     biases as the earlier layer at its position, and with the earlier slope if both layers have one; unchanged if
     *     the models differ
     */
    static Checkpoint transfer(TrainingSpec earlier, Checkpoint before, TrainingSpec spec, Checkpoint fresh) {
        if (earlier.model() != spec.model()) { // the weights of a machine are those of both directions
            return fresh;
        }
        float[] parameters = fresh.parameters().clone();
        int from = 0;
        int to = 0;
        int slopeBefore = slopeOffset(earlier, before.parameters());
        int slope = slopeOffset(spec, parameters);
        List<PlacedLayer> layersBefore = earlier.placedLayers();
        List<PlacedLayer> layers = spec.placedLayers();
        for (int i = 0; i < layers.size(); i++) {
            PlacedLayer layer = layers.get(i);
            int length = Math.toIntExact(layer.weights().count());
            if (i < layersBefore.size()) {
                PlacedLayer layerBefore = layersBefore.get(i);
                if (isAlike(layer, layerBefore)) {
                    System.arraycopy(before.parameters(), from, parameters, to, length);
                    if (layer.hasSlope() && layerBefore.hasSlope()) {
                        parameters[slope] = before.parameters()[slopeBefore];
                    }
                }
                from += Math.toIntExact(layerBefore.weights().count());
                slopeBefore += layerBefore.hasSlope() ? 1 : 0;
            }
            to += length;
            slope += layer.hasSlope() ? 1 : 0;
        }
        return new Checkpoint(0, 0, parameters, fresh.optimizerState());
    }

    /** Whether the parameters have the same shape and the same meaning. */
    private static boolean isAlike(PlacedLayer layer, PlacedLayer before) {
        return layer.weights().equals(before.weights())
                && layer.layer().getClass() == before.layer().getClass();
    }

    /** Index of the first slope; slopes follow all weights and biases. */
    private static int slopeOffset(TrainingSpec spec, float[] parameters) {
        return parameters.length
                - (int) spec.placedLayers().stream()
                        .filter(PlacedLayer::hasSlope)
                        .count();
    }
}
