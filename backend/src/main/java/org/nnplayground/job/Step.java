package org.nnplayground.job;

import java.util.concurrent.CompletableFuture;
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

    static Step batches(Position from, long count) {
        return new Step(Long.MAX_VALUE, updates(from) + count, new CompletableFuture<>());
    }

    /** The last update of an epoch is done once the epoch's losses are known. */
    boolean isDone(Position at) {
        return at.epoch() >= untilEpoch || (updates(at) >= untilUpdate && at.batch() < at.batches());
    }

    long updatesLeft(Position at) {
        return untilUpdate == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, untilUpdate - updates(at));
    }

    private static long updates(Position at) {
        return at.epoch() * at.batches() + at.batch();
    }
}
