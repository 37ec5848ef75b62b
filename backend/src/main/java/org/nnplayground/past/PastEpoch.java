package org.nnplayground.past;

import org.jspecify.annotations.Nullable;

/**
 * An epoch of a job's past: the network after that many epochs, with parameters that a user put in at that moment, but
 * before early stopping restored those of another epoch, and with the settings with which the epoch was reached.
 *
 * @param run null for the present run
 * @param epoch completed epochs; null for the last one of the run
 */
public record PastEpoch(@Nullable Integer run, @Nullable Long epoch) {}
