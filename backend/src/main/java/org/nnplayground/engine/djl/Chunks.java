package org.nnplayground.engine.djl;

import java.util.stream.LongStream;

/**
 * Samples cut into pieces of one size, the last one smaller. The program has a set of buffers for each size that
 * occurs: that of the full pieces first.
 */
record Chunks(int samples, int size) {

    private int full() {
        return samples / size;
    }

    private int rest() {
        return samples % size;
    }

    int count() {
        return full() + (rest() > 0 ? 1 : 0);
    }

    int sizeOf(int piece) {
        return piece < full() ? size : rest();
    }

    /** The sizes that occur, one or two; none without samples. */
    long[] sizes() {
        return LongStream.of(full() > 0 ? size : 0, rest()).filter(s -> s > 0).toArray();
    }

    /**
     * For each of {@link #sizes}, the first piece and the one after the last of those from {@code from} to {@code to -
     * 1}.
     */
    long[] ranges(int from, int to) {
        var ranges = LongStream.builder();
        if (full() > 0) {
            ranges.add(Math.min(from, full())).add(Math.min(to, full()));
        }
        if (rest() > 0) {
            ranges.add(Math.max(from, full())).add(Math.max(to, full()));
        }
        return ranges.build().toArray();
    }
}
