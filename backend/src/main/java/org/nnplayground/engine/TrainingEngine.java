package org.nnplayground.engine;

import java.util.List;
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
    TrainingSession open(TrainingSpec spec, Samples samples, @Nullable Checkpoint checkpoint, ComputeContext workplace);

    /** The same on the processor, with nobody else around. */
    default TrainingSession open(TrainingSpec spec, Samples samples, @Nullable Checkpoint checkpoint) {
        return open(spec, samples, checkpoint, ComputeContext.ALONE);
    }

    /** Where sessions can compute here; {@link Device#CPU} always. */
    List<Device> devices();

    /**
     * Where a session of a spec is to compute.
     *
     * @param wanted null for wherever it is likely to be fastest
     * @throws IllegalArgumentException if the wanted device is not here
     */
    Device device(TrainingSpec spec, @Nullable Device wanted);

    /**
     * The memory that a session of the spec will take at most, in bytes, told from its shapes before anything is drawn
     * or opened; its samples on Java's heap included, what sessions share left out.
     */
    long estimate(TrainingSpec spec);

    /**
     * Tells the layers apart.
     *
     * @param flat as in {@link Checkpoint#parameters}
     */
    Parameters parameters(TrainingSpec spec, float[] flat);
}
