package org.nnplayground.trainer;

import java.util.concurrent.CompletableFuture;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.job.Job;

/**
 * The end of a step: a number of epochs or batches that a user requested.
 *
 * @param untilEpoch completed epochs of the run, or {@link Long#MAX_VALUE}
 * @param untilUpdate updates of the run, or {@link Long#MAX_VALUE}
 * @param done completes with the paused job at the end of the step
 */
record StepTarget(long untilEpoch, long untilUpdate, CompletableFuture<Job> done) {

    /** The epoch in progress counts as the first one. */
    static StepTarget epochs(Position from, long count) {
        return new StepTarget(from.epoch() + count, Long.MAX_VALUE, new CompletableFuture<>());
    }

    /** @param updates of the run so far */
    static StepTarget batches(long updates, long count) {
        return new StepTarget(Long.MAX_VALUE, updates + count, new CompletableFuture<>());
    }

    /** Whether the step has ended; after the last update of an epoch, only once the epoch's losses are known. */
    boolean isDone(TrainingSession session) {
        Position at = session.position();
        return at.epoch() >= untilEpoch || (updatesLeft(session) == 0 && at.batch() < at.batches());
    }

    long updatesLeft(TrainingSession session) {
        return untilUpdate == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, untilUpdate - session.updates());
    }
}
