package org.nnplayground.job;

import org.nnplayground.store.Pace;

/** How fast a training is to go, and how fast it goes. */
final class Tempo {

    private final Speedometer speedometer = new Speedometer();
    private Pacer pacer;

    Tempo(Pace pace) {
        this.pacer = new Pacer(pace, System.nanoTime());
    }

    /** Begins to count at this pace. */
    void start(Pace pace) {
        long now = System.nanoTime();
        pacer = new Pacer(pace, now);
        speedometer.start(now);
    }

    /** Epochs that may be done now, at least 0. */
    long owed() {
        return pacer.owed(System.nanoTime());
    }

    /** @return epochs a second reached lately */
    double did(int epochs) {
        pacer.did(epochs);
        return speedometer.did(epochs, System.nanoTime());
    }

    /** The {@link System#nanoTime} from which the next epoch is due. */
    long next() {
        return pacer.next(System.nanoTime());
    }
}
