package org.nnplayground.trainer;

import java.util.concurrent.TimeUnit;

/** Measures epochs per second over windows of half a second. Times are {@link System#nanoTime} values. */
final class ThroughputMeter {

    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private long since;
    private long epochs;
    private double reached;

    void start(long now) {
        since = now;
        epochs = 0;
        reached = 0;
    }

    double did(long epochs, long now) {
        this.epochs += epochs;
        long elapsed = now - since;
        if (elapsed >= WINDOW) {
            reached = this.epochs * NANOSECONDS / elapsed;
            since = now;
            this.epochs = 0;
        } else if (reached == 0 && elapsed > 0 && this.epochs > 1) {
            return this.epochs * NANOSECONDS / elapsed;
        }
        return reached;
    }
}
