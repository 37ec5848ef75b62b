package org.nnplayground.past;

import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.Job;
import org.nnplayground.store.History;

/**
 * An epoch of a job from which another job can go on.
 *
 * @param job as it was then, with spec and arithmetic of its run
 * @param state at that epoch
 * @param history the losses up to that epoch, from epoch 0 on
 */
public record Origin(Job job, Checkpoint state, History history) {}
