package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** A change that a client requests of an open job, as a value. All but {@link Cancel} are for live jobs only. */
public sealed interface Control {

    /** Starts or continues training. */
    record Play() implements Control {}

    /** Pauses. A reason is set if the server requests it, null if a user does. */
    record Pause(@Nullable StopReason reason) implements Control {}

    /**
     * Trains a number of epochs or batches, then pauses.
     *
     * @param batches whether {@code count} is in batches, not in epochs
     * @param count at least 1
     */
    record Advance(boolean batches, long count) implements Control {}

    /**
     * Replaces the parameters by others of the same shape. History and optimizer state stay.
     *
     * @param run the run that they are for: any other run rejects them; null for the present run
     */
    record Replace(Parameters parameters, @Nullable Integer run) implements Control {}

    /**
     * Starts a new run, paused at epoch 0.
     *
     * @param seeds for the initial parameters and the order of the samples; null for the spec's own seeds
     */
    record Reset(@Nullable Seeds seeds) implements Control {}

    /**
     * Starts a new run of another spec, paused at epoch 0.
     *
     * @param keepParameters whether layers of unchanged shape keep their parameters
     */
    record Restart(TrainingSpec spec, boolean keepParameters) implements Control {}

    /** Changes rates, batch size, pace or stop conditions without a new run. */
    record Patch(JobPatch patch) implements Control {}

    /** Ends the job. */
    record Cancel(StopReason reason) implements Control {}

    /** Seeds from 0 to 2^53 - 1, the integers that JSON clients represent exactly. */
    record Seeds(long initializer, long training) {

        public TrainingSpec applyTo(TrainingSpec spec) {
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
                            training,
                            t.pretraining()));
        }
    }
}
