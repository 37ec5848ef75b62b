package org.nnplayground.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.nnplayground.cluster.Node;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives each waiting job to one node. Every job in the store that has not ended and that no node holds is waiting, in
 * the order of {@link Turns}. A postponed job waits from its time on.
 *
 * <p>Methods do nothing before their result is subscribed to, and never block. While the queue is unavailable, they
 * fail with a problem of type {@code STORE_UNAVAILABLE}; the change may still have been made.
 */
public interface JobQueue {

    /** Takes the next jobs of a queue, at most {@code limit}; this node holds them from now on. Empty if none waits. */
    Flux<Lease> claim(QueueName queue, int limit);

    /** Takes a certain job that waits or is postponed; this node holds it from now on. Empty if there is none. */
    Mono<Lease> claim(String job);

    /**
     * Returns a job to its old position after an orderly end here: earlier claims no longer count. Does nothing if this
     * node no longer holds it under this lease.
     */
    Mono<Void> requeue(Lease lease);

    /** Returns a job that was not begun: this claim does not count, earlier ones do. Else as {@link #requeue}. */
    Mono<Void> unclaim(Lease lease);

    /**
     * As {@link #requeue}, but the job's next turn is {@link Turns#afterYield}: a job of another caller comes first.
     */
    Mono<Void> yield(Lease lease);

    /**
     * As {@link #requeue}, but the job is postponed: it does not wait before this time has passed, and then its turn is
     * that of a new job.
     */
    Mono<Void> postpone(Lease lease, Duration time);

    /** This node's leases, by job id. */
    Mono<Map<String, Lease>> leases();

    /** Number of waiting and postponed jobs of a queue. */
    Mono<Integer> countWaiting(QueueName queue);

    /** Number of jobs of a queue that wait, are postponed or are held. */
    Mono<Integer> countAll(QueueName queue);

    /** The callers of the waiting jobs of a queue; jobs without caller count as those of the caller "". */
    Mono<Set<String>> waitingCallers(QueueName queue);

    /** Number of jobs in front of a waiting job; empty if it does not wait. */
    Mono<Integer> position(String job);

    /** The node that holds a job; empty if none does that is alive. */
    Mono<Node> holder(String job);
}
