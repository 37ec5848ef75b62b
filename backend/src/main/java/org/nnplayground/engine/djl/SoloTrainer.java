package org.nnplayground.engine.djl;

import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.spec.TrainingSpec;

/** Trains one network with a program of its own, and computes its gradients and traces. */
final class SoloTrainer extends EpochTrainer<TrainingProgram> {

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
        return program().backwardPass().gradientOfBatch(index, masksOf(index));
    }

    /** @return {@code [parameters + 1]}: the gradient without dropout, then the loss */
    float[] gradientOfTrainSet() {
        return program().backwardPass().gradientOfTrainSet(slicedCalls());
    }

    BackwardPass.PassResult traceOfBatch(int index) {
        prepare(index);
        return program().backwardPass().traceOfBatch(index, masksOf(index));
    }

    private void prepare(int batch) {
        applyOrder();
        program().disturb(batch, inputsOf(batch));
    }
}
