package org.nnplayground.trainer.schedule;

import java.util.concurrent.TimeUnit;
import org.nnplayground.job.Pace;

/** Controls the pace of one training and measures its throughput. */
public final class PaceController {

    private static final long HOLD = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThroughputMeter meter = new ThroughputMeter();
    private Pacer pacer;
    private boolean held;

    public PaceController(Pace pace) {
        this.pacer = new Pacer(pace, System.nanoTime());
    }

    /** Starts counting due epochs at this pace. */
    public void start(Pace pace) {
        long now = System.nanoTime();
        pacer = new Pacer(pace, now);
        meter.start(now);
        held = false;
    }

    /** As {@link #start}, but the first epoch is due at once. */
    public void startAtOnce(Pace pace) {
        start(pace);
        pacer.skipWait(System.nanoTime());
    }

    /** Holds the training for 100 ms; no epochs become due meanwhile. */
    public void hold(Pace pace) {
        start(pace);
        held = true;
    }

    /** Ends a hold, if there is one: the next epoch is due at once. */
    public void resume(Pace pace) {
        if (held) {
            startAtOnce(pace);
        }
    }

    public boolean isHeld() {
        return held;
    }

    /** Number of epochs due, at least 0. */
    public long due() {
        return pacer.due(System.nanoTime());
    }

    /** @return throughput of the last half second in epochs per second */
    public double completed(int epochs) {
        held = false;
        pacer.completed(epochs);
        return meter.completed(epochs, System.nanoTime());
    }

    /** The {@link System#nanoTime} from which the next epoch is due. */
    public long nextDueAt() {
        long now = System.nanoTime();
        return held ? now + HOLD : pacer.nextDueAt(now);
    }

    /** Measures epochs per second over windows of half a second. Times are {@link System#nanoTime} values. */
    private static final class ThroughputMeter {

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
}
