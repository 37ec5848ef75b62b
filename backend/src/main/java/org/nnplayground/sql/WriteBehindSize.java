package org.nnplayground.sql;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of all jobs waits in memory to be written, in bytes. While it is more than {@code most}, as where a disk is
 * full, nothing may come to it. Safe for use by many threads.
 */
final class WriteBehindSize {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    WriteBehindSize(long most) {
        this.most = most;
    }

    /** @param more negative where something was written */
    void add(long more) {
        bytes.addAndGet(more);
    }

    long bytes() {
        return bytes.get();
    }

    boolean isFull() {
        return bytes.get() > most;
    }
}
