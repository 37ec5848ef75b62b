package org.nnplayground.store;

import java.time.Instant;

/**
 * A place on the path that a run's parameters have gone.
 *
 * @param epoch completed epochs
 */
public record KeptEpoch(int run, long epoch, Instant takenAt) {}
