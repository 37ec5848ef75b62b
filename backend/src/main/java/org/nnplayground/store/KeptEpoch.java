package org.nnplayground.store;

import java.time.Instant;

/**
 * An epoch whose parameters are stored.
 *
 * @param run number of the run
 * @param epoch completed epochs
 * @param takenAt when the parameters were read
 */
public record KeptEpoch(int run, long epoch, Instant takenAt) {}
