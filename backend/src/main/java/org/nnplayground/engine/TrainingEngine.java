package org.nnplayground.engine;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;

/** Opens sessions. Safe for use by many threads. */
public interface TrainingEngine {

    /**
     * Opens a session at a checkpoint, or untrained at epoch 0.
     *
     * @param arithmetic shared only for specs that {@link Arithmetic#canShare}, and on the CPU
     * @param checkpoint made by a session of a spec with the same network, features, data and optimizer type
     */
    TrainingSession open(
            TrainingSpec spec,
            Arithmetic arithmetic,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ComputeContext workplace);

    /** The same with a program of its own, on the CPU, without other sessions to yield to. */
    default TrainingSession open(TrainingSpec spec, Samples samples, @Nullable Checkpoint checkpoint) {
        return open(spec, Arithmetic.SOLO, samples, checkpoint, ComputeContext.EXCLUSIVE_CPU);
    }

    /** A group for sessions of this engine of that {@link SessionShape#family}. */
    SessionGroup group(Object family, ComputeContext context);

    /** The devices of this machine that sessions can use; always contains {@link Device#CPU}. */
    List<Device> devices();

    /**
     * Selects the device for a session.
     *
     * @param wanted null for the device that is likely to be fastest
     * @throws IllegalArgumentException if this machine does not have the wanted device
     */
    Device device(TrainingSpec spec, @Nullable Device wanted);

    /** Memory of a session, computed from the shapes in the spec before anything is allocated. */
    SessionMemory estimate(TrainingSpec spec, Arithmetic arithmetic);

    /**
     * Splits a flat vector into the parameters of the layers.
     *
     * @param flat as in {@link Checkpoint#parameters}
     */
    Parameters parameters(TrainingSpec spec, float[] flat);

    /** The parameters that the initializer of a spec gives, before any pre-training. */
    Parameters initialParameters(TrainingSpec spec);

    /**
     * The losses of a network at many parameter vectors, evaluated together, in native calls of about 10 ms. No session
     * is needed, and none changes. They agree with those of a session within the rounding of single precision.
     *
     * @param count number of parameter vectors
     * @param points the vector of each index below {@code count}, as in {@link Checkpoint#parameters}
     * @param yieldTurn called between native calls
     * @return {@code [count]}
     */
    Losses[] losses(TrainingSpec spec, Samples samples, int count, IntFunction<float[]> points, Runnable yieldTurn);
}
