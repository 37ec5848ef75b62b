package org.nnplayground.engine.djl;

import org.nnplayground.engine.djl.TrainingProgram.Work;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** What a training's epochs are given from outside: rates, the order of the samples, masks; all pure functions. */
record EpochInputs(VisitingOrder order, DropoutMasks masks) {

    private static final int EPOCHS_PER_CALL = 10_000;

    /** Sample indices, or numbers of masks, that one call may be given. */
    private static final int NUMBERS_PER_CALL = 1 << 20;

    static EpochInputs of(TrainingSpec spec, int trainSamples) {
        return new EpochInputs(
                VisitingOrder.of(spec.training(), trainSamples),
                new DropoutMasks(Layout.of(spec), spec.training().seed()));
    }

    /** The learning rate of an epoch, as far as the schedule can tell it where the training stands. */
    static double rate(Training training, TrainingCursor at, long epoch) {
        return training.schedule().rate(training.optimizer().learningRate(), epoch, at.progress());
    }

    /** How many whole epochs one call may do: one where the next one's rate depends on its losses, none at times. */
    int mostEpochs(Training training, Chunks batches) {
        int numbers = masks.perEpoch(batches);
        if (numbers > NUMBERS_PER_CALL) {
            return 0;
        }
        if (training.schedule().followsLosses()) {
            return 1;
        }
        numbers = Math.max(numbers, order.changes() ? order.samples() : 1);
        return Math.clamp(NUMBERS_PER_CALL / numbers, 1, EPOCHS_PER_CALL);
    }

    /** How many batches one call may do. */
    int mostBatches(Chunks batches) {
        return Math.clamp(
                NUMBERS_PER_CALL / (1L + masks.layout().droppable() * (long) batches.size()), 1, batches.count());
    }

    /** Numbers of orders and masks that one call may be given. */
    static long numbersPerCall(Layout layout, Shuffle shuffle, Chunks batches) {
        long masks = layout.drops() ? Math.max(NUMBERS_PER_CALL, (long) layout.droppable() * batches.size()) : 0;
        return masks + (shuffle == Shuffle.EVERY_EPOCH ? Math.max(NUMBERS_PER_CALL, batches.samples()) : 0);
    }

    /** The next whole epochs. */
    Work epochs(Training training, TrainingCursor at, int epochs, Chunks batches, Chunks chunks) {
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
                chunks.count());
    }

    /** A part of the epoch in progress: from where the training stands to a batch, and some chunks. */
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
