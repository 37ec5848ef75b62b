package org.nnplayground.trainer;

import java.util.concurrent.TimeUnit;

/** Measures epochs per second over windows of half a second. Times are {@link System#nanoTime} values. */
final class ThroughputMeter {

    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private long since;
    private long epochs;
    private double epochsPerSecond;

    void start(long now) {
        since = now;
        epochs = 0;
        epochsPerSecond = 0;
    }

    double completed(long epochs, long now) {
        this.epochs += epochs;
        long elapsed = now - since;
        if (elapsed >= WINDOW) {
            epochsPerSecond = this.epochs * NANOSECONDS / elapsed;
            since = now;
            this.epochs = 0;
        } else if (epochsPerSecond == 0 && elapsed > 0 && this.epochs > 1) {
            return this.epochs * NANOSECONDS / elapsed;
        }
        return epochsPerSecond;
    }
}
