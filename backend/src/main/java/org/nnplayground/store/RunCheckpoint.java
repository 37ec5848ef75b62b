package org.nnplayground.store;

import java.time.Instant;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.StopConditions;

/**
 * Where a job's run stands, with all that it needs to go on.
 *
 * @param stop the job's stop conditions but for those after which a person went on
 * @param nanosecondsRun for how long the run was running, in all
 */
public record RunCheckpoint(
        int run, Checkpoint checkpoint, StopConditions stop, long nanosecondsRun, Instant takenAt) {}
