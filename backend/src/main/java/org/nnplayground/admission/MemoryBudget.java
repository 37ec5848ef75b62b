package org.nnplayground.admission;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The memory that all open sessions can use together, reserved by estimate before a session opens. Thread-safe. */
public final class MemoryBudget {

    private final long bytes;
    private long reservedBytes;

    MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Reserves this many bytes; empty if too little is free. */
    synchronized Optional<Reservation> reserve(long wanted) {
        if (wanted > bytes - reservedBytes) {
            return Optional.empty();
        }
        reservedBytes += wanted;
        return Optional.of(new Reservation(wanted));
    }

    /** Bytes that are reserved now. */
    synchronized long reservedBytes() {
        return reservedBytes;
    }

    private synchronized void release(long reserved) {
        reservedBytes -= reserved;
    }

    /** A part of the budget until it is closed. Closing it twice has no effect. */
    public final class Reservation implements AutoCloseable {

        private final long reserved;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Reservation(long reserved) {
            this.reserved = reserved;
        }

        public long bytes() {
            return reserved;
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                release(reserved);
            }
        }
    }
}
