package org.nnplayground.engine;

/**
 * Where a session computes, and how it yields to other sessions.
 *
 * @param device the device of all tensors of the session
 * @param yieldTurn called between the native calls of an operation that takes longer than a slice, such as evaluating a
 *     large network; returns when the session may continue. If it throws, the operation ends with that exception and
 *     has changed nothing.
 */
public record ComputeContext(Device device, Runnable yieldTurn) {

    /** The CPU, without other sessions to yield to. */
    public static final ComputeContext EXCLUSIVE_CPU = new ComputeContext(Device.CPU, () -> {});
}
