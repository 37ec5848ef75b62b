package org.nnplayground.store;

import java.util.Arrays;

/**
 * Losses of consecutive epochs of one run. The arrays are never changed.
 *
 * @param fromEpoch the epoch of the first value; epoch 0 is the untrained network
 * @param train one value an epoch
 * @param validation as many, NaN where there is no such set
 * @param test as many, NaN where there is no such set
 */
@SuppressWarnings("ArrayRecordComponent")
public record History(int run, long fromEpoch, float[] train, float[] validation, float[] test) {

    /** Of no epoch. */
    public static final History NONE = none(0, 0);

    /** Of no epoch yet. */
    public static History none(int run, long nextEpoch) {
        return new History(run, nextEpoch, new float[0], new float[0], new float[0]);
    }

    public int size() {
        return train.length;
    }

    /** The last epoch that it tells of; one below {@link #fromEpoch} when it is empty. */
    public long lastEpoch() {
        return fromEpoch + train.length - 1;
    }

    /** Its part after an epoch that is not before its first but one. */
    public History after(long epoch, int limit) {
        int from = (int) Math.min(size(), epoch + 1 - fromEpoch);
        int to = (int) Math.min(size(), (long) from + limit);
        return new History(
                run,
                epoch + 1,
                Arrays.copyOfRange(train, from, to),
                Arrays.copyOfRange(validation, from, to),
                Arrays.copyOfRange(test, from, to));
    }

    /** With the epochs that follow; as it is where they are of another run, or others. */
    public History and(History next) {
        if (next.run != run || next.fromEpoch != lastEpoch() + 1) {
            return this;
        }
        return new History(
                run, fromEpoch, join(train, next.train), join(validation, next.validation), join(test, next.test));
    }

    private static float[] join(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
