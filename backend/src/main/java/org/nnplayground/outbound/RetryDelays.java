package org.nnplayground.outbound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Delays between tries of a call. Each is up to a fifth longer at random, so that calls do not come in bursts. */
public final class RetryDelays {

    private static final double JITTER = 0.2;

    private final List<Duration> delays;

    public RetryDelays(List<Duration> delays) {
        this.delays = List.copyOf(delays);
    }

    /** The delay after this many earlier failures; null after the last try. */
    public @Nullable Duration after(int failures) {
        if (failures >= delays.size()) {
            return null;
        }
        long delay = delays.get(failures).toMillis();
        return Duration.ofMillis(
                delay + Math.round(delay * JITTER * ThreadLocalRandom.current().nextDouble()));
    }
}
