package org.nnplayground.trainer;

import java.util.concurrent.TimeUnit;
import org.nnplayground.job.Pace;

/** How fast a training is to go, and how fast it goes. */
final class PaceController {

    private static final long HOLD = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThroughputMeter speedometer = new ThroughputMeter();
    private Pacer pacer;
    private boolean held;

    PaceController(Pace pace) {
        this.pacer = new Pacer(pace, System.nanoTime());
    }

    /** Begins to count at this pace. */
    void start(Pace pace) {
        long now = System.nanoTime();
        pacer = new Pacer(pace, now);
        speedometer.start(now);
        held = false;
    }

    /** Lets no epoch be done for a moment, and none be owed for it afterwards. */
    void hold(Pace pace) {
        start(pace);
        held = true;
    }

    boolean isHeld() {
        return held;
    }

    /** Epochs that may be done now, at least 0. */
    long owed() {
        return pacer.owed(System.nanoTime());
    }

    /** @return epochs a second reached lately */
    double did(int epochs) {
        held = false;
        pacer.did(epochs);
        return speedometer.did(epochs, System.nanoTime());
    }

    /** The {@link System#nanoTime} from which the next epoch is due. */
    long next() {
        long now = System.nanoTime();
        return held ? now + HOLD : pacer.next(now);
    }
}
