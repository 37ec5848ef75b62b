package org.nnplayground.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.trainer.schedule.TrainerThreads;

/** The groups of trainings that are trained together in this process. Thread-safe. */
final class TrainingGroups {

    private final Function<Object, SessionGroup> engine;
    private final TrainerThreads threads;
    private final Map<GroupKey, List<TrainingGroup>> groups = new HashMap<>();

    /** @param engine makes the engine's group of a session key */
    TrainingGroups(Function<Object, SessionGroup> engine, TrainerThreads threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /** Adds a job to a group that has room. */
    synchronized TrainingGroup join(GroupKey key, OpenJob job) {
        List<TrainingGroup> ofKey = groups.computeIfAbsent(key, k -> new ArrayList<>());
        TrainingGroup group = ofKey.stream()
                .filter(TrainingGroup::hasRoom)
                .findFirst()
                .orElseGet(() -> {
                    var created = new TrainingGroup(key, engine.apply(key.sessionKey()), this);
                    ofKey.add(created);
                    return created;
                });
        if (group.add(job)) {
            threads.wake(group);
        }
        return group;
    }

    void wake(TrainingGroup group) {
        threads.wake(group);
    }

    /** @return whether the group had no members and is closed */
    synchronized boolean closeIfEmpty(TrainingGroup group) {
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

    /** Number of groups. */
    synchronized int size() {
        return groups.values().stream().mapToInt(List::size).sum();
    }
}
