package org.nnplayground.sweep;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores sweeps, without their jobs. All methods fail with a problem of type {@code STORE_UNAVAILABLE} while the store
 * cannot be read or written.
 */
public interface SweepStore {

    /** The jobs of a sweep. */
    record Members(String sweep, List<String> jobs, Instant createdAt) {}

    Mono<Void> insert(Sweep sweep);

    Mono<Sweep> find(String id);

    /** Sweeps that have not finished, the oldest first. */
    Flux<Members> unfinished();

    /**
     * Stores that a sweep has finished.
     *
     * @return false if that was stored before, or the sweep was deleted
     */
    Mono<Boolean> finish(String id, Instant finishedAt, Instant expiresAt);

    /** Ids of sweeps whose expiry has passed. */
    Flux<String> expired(Instant now);

    /** Deletes a sweep, and nothing of its jobs; true if there was one. */
    Mono<Boolean> delete(String id);
}
