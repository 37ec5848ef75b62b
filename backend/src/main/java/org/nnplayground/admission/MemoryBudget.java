package org.nnplayground.admission;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The native memory and the Java heap that all open sessions and reads of stored checkpoints can use together, reserved
 * by estimate before they begin. Thread-safe.
 */
public final class MemoryBudget {

    private final MemoryNeed limit;
    private MemoryNeed reserved = MemoryNeed.NONE;

    MemoryBudget(MemoryNeed limit) {
        this.limit = limit;
    }

    /** Whether so much can be reserved when nothing else is. */
    boolean canEverHold(MemoryNeed wanted) {
        return wanted.isWithin(limit);
    }

    /** Reserves both parts; empty if too little of one is free. */
    synchronized Optional<Reservation> reserve(MemoryNeed wanted) {
        if (!wanted.isWithin(limit.minus(reserved))) {
            return Optional.empty();
        }
        reserved = reserved.plus(wanted);
        return Optional.of(new Reservation(wanted));
    }

    /** What is reserved now. */
    synchronized MemoryNeed reserved() {
        return reserved;
    }

    private synchronized void release(MemoryNeed amount) {
        reserved = reserved.minus(amount);
    }

    /** A part of the budget until it is closed. Closing it twice has no effect. */
    public final class Reservation implements AutoCloseable {

        private final MemoryNeed amount;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Reservation(MemoryNeed amount) {
            this.amount = amount;
        }

        public MemoryNeed amount() {
            return amount;
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                release(amount);
            }
        }
    }
}
