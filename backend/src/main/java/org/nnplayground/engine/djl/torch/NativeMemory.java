package org.nnplayground.engine.djl.torch;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Native resources with one lifetime. They are closed in reverse order of their registration; closing twice has no
 * effect.
 */
public final class NativeMemory implements AutoCloseable {

    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    public <T extends AutoCloseable> T hold(T value) {
        held.push(value);
        return value;
    }

    public <T extends AutoCloseable> T[] hold(T[] values) {
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
