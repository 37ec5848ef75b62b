package org.nnplayground.engine.djl;

import org.nnplayground.dataset.SampleSet;
import org.nnplayground.engine.djl.EpochProgram.Work;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * The inputs of a training's epochs: learning rates, order of the samples, dropout masks, disturbed samples. All are
 * pure functions of spec and position.
 */
record EpochInputs(VisitingOrder order, DropoutMasks masks, DisturbedInputs disturbed) {

    private static final int EPOCHS_PER_CALL = 10_000;

    /** Maximum count of sample indices, of mask values or of disturbed inputs, passed to one native call. */
    private static final int NUMBERS_PER_CALL = 1 << 20;

    /** @param train in its original order */
    static EpochInputs of(TrainingSpec spec, SampleSet train) {
        var order = VisitingOrder.of(spec.training(), train.size());
        return new EpochInputs(
                order,
                new DropoutMasks(Layout.of(spec), spec.training().seed()),
                DisturbedInputs.of(spec, train, order));
    }

    /** The learning rate of an epoch, by the schedule's state at the current position. */
    static double rate(Training training, TrainingCursor at, long epoch) {
        return training.schedule().rate(training.optimizer().learningRate(), epoch, at.progress());
    }

    /**
     * Maximum number of whole epochs in one call: 1 if the next epoch's rate depends on the losses or if the inputs are
     * disturbed, 0 if the masks or inputs of one epoch are too large.
     */
    int maxEpochsPerCall(Training training, Chunks batches) {
        int numbers = Math.max(masks.perEpoch(batches), Math.multiplyExact(disturbed.perSample(), batches.samples()));
        if (numbers > NUMBERS_PER_CALL) {
            return 0;
        }
        if (training.schedule().followsLosses() || disturbed.differ()) {
            return 1;
        }
        numbers = Math.max(numbers, order.changesEveryEpoch() ? order.samples() : 1);
        return Math.clamp(NUMBERS_PER_CALL / numbers, 1, EPOCHS_PER_CALL);
    }

    /** Maximum number of batches in one call. */
    int maxBatchesPerCall(Chunks batches) {
        long perSample = Math.max(masks.layout().unitsWithDropout(), disturbed.perSample());
        return Math.clamp(NUMBERS_PER_CALL / (1L + perSample * batches.size()), 1, batches.count());
    }

    /** Maximum count of numbers in the orders, masks and disturbed inputs of one call. */
    static long numbersPerCall(TrainingSpec spec, Layout layout, Chunks batches) {
        int disturbed = DisturbedInputs.perSample(
                spec.data().corruption(), spec.features().size());
        return ofBatches(layout.unitsWithDropout(), batches)
                + ofBatches(disturbed, batches)
                + (spec.training().shuffle() == Shuffle.EVERY_EPOCH
                        ? Math.max(NUMBERS_PER_CALL, batches.samples())
                        : 0);
    }

    private static long ofBatches(long perSample, Chunks batches) {
        return perSample == 0 ? 0 : Math.max(NUMBERS_PER_CALL, perSample * batches.size());
    }

    /** The next whole epochs. If the inputs are disturbed, the train set has the epoch's order already. */
    Work epochs(Training training, TrainingCursor at, int epochs, Chunks batches, int chunks) {
        var rates = new double[epochs];
        for (int e = 0; e < epochs; e++) {
            rates[e] = rate(training, at, at.epoch() + e);
        }
        return new Work(
                rates,
                training.regularization().rate(),
                at.updates(),
                disturbed.differ() ? new int[0] : order.of(at.epoch(), epochs),
                masks.ofEpochs(at.epoch(), epochs, batches),
                disturbed.of(at.epoch(), batches, 0, batches.count()),
                0,
                batches.count(),
                0,
                chunks);
    }

    /** A part of the epoch in progress: from the current batch to {@code toBatch}, and some evaluation chunks. */
    Work part(Training training, TrainingCursor at, int toBatch, Chunks batches, int fromChunk, int toChunk) {
        return new Work(
                new double[] {rate(training, at, at.epoch())},
                training.regularization().rate(),
                at.updates(),
                new int[0],
                masks.of(at.epoch(), batches, at.batch(), toBatch),
                disturbed.of(at.epoch(), batches, at.batch(), toBatch),
                at.batch(),
                toBatch,
                fromChunk,
                toChunk);
    }
}
