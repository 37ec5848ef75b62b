package org.nnplayground.store;

import java.util.Arrays;
import org.nnplayground.engine.Losses;

/** The losses of consecutive epochs of one run, in growing arrays: 12 bytes an epoch, about. Safe for many threads. */
public final class LossTable {

    private static final int FIRST_CAPACITY = 256;

    private int run;
    private long from;
    private int size;
    private float[] train = {};
    private float[] validation = {};
    private float[] test = {};

    /** For a job that has had no epoch yet. */
    public LossTable() {
        this(0, 0);
    }

    /** @param from the epoch whose losses come next */
    public LossTable(int run, long from) {
        this.run = run;
        this.from = from;
    }

    /**
     * Adds losses; those of another run drop the earlier run's.
     *
     * @param fromEpoch one after the last epoch of the run, or 0
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
            int capacity = Math.max(FIRST_CAPACITY, Math.max(size + losses.length, size + size / 2));
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

    /** Forgets the losses of the epochs before this one. */
    public synchronized void forget(long before) {
        int gone = (int) Math.clamp(before - from, 0, size);
        if (gone > 0) {
            train = Arrays.copyOfRange(train, gone, size);
            validation = Arrays.copyOfRange(validation, gone, size);
            test = Arrays.copyOfRange(test, gone, size);
            from += gone;
            size -= gone;
        }
    }

    /** Forgets the losses of the epochs from this one on. */
    public synchronized void cut(long end) {
        size = (int) Math.clamp(end - from, 0, size);
    }

    public synchronized int run() {
        return run;
    }

    /** The first epoch that it has. */
    public synchronized long from() {
        return from;
    }

    /** One after the last epoch that it has. */
    public synchronized long end() {
        return from + size;
    }

    public synchronized long bytes() {
        return 3L * Float.BYTES * train.length;
    }

    /**
     * @param epoch the last epoch that is known already
     * @param limit the most epochs to give
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
