package org.nnplayground.admission;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The memory that all open sessions may take together, granted by their estimates before they open. Safe for use by
 * many threads.
 */
public final class MemoryBudget {

    private final long bytes;
    private long granted;

    MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    /** A grant of so much; empty where there is no room at present. */
    synchronized Optional<Reservation> reserve(long wanted) {
        if (wanted > bytes - granted) {
            return Optional.empty();
        }
        granted += wanted;
        return Optional.of(new Reservation(wanted));
    }

    /** Bytes that are granted at present. */
    synchronized long granted() {
        return granted;
    }

    private synchronized void takeBack(long reserved) {
        granted -= reserved;
    }

    /** A part of the budget until it is closed; twice does no harm. */
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
                takeBack(reserved);
            }
        }
    }
}
