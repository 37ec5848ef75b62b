package org.nnplayground.cluster;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The processes of the service. A process is alive for a lease, which it renews; the database's clock decides. The jobs
 * of a process that is no longer alive return to the queue.
 *
 * <p>All methods fail with a problem of type {@code STORE_UNAVAILABLE} while the database is unavailable.
 */
public interface NodeRegistry {

    /**
     * Registers this process. Processes that must have ended are removed, and their jobs return to the queue at once:
     * those with the same address, or all, if no other process can use the database.
     */
    Mono<Void> register();

    /**
     * Extends the lease of this process to its full length. If it had not expired, the jobs of processes whose lease
     * has expired return to the queue; after an outage of the database, the others can renew their leases first.
     */
    Mono<Void> renew();

    /** Removes this process. */
    Mono<Void> remove();

    /**
     * The ids of all registered processes. A process whose lease has expired is one of them until its jobs have
     * returned to the queue.
     */
    Flux<String> registered();

    /** Number of processes with the web role that are alive. */
    Mono<Integer> countWebNodes();
}
