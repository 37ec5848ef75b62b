package org.nnplayground.admission;

/**
 * An amount of memory.
 *
 * @param nativeBytes outside the Java heap
 * @param heapBytes on the Java heap
 */
public record MemoryNeed(long nativeBytes, long heapBytes) {

    static final MemoryNeed NONE = new MemoryNeed(0, 0);

    /** Whether both parts are within a limit. */
    boolean isWithin(MemoryNeed limit) {
        return nativeBytes <= limit.nativeBytes && heapBytes <= limit.heapBytes;
    }

    MemoryNeed plus(MemoryNeed other) {
        return new MemoryNeed(nativeBytes + other.nativeBytes, heapBytes + other.heapBytes);
    }

    MemoryNeed minus(MemoryNeed other) {
        return new MemoryNeed(nativeBytes - other.nativeBytes, heapBytes - other.heapBytes);
    }

    /** What is missing if there is so much already; no part is negative. */
    MemoryNeed beyond(MemoryNeed existing) {
        MemoryNeed rest = minus(existing);
        return new MemoryNeed(Math.max(0, rest.nativeBytes), Math.max(0, rest.heapBytes));
    }

    /** Both parts together. */
    public long bytes() {
        return nativeBytes + heapBytes;
    }
}
