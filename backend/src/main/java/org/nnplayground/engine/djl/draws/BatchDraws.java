package org.nnplayground.engine.djl.draws;

import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.model.Rbm;

/** The random draws of a training's batches: a pure function of the training seed, the epoch and the batch's index. */
public sealed interface BatchDraws permits DropoutMasks, GibbsDraws {

    static BatchDraws of(TrainingSpec spec, Layout layout) {
        long seed = spec.training().seed();
        Rbm rbm = spec.rbm();
        return rbm == null ? new DropoutMasks(layout, seed) : new GibbsDraws(rbm, layout.inputs(), seed);
    }

    /** Number of draws of a batch of so many samples. */
    long ofBatch(int samples);

    /**
     * @param batches of an epoch
     * @return the draws of the batches, one after the other
     */
    float[] of(long epoch, Chunks batches, int fromBatch, int toBatch);

    /** The draws of whole epochs, one after the other. */
    default float[] ofEpochs(long firstEpoch, int epochs, Chunks batches) {
        int each = Math.toIntExact(perEpoch(batches));
        var draws = new float[Math.multiplyExact(each, epochs)];
        for (int e = 0; each > 0 && e < epochs; e++) {
            System.arraycopy(of(firstEpoch + e, batches, 0, batches.count()), 0, draws, e * each, each);
        }
        return draws;
    }

    default long perEpoch(Chunks batches) {
        int last = batches.count() - 1;
        return last * ofBatch(batches.size()) + ofBatch(batches.sizeOf(last));
    }
}
