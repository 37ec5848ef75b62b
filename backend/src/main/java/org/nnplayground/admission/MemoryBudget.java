package org.nnplayground.admission;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.SessionMemory.Common;

/**
 * The native memory and the Java heap that all open sessions and reads of stored checkpoints can use together, reserved
 * by estimate before they begin. Thread-safe.
 */
public final class MemoryBudget {

    private final MemoryNeed limit;
    private MemoryNeed reserved = MemoryNeed.NONE;

    /** For each family of sessions that have memory in common, the number of reservations. */
    private final Map<Object, Integer> families = new HashMap<>();

    MemoryBudget(MemoryNeed limit) {
        this.limit = limit;
    }

    /** Whether so much can be reserved when nothing else is. */
    boolean canEverHold(MemoryNeed wanted, @Nullable Common common) {
        return wanted.plus(of(common)).isWithin(limit);
    }

    /**
     * Reserves both parts; empty if too little of one is free.
     *
     * @param common reserved besides, as long as there is a reservation of this family; null for none
     */
    synchronized Optional<Reservation> reserve(MemoryNeed wanted, @Nullable Common common) {
        boolean isFirst = common != null && !families.containsKey(common.family());
        MemoryNeed all = isFirst ? wanted.plus(of(common)) : wanted;
        if (!all.isWithin(limit.minus(reserved))) {
            return Optional.empty();
        }
        reserved = reserved.plus(all);
        if (common != null) {
            families.merge(common.family(), 1, Integer::sum);
        }
        return Optional.of(new Reservation(wanted, common));
    }

    private static MemoryNeed of(@Nullable Common common) {
        return common == null ? MemoryNeed.NONE : new MemoryNeed(common.nativeBytes(), 0);
    }

    /** What is reserved now. */
    synchronized MemoryNeed reserved() {
        return reserved;
    }

    private synchronized void release(MemoryNeed amount, @Nullable Common common) {
        reserved = reserved.minus(amount);
        if (common != null && families.merge(common.family(), -1, Integer::sum) == 0) {
            families.remove(common.family());
            reserved = reserved.minus(of(common));
        }
    }

    /** A part of the budget until it is closed. Closing it twice has no effect. */
    public final class Reservation implements AutoCloseable {

        private final MemoryNeed amount;
        private final @Nullable Common common;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Reservation(MemoryNeed amount, @Nullable Common common) {
            this.amount = amount;
            this.common = common;
        }

        /** Without what sessions have in common. */
        public MemoryNeed amount() {
            return amount;
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                release(amount, common);
            }
        }
    }
}
