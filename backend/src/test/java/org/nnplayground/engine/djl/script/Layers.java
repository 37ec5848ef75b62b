package org.nnplayground.engine.djl.script;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.engine.LayerParameters;

/** Parameters as one list, for comparisons. */
public final class Layers {

    private Layers() {}

    /** The bits of every number. */
    public static List<Integer> bits(List<LayerParameters> layers) {
        var bits = new ArrayList<Integer>();
        for (LayerParameters layer : layers) {
            for (float[] row : layer.weights()) {
                for (float weight : row) {
                    bits.add(Float.floatToRawIntBits(weight));
                }
            }
            for (float[] row : layer.recurrentWeights()) {
                for (float weight : row) {
                    bits.add(Float.floatToRawIntBits(weight));
                }
            }
            for (float bias : layer.biases()) {
                bits.add(Float.floatToRawIntBits(bias));
            }
            Float slope = layer.slope();
            if (slope != null) {
                bits.add(Float.floatToRawIntBits(slope));
            }
        }
        return bits;
    }
}
