package org.nnplayground.cluster;

import reactor.core.publisher.Mono;

/** Finds the process that holds a job, because only that process can answer requests about it. Thread-safe. */
public interface JobHolders {

    /** Whether this process has the job open. */
    boolean isHere(String job);

    /**
     * The other process that holds a job; empty if this process or none does. The answer can be a second old.
     *
     * <p>Fails with a problem of type {@code STORE_UNAVAILABLE} while the database is unavailable.
     */
    Mono<Node> elsewhere(String job);

    /** Drops the remembered holder of a job, because that process has refused a request or is not reachable. */
    void forget(String job);
}
