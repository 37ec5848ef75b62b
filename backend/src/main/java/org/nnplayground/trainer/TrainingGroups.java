package org.nnplayground.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.trainer.schedule.TrainerThreads;

/** The groups of trainings that are trained together in this process. Thread-safe. */
final class TrainingGroups {

    /** From this number of jobs of one shape, these jobs share no group with others. */
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
     * Adds a job to a group that has room. Many jobs of one shape are in groups of that shape alone, because their
     * program is smaller than that of a whole family; a few of several shapes are together.
     *
     * @param network as {@link org.nnplayground.engine.SessionShape#shape} of its session
     */
    synchronized TrainingGroup join(GroupKey key, Object network, OpenJob job) {
        List<TrainingGroup> ofKey = groups.computeIfAbsent(key, k -> new ArrayList<>());
        TrainingGroup group = firstWithRoom(ofKey, with -> with.isOnly(network))
                .or(() -> firstWithRoom(ofKey, with -> accepts(with, network)))
                .orElse(null);
        if (group == null) {
            group = new TrainingGroup(key, engine.apply(key.family()), this);
            ofKey.add(group);
        }
        if (group.add(job, network)) {
            threads.wake(group);
        }
        return group;
    }

    private static Optional<TrainingGroup> firstWithRoom(
            List<TrainingGroup> groups, Predicate<TrainingGroup> condition) {
        return groups.stream()
                .filter(group -> group.hasRoom() && condition.test(group))
                .findFirst();
    }

    /** Whether neither the members nor the jobs of the new one's shape are so many that they need their own group. */
    private static boolean accepts(TrainingGroup group, Object network) {
        return group.count(network) < MANY && !group.hasOneShape(MANY);
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
