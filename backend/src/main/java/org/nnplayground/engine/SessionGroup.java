package org.nnplayground.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Slice;

/**
 * Advances sessions of one {@link SessionShape#family} together, which costs much less than one after the other. The
 * results of each are those that it would have alone. Calls must not overlap, and no other thread may use the sessions
 * meanwhile.
 */
public interface SessionGroup extends AutoCloseable {

    /** Maximum number of sessions in one call: more would make a call too long. */
    int capacity();

    /**
     * Advances the sessions by calls that train several of them, until their slices end or the longest of the slices'
     * durations has passed. A session may advance by fewer epochs than its slice allows, because most of the others
     * have fewer. One that cannot advance together with others, because it is within an epoch or its slice counts
     * updates, advances alone.
     *
     * @return one for each turn
     */
    List<Advance> advance(List<Turn> turns);

    /**
     * Evaluates outputs, inactive units and gradients of the sessions at once. The sessions keep the results until they
     * change, and so {@link TrainingSession#metrics} and {@link TrainingSession#gradientsOfTrainSet} cost little.
     */
    void inspect(List<TrainingSession> sessions);

    /** Frees what the group keeps of a session that does not come back. */
    void remove(TrainingSession session);

    /** Frees all native memory; the sessions stay open. */
    @Override
    void close();

    /**
     * @param slice as in {@link TrainingSession#advance}
     * @param view what a frame is going to show after the slice: it is evaluated for all sessions at once; null for
     *     nothing
     */
    record Turn(
            TrainingSession session, Slice slice, @Nullable View view) {}
}
