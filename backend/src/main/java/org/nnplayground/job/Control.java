package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * What can be asked of an open job, as a value that may travel to whoever trains it. All but {@link Cancel} and
 * {@link Keep} are for live jobs only.
 */
public sealed interface Control {

    /** Trains on. */
    record Play() implements Control {}

    /** Stands still. */
    record Pause(@Nullable StopReason reason) implements Control {}

    /**
     * Trains so much, then stands still.
     *
     * @param batches whether it is batches that are counted, not epochs
     * @param count at least 1
     */
    record Advance(boolean batches, long count) implements Control {}

    /**
     * Takes other parameters of the same shape; history and what the optimizer keeps stay.
     *
     * @param run that they are for: another one does not take them; null for whichever there is
     */
    record Replace(Parameters parameters, @Nullable Integer run) implements Control {}

    /**
     * Begins a new run, paused at epoch 0.
     *
     * @param seeds to draw initial parameters and order from; null for those that the spec has
     */
    record Reset(@Nullable Seeds seeds) implements Control {}

    /**
     * Begins a new run of another spec, paused at epoch 0.
     *
     * @param keepParameters whether layers that keep their shape keep their parameters, too
     */
    record Restart(TrainingSpec spec, boolean keepParameters) implements Control {}

    /** Changes rates, batch size, pace or stop condition. */
    record Patch(JobPatch patch) implements Control {}

    /** Ends the job for good. */
    record Cancel(StopReason reason) implements Control {}

    /** Has the job's checkpoint be one of now, or of a moment ago where checkpoints of it are costly. */
    record Keep() implements Control {}

    /** Integers from 0 to 2^53 - 1. */
    record Seeds(long initializer, long training) {

        public TrainingSpec into(TrainingSpec spec) {
            Training t = spec.training();
            return spec.withNetwork(new Network(
                            spec.network().layers(),
                            spec.network().initializer().withSeed(initializer)))
                    .withTraining(new Training(
                            t.loss(),
                            t.optimizer(),
                            t.schedule(),
                            t.regularization(),
                            t.batchSize(),
                            t.shuffle(),
                            training));
        }
    }
}
