package org.nnplayground.engine.djl.draws;

import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.model.Rbm;

/**
 * The draws from U(0, 1) by which the Gibbs steps of a restricted Boltzmann machine set units to 1, rounded to single
 * precision: for each step {@code [hidden][samples]}, then {@code [visible][samples]}; of persistent chains, as many as
 * there are chains.
 */
public record GibbsDraws(Rbm rbm, int visible, long seed) implements BatchDraws {

    @Override
    public long ofBatch(int samples) {
        return (long) rbm.steps() * (rbm.hidden() + visible) * (rbm.persistent() ? rbm.chains() : samples);
    }

    @Override
    public float[] of(long epoch, Chunks batches, int fromBatch, int toBatch) {
        long count = 0;
        for (int b = fromBatch; b < toBatch; b++) {
            count += ofBatch(batches.sizeOf(b));
        }
        var draws = new float[Math.toIntExact(count)];
        int i = 0;
        for (int b = fromBatch; b < toBatch; b++) {
            var randomness = Randomness.of(seed, Purpose.GIBBS, epoch, b);
            long end = i + ofBatch(batches.sizeOf(b));
            while (i < end) {
                draws[i++] = (float) randomness.uniform(0, 1);
            }
        }
        return draws;
    }

    /** Number of floats of the visible states of the persistent chains. */
    public static int chainFloats(TrainingSpec spec) {
        Rbm rbm = spec.rbm();
        return rbm == null || !rbm.persistent()
                ? 0
                : Math.multiplyExact(spec.features().size(), rbm.chains());
    }

    /** What the persistent chains begin with, {@code [visible][chains]}: each unit is 1 with probability 1/2. */
    public static float[] firstChains(TrainingSpec spec) {
        var states = new float[chainFloats(spec)];
        var randomness = Randomness.of(spec.training().seed(), Purpose.CHAINS);
        for (int i = 0; i < states.length; i++) {
            states[i] = randomness.uniform(0, 1) < 0.5 ? 1 : 0;
        }
        return states;
    }
}
