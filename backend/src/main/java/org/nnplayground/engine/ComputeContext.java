package org.nnplayground.engine;

/**
 * Where a session computes, and how it lets others in between.
 *
 * @param device that all its tensors live on
 * @param giveWay called between the native calls of what takes longer than a slice, as a look at a large network does;
 *     returns once it is the session's turn again
 */
public record ComputeContext(Device device, Runnable giveWay) {

    /** The processor, with nobody else around. */
    public static final ComputeContext ALONE = new ComputeContext(Device.CPU, () -> {});
}
