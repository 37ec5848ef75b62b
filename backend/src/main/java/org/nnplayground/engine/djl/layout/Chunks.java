package org.nnplayground.engine.djl.layout;

import java.util.stream.LongStream;

/**
 * Samples cut into chunks of one size; the last chunk may be smaller. The program has one set of buffers for each size
 * that occurs, the full size first.
 */
public record Chunks(int samples, int size) {

    private int fullChunks() {
        return samples / size;
    }

    private int remainder() {
        return samples % size;
    }

    public int count() {
        return fullChunks() + (remainder() > 0 ? 1 : 0);
    }

    public int sizeOf(int piece) {
        return piece < fullChunks() ? size : remainder();
    }

    /** The sizes that occur: one or two, none without samples. */
    public long[] sizes() {
        return LongStream.of(fullChunks() > 0 ? size : 0, remainder())
                .filter(s -> s > 0)
                .toArray();
    }

    /**
     * For each of {@link #sizes}, the first chunk and the chunk after the last one within {@code from} to {@code to -
     * 1}.
     */
    public long[] ranges(int from, int to) {
        var ranges = LongStream.builder();
        if (fullChunks() > 0) {
            ranges.add(Math.min(from, fullChunks())).add(Math.min(to, fullChunks()));
        }
        if (remainder() > 0) {
            ranges.add(Math.max(from, fullChunks())).add(Math.max(to, fullChunks()));
        }
        return ranges.build().toArray();
    }
}
