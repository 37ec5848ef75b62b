package org.nnplayground.engine;

import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.spec.TrainingSpec;

/** Opens sessions. Safe for use by many threads. */
public interface TrainingEngine {

    /**
     * Opens a session at a checkpoint, or untrained at epoch 0.
     *
     * @param checkpoint made by a session of a spec with the same network, features, data and optimizer type
     */
    TrainingSession open(TrainingSpec spec, Samples samples, @Nullable Checkpoint checkpoint, Workplace workplace);

    /** The same on the processor, with nobody else around. */
    default TrainingSession open(TrainingSpec spec, Samples samples, @Nullable Checkpoint checkpoint) {
        return open(spec, samples, checkpoint, Workplace.ALONE);
    }

    /**
     * The native memory that a session of the spec will take at most, in bytes, told from its shapes before anything is
     * drawn or opened; without what sessions share.
     */
    long estimate(TrainingSpec spec);
}
