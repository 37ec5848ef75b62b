package org.nnplayground.trainer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs that are open in this process, by id. Thread-safe. */
public final class OpenJobs {

    private final Map<String, OpenJob> open = new ConcurrentHashMap<>();

    void add(OpenJob job) {
        open.put(job.job().id(), job);
    }

    /** @return whether the job was open */
    boolean remove(OpenJob job) {
        return open.remove(job.job().id(), job);
    }

    Optional<OpenJob> find(String job) {
        return Optional.ofNullable(open.get(job));
    }

    boolean contains(OpenJob job) {
        return open.containsValue(job);
    }

    Collection<OpenJob> all() {
        return List.copyOf(open.values());
    }
}
