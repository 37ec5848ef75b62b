package org.nnplayground.past;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.JournalEntry.Retuned;

/**
 * States on the way of earlier replays, from which a later replay begins: without them an optimizer with a state would
 * make every step backward as long as the whole way. In memory only, at most {@link #STATES_PER_JOB} of a job and
 * {@link #MAX_BYTES} together. Thread-safe.
 */
final class PastStates {

    static final int STATES_PER_JOB = 64;

    /** Number of states that are kept however close they are. */
    private static final int NEWEST = 16;

    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final long BASE_BYTES = 256;

    /** Parameters and two moments of each. */
    private static final long MAX_COPIES = 3;

    private static final Duration EXPIRY = Duration.ofMinutes(10);

    /** A part of a run without changes of the parameters. */
    private record Part(int run, long begunNumber, long startNumber) {

        static Part of(Replay replay) {
            return new Part(replay.begun().run(), replay.begun().number(), replay.startNumber());
        }
    }

    /**
     * @param changes of the settings before the state
     * @param number increases with each state of the job
     */
    private record State(Checkpoint checkpoint, List<Retuned> changes, long number) {}

    /** The states of one job, of the part that was asked for last. */
    private record JobStates(Part part, long added, NavigableMap<Long, State> byEpoch) {

        /**
         * Without the state, other than the newest ones, whose absence makes the smallest gap: so the states are spread
         * over the whole way, with some more where it was trained last.
         */
        JobStates thinned() {
            long best = -1;
            long smallest = Long.MAX_VALUE;
            for (Map.Entry<Long, State> entry : byEpoch.entrySet()) {
                Long before = byEpoch.lowerKey(entry.getKey());
                Long after = byEpoch.higherKey(entry.getKey());
                long gap = (after == null ? Long.MAX_VALUE / 2 : after) - (before == null ? 0 : before);
                if (entry.getValue().number <= added - NEWEST && gap < smallest) {
                    smallest = gap;
                    best = entry.getKey();
                }
            }
            byEpoch.remove(best);
            return this;
        }

        int bytes() {
            return (int) byEpoch.values().stream()
                    .mapToLong(state -> BASE_BYTES + Float.BYTES * state.checkpoint.size())
                    .sum();
        }
    }

    private final Cache<String, JobStates> jobs = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String job, JobStates states) -> states.bytes())
            .expireAfterAccess(EXPIRY)
            .build();

    /** Whether the states of a network with its optimizer are small enough. */
    static boolean areSmall(TrainingSpec spec) {
        return MAX_COPIES * Float.BYTES * spec.parameters() <= MAX_BYTES / STATES_PER_JOB;
    }

    /**
     * Adds the state of a replay between two epochs, before changes that take effect there. A state with a change that
     * was made within the epoch before is not added, because a replay from it would miss that the rate was set again.
     */
    void add(String job, Replay replay, Checkpoint state) {
        if (replay.changes().stream().anyMatch(change -> change.effectiveEpoch() == state.epoch())) {
            return;
        }
        Part part = Part.of(replay);
        jobs.asMap().compute(job, (id, before) -> {
            JobStates present =
                    before != null && before.part.equals(part) ? before : new JobStates(part, 0, new TreeMap<>());
            var byEpoch = new TreeMap<>(present.byEpoch);
            long added = present.added + 1;
            byEpoch.put(state.epoch(), new State(state.withoutBest(), before(replay, state.epoch()), added));
            var states = new JobStates(part, added, byEpoch);
            return byEpoch.size() > STATES_PER_JOB ? states.thinned() : states;
        });
    }

    /** The replay from the nearest state on its way; the same replay if there is none. */
    Replay nearest(String job, Replay replay) {
        JobStates states = jobs.getIfPresent(job);
        if (states == null || !states.part.equals(Part.of(replay))) {
            return replay;
        }
        for (Map.Entry<Long, State> entry :
                states.byEpoch.headMap(replay.epoch(), true).descendingMap().entrySet()) {
            long epoch = entry.getKey();
            if (epoch <= replay.startEpoch()) {
                return replay;
            }
            if (entry.getValue().changes.equals(before(replay, epoch))) {
                return replay.from(entry.getValue().checkpoint);
            }
        }
        return replay;
    }

    private static List<Retuned> before(Replay replay, long epoch) {
        return replay.changes().stream()
                .filter(change -> change.epoch() < epoch)
                .toList();
    }

    void forget(String job) {
        jobs.invalidate(job);
    }
}
