package org.nnplayground.past;

import java.time.Duration;

/**
 * Is told how long a request has trained past epochs again. {@link PastEpochs} finds it in the subscriber's context,
 * under this class. Called from any thread.
 */
@FunctionalInterface
public interface ComputingTime {

    ComputingTime NOT_COUNTED = time -> {};

    void add(Duration time);
}
