package org.nnplayground.store;

/**
 * Where a new job begins instead of untrained: in its run 1, at an epoch that another job has trained.
 *
 * @param checkpoint between two epochs
 * @param history the losses up to that epoch, from epoch 0 on
 * @param journal that says so
 */
public record Beginning(RunCheckpoint checkpoint, History history, Journal journal) {}
