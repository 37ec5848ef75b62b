package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * The way of a {@link TrainingProgram} through its epochs. A native call does whole epochs, as many as fit a time that
 * others can wait for, or for a large network a part of one: some batches, then some chunks of the evaluation. However
 * it is cut, the same operations follow each other on the same tensors, so the numbers are the same.
 */
final class SlicedTraining implements AutoCloseable {

    private static final int EPOCHS_PER_CALL = 10_000;

    /** Sample indices that one call may be given. */
    private static final int ORDERED_PER_CALL = 1 << 20;

    /** What one native call may take, so that others get their turn. */
    private final long callNanoseconds;

    private final Samples samples;
    private final ProgramCache programs;
    private final VisitingOrder order;

    private TrainingSpec spec;
    /** What holds from the next epoch on; null where nothing changes. */
    private @Nullable Training retuned;

    private TrainingProgram program;
    private WorkEstimate estimate;

    private long epoch;
    private int batch;
    /** Chunks of the evaluation that are done after the last batch of the epoch in progress. */
    private int chunk;
    /** The shares that those chunks have in the losses; null where there are none. */
    private Torch.@Nullable Value shares;

    /** Where the state that the program has saved stood: the last one that is known to be finite. */
    private long savedEpoch;

    private int savedBatch;

    /** The epoch whose order the train set is in; -1 for that of the data. */
    private long orderedEpoch = -1;

    /** At the present parameters; null where they are to be computed. */
    private @Nullable Losses losses;

    private boolean closed;

    /**
     * @param epoch completed epochs
     * @param batch updates done in the epoch in progress
     * @param state as {@link TrainingProgram} takes it
     */
    SlicedTraining(
            TrainingSpec spec,
            Samples samples,
            ProgramCache programs,
            long callNanoseconds,
            long epoch,
            int batch,
            float[] state) {
        this.callNanoseconds = callNanoseconds;
        this.spec = spec;
        this.samples = samples;
        this.programs = programs;
        order = VisitingOrder.of(spec.training(), samples.train().size());
        program = open(state);
        estimate = program.estimate();
        this.epoch = epoch;
        this.batch = Math.min(batch, program.batches().count());
        savedEpoch = this.epoch;
        savedBatch = this.batch;
    }

    private TrainingProgram open(float[] state) {
        return new TrainingProgram(spec, order.fixed(samples), programs, state);
    }

    TrainingProgram program() {
        return program;
    }

    Position position() {
        return new Position(epoch, batch, program.batches().count());
    }

    Losses losses() {
        Losses present = losses;
        if (present == null) {
            try (var row = program.noLosses(1)) {
                program.trainPart(0, 0, 0, 0, 0, program.chunks().count(), row);
                present = rows(row.floats()).losses(0);
            }
            losses = present;
        }
        return present;
    }

    private LossRows rows(float[] values) {
        return new LossRows(
                values, samples.validation().size() > 0, samples.test().size() > 0);
    }

    /** The learning rate of the epoch in progress, or of the next. */
    double rate() {
        return rate(epoch);
    }

    private double rate(long ofEpoch) {
        Training training = spec.training();
        return training.schedule().rate(training.optimizer().learningRate(), ofEpoch);
    }

    private double penalty() {
        return spec.training().regularization().rate();
    }

    Advance advance(Slice slice) {
        long from = epoch;
        long start = System.nanoTime();
        var done = new ArrayList<Losses>();
        Divergence divergence = null;
        long spent = 0;
        while (divergence == null && epoch < slice.untilEpoch() && (spent == 0 || spent < slice.nanoseconds())) {
            long budget = Math.min(callNanoseconds, slice.nanoseconds() - spent);
            divergence = isBetweenEpochs() && nanosecondsPerEpoch() <= callNanoseconds
                    ? advanceEpochs(fitting(slice.untilEpoch() - epoch, budget), done)
                    : advancePart(done);
            spent = Math.max(1, System.nanoTime() - start);
        }
        return new Advance(from + 1, done.toArray(Losses[]::new), divergence);
    }

    private boolean isBetweenEpochs() {
        return batch == 0 && chunk == 0;
    }

