package org.nnplayground.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps jobs, the losses of their epochs and their latest checkpoints. All that is asked of an unknown job is empty,
 * and what is written about one is forgotten, so that a deletion wins over a trainer that has not heard of it.
 */
public interface JobStore {

    /** Keeps a new job, with an empty history. */
    Mono<Void> insert(Job job);

    /** Replaces a job that is kept already. */
    Mono<Void> update(Job job);

    Mono<Job> find(String id);

    /** Forgets the job and everything about it; true if there was one. */
    Mono<Boolean> delete(String id);

    /** Jobs of an owner, newest first. */
    Flux<Job> list(Query query);

    /** Jobs whose time of removal has come. */
    Flux<Job> expired(Instant now);

    /**
     * Adds losses to the history; those of a new run drop the earlier run's.
     *
     * @param fromEpoch one after the last epoch kept of the run, or 0
     */
    Mono<Void> append(String id, int run, long fromEpoch, Losses[] losses);

    /**
     * A piece of the present run's history.
     *
     * @param after the last epoch that is known already, -1 for none
     * @param limit at least 1
     */
    Mono<History> history(String id, long after, int limit);

    /** Keeps where the training stands, in place of what was kept before. */
    Mono<Void> keep(String id, Checkpoint checkpoint);

    Mono<Checkpoint> checkpoint(String id);

    /**
     * @param after the id of the last job that is known already, null to begin with the newest
     * @param limit at least 1
     * @param state only those in this state, null for all
     * @param labels only those that have each of these
     */
    record Query(
            String owner,
            @Nullable String after,
            int limit,
            @Nullable JobState state,
            Map<String, String> labels) {}
}
