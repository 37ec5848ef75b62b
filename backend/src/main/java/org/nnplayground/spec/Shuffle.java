package org.nnplayground.spec;

/**
 * The order in which an epoch visits the training samples: that of the data, one drawn from the training seed, or a new
 * one each epoch.
 */
public enum Shuffle implements Choice {
    NEVER,
    ONCE,
    EVERY_EPOCH
}
