package org.nnplayground.job;

import java.util.concurrent.CompletableFuture;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.store.Job;

/**
 * Where a step leads to, and who waits for it.
 *
 * @param untilEpoch completed epochs, or {@link Long#MAX_VALUE}
 * @param untilUpdate updates of the run, or {@link Long#MAX_VALUE}
 */
record Step(long untilEpoch, long untilUpdate, CompletableFuture<Job> done) {

    /** A begun epoch that is finished is the first of them. */
    static Step epochs(Position from, long count) {
        return new Step(from.epoch() + count, Long.MAX_VALUE, new CompletableFuture<>());
    }

    /** @param updates of the run so far */
    static Step batches(long updates, long count) {
        return new Step(Long.MAX_VALUE, updates + count, new CompletableFuture<>());
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
