package org.nnplayground.engine.djl.draws;

import java.util.Arrays;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;

/**
 * The factors of the hidden layers' activations in training: 0 with the layer's probability p, otherwise 1 / (1 - p)
 * (Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", 2014, inverted). A
 * batch's masks are a pure function of the training seed, the epoch and the batch's index.
 */
public record DropoutMasks(Layout layout, long seed) implements BatchDraws {

    @Override
    public long ofBatch(int samples) {
        return (long) layout.unitsWithDropout() * samples;
    }

    /** @return for each of the batches, for each layer with dropout, {@code [units][samples]}; empty without dropout */
    @Override
    public float[] of(long epoch, Chunks batches, int fromBatch, int toBatch) {
        if (!layout.hasDropout()) {
            return new float[0];
        }
        int samples = 0;
        for (int b = fromBatch; b < toBatch; b++) {
            samples += batches.sizeOf(b);
        }
        var masks = new float[Math.multiplyExact(samples, layout.unitsWithDropout())];
        int i = 0;
        for (int b = fromBatch; b < toBatch; b++) {
            var randomness = Randomness.of(seed, Purpose.DROPOUT, epoch, b);
            for (Layer layer : layout.layers()) {
                if (layer.hasDropout()) {
                    float kept = (float) (1 / (1 - layer.dropout()));
                    int end = i + layer.units() * batches.sizeOf(b);
                    while (i < end) {
                        masks[i++] = randomness.uniform(0, 1) < layer.dropout() ? 0 : kept;
                    }
                }
            }
        }
        return masks;
    }

    /** Masks for a number of samples that drop nothing. */
    public float[] ones(int samples) {
        var masks = new float[layout.unitsWithDropout() * samples];
        Arrays.fill(masks, 1);
        return masks;
    }
}
