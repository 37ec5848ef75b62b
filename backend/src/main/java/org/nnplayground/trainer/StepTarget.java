package org.nnplayground.trainer;

import java.util.concurrent.CompletableFuture;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.job.Job;

/**
 * Where a step leads to, and who waits for it.
 *
 * @param untilEpoch completed epochs, or {@link Long#MAX_VALUE}
 * @param untilUpdate updates of the run, or {@link Long#MAX_VALUE}
 */
record StepTarget(long untilEpoch, long untilUpdate, CompletableFuture<Job> done) {

    /** A begun epoch that is finished is the first of them. */
    static StepTarget epochs(Position from, long count) {
        return new StepTarget(from.epoch() + count, Long.MAX_VALUE, new CompletableFuture<>());
    }

    /** @param updates of the run so far */
    static StepTarget batches(long updates, long count) {
        return new StepTarget(Long.MAX_VALUE, updates + count, new CompletableFuture<>());
    }

    /** The last update of an epoch is done once the epoch's losses are known. */
    boolean isDone(TrainingSession session) {
        Position at = session.position();
        return at.epoch() >= untilEpoch || (updatesLeft(session) == 0 && at.batch() < at.batches());
    }

    long updatesLeft(TrainingSession session) {
        return untilUpdate == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, untilUpdate - session.updates());
    }
}
