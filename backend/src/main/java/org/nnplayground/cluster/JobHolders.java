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

    /**
     * Completes when a process has lost its jobs because it did not renew its lease. It may still believe that it holds
     * them, and answer requests about them, if only its connection to the database is broken.
     */
    Mono<Void> loss(Node holder);

    /** Drops the remembered holder of a job, because that process has refused a request or is not reachable. */
    void forget(String job);
}
