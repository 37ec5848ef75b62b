package org.nnplayground.past;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry;
import org.nnplayground.store.JournalEntry.Cause;
import org.nnplayground.store.JournalEntry.Restarted;
import org.nnplayground.store.JournalEntry.Retuned;
import org.nnplayground.store.JournalEntry.RunBegun;
import org.nnplayground.store.JournalEntry.RunEnded;

/**
 * How to compute an epoch of a run again.
 *
 * @param begun the beginning of the run
 * @param epoch that is asked for
 * @param spec with the settings at the start
 * @param startNumber of the last entry that is part of the start
 * @param start the state to begin at; null for untrained
 * @param changes of the settings on the way, in order; all of them come before the epoch is reached
 */
record Replay(
        RunBegun begun,
        long epoch,
        TrainingSpec spec,
        long startNumber,
        @Nullable Checkpoint start,
        List<Retuned> changes) {

    Replay {
        changes = List.copyOf(changes);
    }

    /**
     * The replay of an epoch; empty if the journal lacks what is needed.
     *
     * @param entries of the run, the first of them its beginning
     */
    static Optional<Replay> of(List<JournalEntry> entries, long epoch) {
        if (!(entries.getFirst() instanceof RunBegun begun) || epoch < begun.fromEpoch()) {
            return Optional.empty();
        }
        var replay = new Replay(begun, epoch, begun.spec(), begun.number(), null, List.of());
        boolean isKnown = true;
        for (JournalEntry entry : entries) {
            switch (entry) {
                case Retuned change when change.effectiveEpoch() <= epoch -> replay = replay.with(change);
                case Restarted at
                when at.epoch() < epoch || (at.epoch() == epoch && at.batch() == 0) -> {
                    if (at.epoch() < epoch || at.cause() != Cause.RESTORED_BEST) {
                        replay = replay.from(at);
                        isKnown = at.state() != null;
                    }
                }
                case RunBegun _ -> {}
                case Retuned _, Restarted _, RunEnded _ -> {
                    return isKnown ? Optional.of(replay.untilTheEpoch()) : Optional.empty();
                }
            }
        }
        return isKnown ? Optional.of(replay.untilTheEpoch()) : Optional.empty();
    }

    /** Without the last changes if they came when the epoch was shown already. */
    private Replay untilTheEpoch() {
        return new Replay(
                begun,
                epoch,
                spec,
                startNumber,
                start,
                changes.stream().filter(change -> !isAtEpoch(change)).toList());
    }

    private boolean isAtEpoch(Retuned change) {
        return change.epoch() == epoch && change.batch() == 0;
    }

    private Replay with(Retuned change) {
        var all = new ArrayList<Retuned>(changes);
        all.add(change);
        return new Replay(begun, epoch, spec, startNumber, start, all);
    }

    private Replay from(Restarted at) {
        return new Replay(begun, epoch, specAtEnd(), at.number(), at.state(), List.of());
    }

    /** The spec with the settings at the epoch. */
    TrainingSpec specAtEnd() {
        TrainingSpec present = spec;
        for (Retuned change : changes) {
            present = Journal.applied(change.settings(), present);
        }
        return present;
    }

    long startEpoch() {
        return start == null ? 0 : start.epoch();
    }

    /** The replay that begins at a later state, between two epochs. To set the same settings again changes nothing. */
    Replay from(Checkpoint later) {
        TrainingSpec present = spec;
        long number = startNumber;
        int applied = 0;
        for (Retuned change : changes) {
            if (change.epoch() < later.epoch()) {
                present = Journal.applied(change.settings(), present);
                number = change.number();
                applied++;
            }
        }
        return new Replay(begun, epoch, present, number, later, changes.subList(applied, changes.size()));
    }

    /** Whether parameters and epoch are all that a training needs to continue. */
    boolean isStateless() {
        return spec.training().optimizer() instanceof Optimizer.Sgd sgd
                && sgd.momentum() == 0
                && !spec.training().schedule().followsLosses()
                && !spec.isRbm();
    }
}
