package org.nnplayground.spec;

/**
 * How to train.
 *
 * @param batchSize samples of one update; the last batch of an epoch may be smaller
 * @param seed of the order of the samples, 0 to 2^53 - 1
 */
public record Training(
        Loss loss,
        Optimizer optimizer,
        Schedule schedule,
        Regularization regularization,
        int batchSize,
        Shuffle shuffle,
        long seed) {}
