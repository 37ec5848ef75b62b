package org.nnplayground.store;

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

    public int size() {
        return train.length;
    }

    /** The last epoch that it tells of; one below {@link #fromEpoch} when it is empty. */
    public long lastEpoch() {
        return fromEpoch + train.length - 1;
    }
}
