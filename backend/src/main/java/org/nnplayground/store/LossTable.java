package org.nnplayground.store;

import java.util.Arrays;
import org.nnplayground.engine.Losses;

/** The losses of one run's epochs from epoch 0 on, in growing arrays: 12 bytes an epoch at most. */
final class LossTable {

    private static final int FIRST_CAPACITY = 256;

    private int run;
    private int size;
    private float[] train = {};
    private float[] validation = {};
    private float[] test = {};

    synchronized void append(int run, long fromEpoch, Losses[] losses) {
        if (run != this.run) {
            this.run = run;
            size = 0;
        }
        if (fromEpoch != size) {
            throw new IllegalArgumentException("expected losses from epoch " + size + ", not " + fromEpoch);
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

    synchronized History after(long epoch, int limit) {
        int from = (int) Math.clamp(epoch + 1, 0L, (long) size);
        int to = (int) Math.min(size, (long) from + limit);
        return new History(
                run,
                from,
                Arrays.copyOfRange(train, from, to),
                Arrays.copyOfRange(validation, from, to),
                Arrays.copyOfRange(test, from, to));
    }
}
