package org.nnplayground.engine.djl.draws;

import java.util.List;
import org.nnplayground.dataset.Disturbance;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.TrainingSpec;

/**
 * What the network sees in training of data with a {@link Corruption}. A batch's draws are a pure function of the
 * training seed, the epoch and the batch's index.
 *
 * @param train the train set in its original order
 */
public record DisturbedInputs(
        Corruption corruption, List<String> features, long seed, SampleSet train, VisitingOrder order) {

    public static DisturbedInputs of(TrainingSpec spec, SampleSet train, VisitingOrder order) {
        return new DisturbedInputs(
                spec.data().corruption(), spec.inputs(), spec.training().seed(), train, order);
    }

    /** Whether inputs differ from those of the samples. */
    public boolean differ() {
        return corruption.isActive();
    }

    /** Floats of one sample; 0 if the inputs do not differ. */
    public int perSample() {
        return perSample(corruption, features.size());
    }

    public static int perSample(Corruption corruption, int features) {
        return corruption.isActive() ? features + 1 : 0;
    }

    /**
     * @param batches of an epoch
     * @return {@code [features + 1][samples]} of the batches, as {@link Feature#matrix}; empty if they do not differ
     */
    public float[] of(long epoch, Chunks batches, int fromBatch, int toBatch) {
        if (!differ() || fromBatch == toBatch) {
            return new float[0];
        }
        int from = fromBatch * batches.size();
        int to = Math.min(toBatch * batches.size(), batches.samples());
        int[] visited = order.visited(epoch);
        var x = new double[to - from][];
        for (int b = fromBatch; b < toBatch; b++) {
            var clean = new double[batches.sizeOf(b)][];
            for (int i = 0; i < clean.length; i++) {
                clean[i] = train.x()[visited[b * batches.size() + i]];
            }
            double[][] disturbed = Disturbance.of(corruption, Randomness.of(seed, Purpose.CORRUPTION, epoch, b), clean);
            System.arraycopy(disturbed, 0, x, b * batches.size() - from, clean.length);
        }
        return Feature.matrix(features, train.x()[0].length, x);
    }
}
