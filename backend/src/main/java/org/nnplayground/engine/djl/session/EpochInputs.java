package org.nnplayground.engine.djl.session;

import org.nnplayground.dataset.SampleSet;
import org.nnplayground.engine.djl.draws.BatchDraws;
import org.nnplayground.engine.djl.draws.DisturbedInputs;
import org.nnplayground.engine.djl.draws.VisitingOrder;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.session.EpochProgram.Work;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * The inputs of a training's epochs: learning rates, order of the samples, draws of the batches, disturbed samples. All
 * are pure functions of spec and position.
 */
record EpochInputs(VisitingOrder order, BatchDraws draws, DisturbedInputs disturbed) {

    private static final int EPOCHS_PER_CALL = 10_000;

    /** Maximum count of sample indices, of draws or of disturbed inputs, passed to one native call. */
    private static final int NUMBERS_PER_CALL = 1 << 20;

    /** @param train in its original order */
    static EpochInputs of(TrainingSpec spec, SampleSet train) {
        var order = VisitingOrder.of(spec.training(), train.size());
        return new EpochInputs(order, BatchDraws.of(spec, Layout.of(spec)), DisturbedInputs.of(spec, train, order));
    }

    /** The learning rate of an epoch, by the schedule's state at the current position. */
    static double rate(Training training, TrainingCursor at, long epoch) {
        return training.schedule().rate(training.optimizer().learningRate(), epoch, at.progress());
    }

    /**
     * Maximum number of whole epochs in one call: 1 if the next epoch's rate depends on the losses or if the inputs are
     * disturbed, 0 if the draws or inputs of one epoch are too large.
     */
    int maxEpochsPerCall(Training training, Chunks batches) {
        long numbers = Math.max(draws.perEpoch(batches), Math.multiplyExact(disturbed.perSample(), batches.samples()));
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
        long perBatch = Math.max(draws.ofBatch(batches.size()), (long) disturbed.perSample() * batches.size());
        return Math.clamp(NUMBERS_PER_CALL / (1L + perBatch), 1, batches.count());
    }

    /** Maximum count of numbers in the orders, draws and disturbed inputs of one call. */
    static long numbersPerCall(TrainingSpec spec, Layout layout, Chunks batches) {
        int disturbed = DisturbedInputs.perSample(
                spec.data().corruption(), spec.features().size());
        return ofBatch(BatchDraws.of(spec, layout).ofBatch(batches.size()))
                + ofBatch((long) disturbed * batches.size())
                + (spec.training().shuffle() == Shuffle.EVERY_EPOCH
                        ? Math.max(NUMBERS_PER_CALL, batches.samples())
                        : 0);
    }

    private static long ofBatch(long numbers) {
        return numbers == 0 ? 0 : Math.max(NUMBERS_PER_CALL, numbers);
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
                draws.ofEpochs(at.epoch(), epochs, batches),
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
                draws.of(at.epoch(), batches, at.batch(), toBatch),
                disturbed.of(at.epoch(), batches, at.batch(), toBatch),
                at.batch(),
                toBatch,
                fromChunk,
                toChunk);
    }
}
