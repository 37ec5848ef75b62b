package org.nnplayground.queue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands each waiting job to one trainer. A lease holds for the queue's term; a job whose trainer stops extending its
 * lease comes back, at the front of its line.
 *
 * <p>Nothing is done before somebody subscribes, and nothing blocks. While the queue cannot be reached, everything
 * fails with a problem of type {@code STORE_UNAVAILABLE}; it may then have been done all the same.
 */
public interface JobQueue {

    /** Puts a job at the end of a line; false where it waits already or is held, and nothing is done. */
    Mono<Boolean> add(String job, QueueName line);

    /** The next job of a line, held by this node for a term; empty where none waits. */
    Mono<Lease> claim(QueueName line);

    /**
     * Holds on to a job for another term from now; false where the lease is lost. A queue that has lost everything it
     * knew leaves its jobs to who holds them.
     */
    Mono<Boolean> renew(Lease lease);

    /** Gives a job back, to the front of its line; nothing where the lease is lost. */
    Mono<Void> requeue(Lease lease);

    /** The job has ended; nothing where the lease is lost. */
    Mono<Void> release(Lease lease);

    /** Takes a job that waits out of its line; false where it does not wait (any more). */
    Mono<Boolean> withdraw(String job);

    /** Jobs that wait. */
    Mono<Integer> length(QueueName line);

    /** Jobs of a line that wait or are held. */
    Mono<Integer> size(QueueName line);

    /** Jobs in front of a waiting one; empty where it does not wait. */
    Mono<Integer> position(String job);

    /** The node that holds a job; empty where none does. */
    Mono<Node> holder(String job);

    /**
     * The lines in which a job may wait that did not wait before, whichever node has added it. Multicast; nothing is
     * replayed. It never fails.
     */
    Flux<QueueName> arrivals();
}
