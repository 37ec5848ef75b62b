package org.nnplayground.store;

import java.util.Arrays;
import org.nnplayground.engine.Losses;

/** The losses of consecutive epochs of one run in growing arrays, about 12 bytes per epoch. Thread-safe. */
public final class LossTable {

    private static final int INITIAL_CAPACITY = 256;

    private int run;
    private long from;
    private int size;
    private float[] train = {};
    private float[] validation = {};
    private float[] test = {};

    /** An empty table of a job that has not begun. */
    public LossTable() {
        this(0, 0);
    }

    /** @param from the epoch whose losses are appended next */
    public LossTable(int run, long from) {
        this.run = run;
        this.from = from;
    }

    /**
     * Appends losses; those of another run replace the table's content.
     *
     * @param fromEpoch one after the last epoch of the run, or 0 for a new run
     * @throws IllegalArgumentException if {@code fromEpoch} is another one
     */
    public synchronized void append(int run, long fromEpoch, Losses[] losses) {
        if (run != this.run) {
            this.run = run;
            from = 0;
            size = 0;
        }
        if (fromEpoch != from + size) {
            throw new IllegalArgumentException("expected losses from epoch " + (from + size) + ", not " + fromEpoch);
        }
        if (train.length < size + losses.length) {
            int capacity = Math.max(INITIAL_CAPACITY, Math.max(size + losses.length, size + size / 2));
            train = Arrays.copyOf(train, capacity);
            validation = Arrays.copyOf(validation, capacity);
            test = Arrays.copyOf(test, capacity);
        }
        for (Losses loss : losses) {
            train[size] = (float) loss.train();
            validation[size] = (float) loss.validation();
            test[size] = (float) loss.test();
            size++;
        }
    }

    /** Removes the losses of epochs before this one. */
    public synchronized void removeBefore(long before) {
        int removed = (int) Math.clamp(before - from, 0, size);
        if (removed > 0) {
            train = Arrays.copyOfRange(train, removed, size);
            validation = Arrays.copyOfRange(validation, removed, size);
            test = Arrays.copyOfRange(test, removed, size);
            from += removed;
            size -= removed;
        }
    }

    /** Removes the losses of epochs from this one on. */
    public synchronized void truncate(long end) {
        size = (int) Math.clamp(end - from, 0, size);
    }

    public synchronized int run() {
        return run;
    }

    /** The first epoch of the table. */
    public synchronized long from() {
        return from;
    }

    /** One after the last epoch of the table. */
    public synchronized long end() {
        return from + size;
    }

    public synchronized long bytes() {
        return 3L * Float.BYTES * train.length;
    }

    /**
     * The losses after an epoch, as far as the table has them.
     *
     * @param limit maximum number of epochs
     */
    public synchronized History after(long epoch, int limit) {
        int first = (int) Math.clamp(epoch + 1 - from, 0L, (long) size);
        int last = (int) Math.min(size, (long) first + limit);
        return new History(
                run,
                from + first,
                Arrays.copyOfRange(train, first, last),
                Arrays.copyOfRange(validation, first, last),
                Arrays.copyOfRange(test, first, last));
    }
}
