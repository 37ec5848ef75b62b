package org.nnplayground.queue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives each waiting job to one trainer. A lease is valid for the queue's term. If a trainer stops renewing a lease,
 * the job returns to the front of its queue.
 *
 * <p>Methods do nothing before their result is subscribed to, and never block. While the queue is unavailable, they
 * fail with a problem of type {@code STORE_UNAVAILABLE}; the change may still have been made.
 */
public interface JobQueue {

    /** Adds a job at the end of a queue; false if it already waits or is held, so that nothing is done. */
    Mono<Boolean> add(String job, QueueName queue);

    /** Takes the next job of a queue; this node holds it for a term. Empty if none waits. */
    Mono<Lease> claim(QueueName queue);

    /**
     * Extends a lease to a full term from now; false if the lease is lost. A queue that has lost its data accepts the
     * leases of the present holders.
     */
    Mono<Boolean> renew(Lease lease);

    /** Returns a job to the front of its queue; does nothing if the lease is lost. */
    Mono<Void> requeue(Lease lease);

    /** Removes a job that has ended; does nothing if the lease is lost. */
    Mono<Void> release(Lease lease);

    /** Removes a waiting job from its queue; false if it does not wait. */
    Mono<Boolean> remove(String job);

    /** Number of waiting jobs of a queue. */
    Mono<Integer> countWaiting(QueueName queue);

    /** Number of jobs of a queue that wait or are held. */
    Mono<Integer> countAll(QueueName queue);

    /** Number of jobs in front of a waiting job; empty if it does not wait. */
    Mono<Integer> position(String job);

    /** The node that holds a job; empty if none does. */
    Mono<Node> holder(String job);

    /** Emits a queue when a node has added a job to it or returned one. Multicast, without replay; never fails. */
    Flux<QueueName> arrivals();
}
