package org.nnplayground.engine.djl;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be freed together, in the order of opening; closed the other way round, and twice does no harm. */
final class NativeMemory implements AutoCloseable {

    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    <T extends AutoCloseable> T hold(T value) {
        held.push(value);
        return value;
    }

    <T extends AutoCloseable> T[] hold(T[] values) {
        for (T value : values) {
            held.push(value);
        }
        return values;
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("native memory was not freed", e);
            }
        }
    }
}
