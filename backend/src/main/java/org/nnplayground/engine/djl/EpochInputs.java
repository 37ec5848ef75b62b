package org.nnplayground.engine.djl;

import org.nnplayground.engine.djl.EpochProgram.Work;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * The inputs of a training's epochs: learning rates, order of the samples, dropout masks. All are pure functions of
 * spec and position.
 */
record EpochInputs(VisitingOrder order, DropoutMasks masks) {

    private static final int EPOCHS_PER_CALL = 10_000;

    /** Maximum count of sample indices, or of mask values, passed to one native call. */
    private static final int NUMBERS_PER_CALL = 1 << 20;

    static EpochInputs of(TrainingSpec spec, int trainSamples) {
        return new EpochInputs(
                VisitingOrder.of(spec.training(), trainSamples),
                new DropoutMasks(Layout.of(spec), spec.training().seed()));
    }

    /** The learning rate of an epoch, by the schedule's state at the current position. */
    static double rate(Training training, TrainingCursor at, long epoch) {
        return training.schedule().rate(training.optimizer().learningRate(), epoch, at.progress());
    }

    /**
     * Maximum number of whole epochs in one call: 1 if the next epoch's rate depends on the losses, 0 if the masks of
     * one epoch are too large.
     */
    int maxEpochsPerCall(Training training, Chunks batches) {
        int numbers = masks.perEpoch(batches);
        if (numbers > NUMBERS_PER_CALL) {
            return 0;
        }
        if (training.schedule().followsLosses()) {
            return 1;
        }
        numbers = Math.max(numbers, order.changesEveryEpoch() ? order.samples() : 1);
        return Math.clamp(NUMBERS_PER_CALL / numbers, 1, EPOCHS_PER_CALL);
    }

    /** Maximum number of batches in one call. */
    int maxBatchesPerCall(Chunks batches) {
        return Math.clamp(
                NUMBERS_PER_CALL / (1L + masks.layout().unitsWithDropout() * (long) batches.size()),
                1,
                batches.count());
    }

    /** Maximum count of numbers in the orders and masks of one call. */
    static long numbersPerCall(Layout layout, Shuffle shuffle, Chunks batches) {
        long masks =
                layout.hasDropout() ? Math.max(NUMBERS_PER_CALL, (long) layout.unitsWithDropout() * batches.size()) : 0;
        return masks + (shuffle == Shuffle.EVERY_EPOCH ? Math.max(NUMBERS_PER_CALL, batches.samples()) : 0);
    }

    /** The next whole epochs. */
    Work epochs(Training training, TrainingCursor at, int epochs, Chunks batches, int chunks) {
        var rates = new double[epochs];
        for (int e = 0; e < epochs; e++) {
            rates[e] = rate(training, at, at.epoch() + e);
        }
        return new Work(
                rates,
                training.regularization().rate(),
                at.updates(),
                order.of(at.epoch(), epochs),
                masks.ofEpochs(at.epoch(), epochs, batches),
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
                at.batch(),
                toBatch,
                fromChunk,
                toChunk);
    }
}
