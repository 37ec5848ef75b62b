package org.nnplayground.store;

import java.time.Instant;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.StopConditions;

/**
 * A run at one moment, with everything that is needed to continue it.
 *
 * @param stop the job's stop conditions without those after which a user continued
 * @param nanosecondsRun total time that the run has been running, without pauses
 */
public record RunCheckpoint(
        int run, Checkpoint checkpoint, StopConditions stop, long nanosecondsRun, Instant takenAt) {}
