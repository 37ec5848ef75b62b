package org.nnplayground.sql;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.sql.WriteBatch.PathParameters;
import org.nnplayground.store.KeptEpoch;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.RunCheckpoint;

/** The parameter path of one open job, and how the path in the database differs from it. Not thread-safe. */
final class PathBuffer {

    private final Map<Long, PathParameters> added = new HashMap<>();
    private final Set<Long> removed = new HashSet<>();
    private KeptEpochs epochs;

    /** @param epochs as the database has them */
    PathBuffer(KeptEpochs epochs) {
        this.epochs = epochs;
    }

    /** Adds the parameters of a checkpoint that the path keeps; one of another run begins an empty path. */
    void add(RunCheckpoint latest) {
        Checkpoint checkpoint = latest.checkpoint();
        if (epochs.run() != latest.run()) {
            epochs = new KeptEpochs(latest.run(), checkpoint.parameters().length);
            clear();
        }
        long epoch = checkpoint.parametersOf();
        if (checkpoint.batch() == 0 && epochs.accepts(epoch)) {
            added.put(epoch, new PathParameters(epoch, latest.takenAt(), checkpoint.parameters()));
            removed.remove(epoch);
            for (long dropped : epochs.add(epoch, latest.takenAt())) {
                added.remove(dropped);
                removed.add(dropped);
            }
        }
    }

    List<KeptEpoch> entries() {
        return epochs.entries();
    }

    /** Parameters that the database does not have, by epoch. */
    List<PathParameters> added() {
        return added.values().stream()
                .sorted(Comparator.comparingLong(PathParameters::epoch))
                .toList();
    }

    /** Epochs whose parameters the database has to delete. */
    List<Long> removed() {
        return List.copyOf(removed);
    }

    /** The database has this now. */
    void written(WriteBatch batch) {
        for (PathParameters parameters : batch.parameters()) {
            added.remove(parameters.epoch(), parameters);
        }
        RunCheckpoint of = batch.state().checkpoint();
        if (of != null && of.run() == epochs.run()) {
            removed.removeAll(batch.removed());
        }
    }

    /** Whether the path in the database has the parameters of an epoch. */
    boolean isWritten(long epoch) {
        return epochs.contains(epoch) && !added.containsKey(epoch);
    }

    /** Parameters of an epoch that only this buffer has; null if there are none. */
    float @Nullable [] unwritten(long epoch) {
        PathParameters found = added.get(epoch);
        return found == null ? null : found.parameters();
    }

    /** Number of floats that the database does not have. */
    long unwrittenSize() {
        return added.values().stream()
                .mapToLong(entry -> entry.parameters().length)
                .sum();
    }

    void clear() {
        added.clear();
        removed.clear();
    }
}