    private double nanosecondsPerEpoch() {
        return estimate.nanoseconds(program.batches().count(), program.chunks().count());
    }

    private int fitting(long epochs, long nanoseconds) {
        long fit = (long) (nanoseconds / nanosecondsPerEpoch());
        if (order.changes()) {
            fit = Math.min(fit, ORDERED_PER_CALL / order.samples());
        }
        return (int) Math.clamp(fit, 1, Math.min(epochs, EPOCHS_PER_CALL));
    }

    private void save() {
        program.save();
        savedEpoch = epoch;
        savedBatch = batch;
    }

    private void restore() {
        program.restore();
        epoch = savedEpoch;
        batch = savedBatch;
        losses = null;
    }

    private @Nullable Divergence advanceEpochs(int epochs, List<Losses> done) {
        save();
        long start = System.nanoTime();
        LossRows rows = trainEpochs(epochs);
        estimate.learn(
                (double) epochs * program.batches().count(),
                (double) epochs * program.chunks().count(),
                System.nanoTime() - start);
        int finite = rows.finite();
        if (finite < epochs) {
            restore();
            if (finite > 0) {
                trainEpochs(finite);
            }
        }
        for (int e = 0; e < finite; e++) {
            losses = rows.losses(e);
            done.add(losses);
        }
        epoch += finite;
        return finite < epochs ? new Divergence(epoch + 1, losses().train()) : null;
    }

    private LossRows trainEpochs(int epochs) {
        var rates = new double[epochs];
        for (int e = 0; e < epochs; e++) {
            rates[e] = rate(epoch + e);
        }
        orderedEpoch = epoch + epochs - 1;
        return rows(program.trainEpochs(rates, penalty(), order.of(epoch, epochs)));
    }

    /** Some of the batches that are left of the epoch in progress, or of the chunks after them. */
    private @Nullable Divergence advancePart(List<Losses> done) {
        if (isBetweenEpochs()) {
            save();
        }
        Torch.Value row = shares;
        if (row == null) {
            row = program.noLosses(1);
            shares = row;
        }
        int batches = program.batches().count();
        int chunks = program.chunks().count();
        boolean training = batch < batches;
        int toBatch = training ? batch + fittingPart(batches - batch, estimate.nanoseconds(1, 0)) : batch;
        int toChunk = training ? chunk : chunk + fittingPart(chunks - chunk, estimate.nanoseconds(0, 1));
        order();
        long start = System.nanoTime();
        program.trainPart(rate(epoch), penalty(), batch, toBatch, chunk, toChunk, row);
        estimate.learn(toBatch - batch, toChunk - chunk, System.nanoTime() - start);
        batch = toBatch;
        chunk = toChunk;
        losses = null;
        return chunk == chunks ? endEpoch(rows(row.floats()), done) : null;
    }

    private int fittingPart(int left, double nanosecondsEach) {
        return (int) Math.clamp((long) (callNanoseconds / nanosecondsEach), 1, left);
    }

    private @Nullable Divergence endEpoch(LossRows row, List<Losses> done) {
        forgetShares();
        if (row.finite() == 0) {
            restore();
            return new Divergence(epoch + 1, losses().train());
        }
        losses = row.losses(0);
        done.add(losses);
        epoch++;
        batch = 0;
        if (retuned != null) {
            retune(retuned);
        }
        return null;
    }

    private void forgetShares() {
        chunk = 0;
        if (shares != null) {
            shares.close();
            shares = null;
        }
    }

    /** Puts the train set into the order of the epoch in progress or next. */
    void order() {
        if (order.changes() && orderedEpoch != epoch) {
            program.reorder(order.of(epoch));
            orderedEpoch = epoch;
        }
    }

    /** Takes other rates, another batch size or penalty from the next epoch on. */
    void retune(Training training) {
        if (!isBetweenEpochs()) {
            retuned = training;
            return;
        }
        retuned = null;
        Training before = spec.training();
        spec = spec.withTraining(training);
        if (training.batchSize() != before.batchSize()
                || training.regularization().type() != before.regularization().type()) {
            TrainingProgram old = program;
            program = open(old.state());
            old.close();
            estimate = program.estimate();
            orderedEpoch = -1;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            forgetShares();
            program.close();
        }
    }
}
