package org.nnplayground.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.trainer.schedule.TrainerThreads;

/** The groups of trainings that are trained together in this process. Thread-safe. */
final class TrainingGroups {

    /** Number of jobs of one shape in a group of several shapes, above which more of them get a group of their own. */
    private static final int MANY = 48;

    private final Function<Object, SessionGroup> engine;
    private final TrainerThreads threads;
    private final Map<GroupKey, List<TrainingGroup>> groups = new HashMap<>();

    /** @param engine makes the engine's group of a family */
    TrainingGroups(Function<Object, SessionGroup> engine, TrainerThreads threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /**
     * Adds a job to a group that has room. Many jobs of one shape get groups of their own, because their program is
     * smaller than that of a whole family.
     *
     * @param network as {@link org.nnplayground.engine.SessionShape#shape} of its session
     */
    synchronized TrainingGroup join(GroupKey key, Object network, OpenJob job) {
        List<TrainingGroup> ofKey = groups.computeIfAbsent(key, k -> new ArrayList<>());
        TrainingGroup group = firstWithRoom(ofKey, network);
        if (group == null) {
            boolean many = ofKey.stream().anyMatch(mixed -> mixed.count(network) >= MANY);
            group = many ? null : firstWithRoom(ofKey, null);
            if (group == null) {
                group = new TrainingGroup(key, many ? network : null, engine.apply(key.family()), this);
                ofKey.add(group);
            }
        }
        if (group.add(job, network)) {
            threads.wake(group);
        }
        return group;
    }

    private static @Nullable TrainingGroup firstWithRoom(List<TrainingGroup> groups, @Nullable Object shape) {
        return groups.stream()
                .filter(group -> Objects.equals(group.shape(), shape) && group.hasRoom())
                .findFirst()
                .orElse(null);
    }

    void wake(TrainingGroup group) {
        threads.wake(group);
    }

    /** @return whether the group had no members and was removed; the caller closes it */
    synchronized boolean removeIfEmpty(TrainingGroup group) {
        if (!group.isEmpty()) {
            return false;
        }
        List<TrainingGroup> ofKey = groups.getOrDefault(group.key(), new ArrayList<>());
        ofKey.remove(group);
        if (ofKey.isEmpty()) {
            groups.remove(group.key());
        }
        return true;
    }

    /** Frees the memory of all groups, after the last turn. */
    synchronized void close() {
        groups.values().forEach(ofKey -> ofKey.forEach(TrainingGroup::close));
        groups.clear();
    }
}
