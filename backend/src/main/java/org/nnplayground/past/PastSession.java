package org.nnplayground.past;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.job.Job;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry.Retuned;

/** A session that trains a part of a run again. Used by one thread at a time, within turns. */
final class PastSession implements AutoCloseable {

    private final TrainingSession session;
    private final Reservation memory;
    private final int run;
    private final long runNumber;

    /** The job with the spec that is in force, or will be at the next epoch. */
    private Job job;

    /** Number of the last entry of the journal that has been applied. */
    private long applied;

    /** Of the last epoch that was trained again; null before. */
    private @Nullable Losses losses;

    /** Nanoseconds of training since the last state was taken. */
    private long trained;

    /** @param job with the spec and the arithmetic of the session */
    PastSession(Job job, Replay replay, TrainingSession session, Reservation memory) {
        this.job = job;
        this.run = replay.begun().run();
        this.runNumber = replay.begun().number();
        this.applied = replay.startNumber();
        this.session = session;
        this.memory = memory;
    }

    Job job() {
        return job;
    }

    TrainingSession session() {
        return session;
    }

    @Nullable
    Losses losses() {
        return losses;
    }

    long epoch() {
        return session.position().epoch();
    }

    /** Whether this session comes to the epoch of a replay if it goes on, and a new one would begin earlier. */
    boolean canGoOnWith(Replay replay) {
        Position at = session.position();
        boolean isBefore = at.epoch() < replay.epoch() || (at.epoch() == replay.epoch() && at.batch() == 0);
        boolean missesNothing = replay.changes().stream()
                .allMatch(change -> change.number() <= applied || change.effectiveEpoch() >= at.epoch());
        boolean isOnTheWay = applied == replay.startNumber()
                || replay.changes().stream().anyMatch(change -> change.number() == applied);
        return run == replay.begun().run()
                && runNumber == replay.begun().number()
                && isOnTheWay
                && missesNothing
                && isBefore
                && at.epoch() >= replay.startEpoch();
    }

    /**
     * Goes on for one slice.
     *
     * @return whether the epoch is reached
     * @throws org.nnplayground.problem.PlaygroundException if the training diverges
     */
    boolean advance(Replay replay, long nanoseconds) {
        long until = replay.epoch();
        for (Retuned change : replay.changes()) {
            if (change.number() > applied) {
                if (change.effectiveEpoch() > epoch() || isWithinEpoch()) {
                    until = change.effectiveEpoch();
                    break;
                }
                apply(change);
            }
        }
        if (until > epoch() || isWithinEpoch()) {
            train(until, nanoseconds);
        }
        List<Retuned> changes = replay.changes();
        return epoch() == replay.epoch()
                && !isWithinEpoch()
                && (changes.isEmpty() || changes.getLast().number() <= applied);
    }

    private boolean isWithinEpoch() {
        return session.position().batch() > 0;
    }

    private void apply(Retuned change) {
        job = job.with(Journal.applied(change.settings(), job.spec()));
        session.retune(job.spec().training(), change.settings().learningRate() != null);
        applied = change.number();
    }

    private void train(long until, long nanoseconds) {
        long start = System.nanoTime();
        Advance advance = session.advance(new Slice(until, nanoseconds));
        trained += System.nanoTime() - start;
        if (advance.divergence() != null) {
            throw PastEpochs.differs(until);
        }
        if (advance.losses().length > 0) {
            losses = advance.losses()[advance.losses().length - 1];
        }
    }

    /** The present state if it is between two epochs and came after at least so much training; else null. */
    @Nullable
    Checkpoint stateAfter(long nanoseconds) {
        if (trained < nanoseconds || trained == 0 || isWithinEpoch() || session.pretraining() != null) {
            return null;
        }
        trained = 0;
        return session.checkpoint();
    }

    @Override
    public void close() {
        session.close();
        memory.close();
    }
}
