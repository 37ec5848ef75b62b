package org.nnplayground.engine.djl.session;

import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.spec.TrainingSpec;

/** Trains one network with a program of its own, and computes its gradients and traces. */
final class SoloTrainer extends EpochTrainer<TrainingProgram> {

    /** Cost of a batch's gradient relative to the evaluation of a chunk. */
    private static final int GRADIENT_COST = 3;

    private final boolean isRbm;

    /** As {@link EpochTrainer}'s. */
    SoloTrainer(
            TrainingSpec spec,
            Samples samples,
            ProgramCache programs,
            ComputeContext workplace,
            long callNanoseconds,
            Checkpoint checkpoint) {
        super(
                spec,
                samples,
                (ofSpec, ordered, state) -> new TrainingProgram(ofSpec, ordered, programs, workplace.device(), state),
                workplace,
                callNanoseconds,
                checkpoint);
        isRbm = spec.isRbm();
    }

    /** Evaluates the network at the current parameters. */
    Inspection inspection() {
        return new Inspection(program(), slicedCalls());
    }

    /**
     * @return {@code [parameters + 1]}: the gradient, then the loss, with the dropout masks and disturbed inputs of the
     *     epoch in progress or next
     */
    float[] gradientOfBatch(int index) {
        prepare(index);
        return program().backwardPass().gradientOfBatch(index, drawsOf(index));
    }

    /** @return {@code [parameters + 1]}: the gradient without dropout, then the loss */
    float[] gradientOfTrainSet() {
        if (isRbm) {
            return meanOfBatches();
        }
        return program().backwardPass().gradientOfTrainSet(slicedCalls());
    }

    private float[] meanOfBatches() {
        Chunks batches = program().batches();
        var sum = new double[program().layout().parameters() + 1];
        slicedCalls().run(batches.count(), GRADIENT_COST, (from, to) -> {
            for (int b = from; b < to; b++) {
                float[] gradient = gradientOfBatch(b);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += (double) gradient[i] * batches.sizeOf(b) / batches.samples();
                }
            }
        });
        var mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) sum[i];
        }
        return mean;
    }

    BackwardPass.PassResult traceOfBatch(int index) {
        prepare(index);
        return program().backwardPass().traceOfBatch(index, drawsOf(index));
    }

    private void prepare(int batch) {
        applyOrder();
        program().disturb(batch, inputsOf(batch));
    }
}
