package org.nnplayground.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Mono;

/** Asks the queue for the holder of a job, and remembers the answer for a second. */
final class CachedJobHolders implements JobHolders {

    private static final Duration EXPIRY = Duration.ofSeconds(1);
    private static final int MAX_JOBS = 100_000;

    private final JobQueue queue;
    private final JobStore store;
    private final Node node;
    private final Function<Node, Mono<Void>> losses;
    private final Cache<String, Node> holders =
            Caffeine.newBuilder().maximumSize(MAX_JOBS).expireAfterWrite(EXPIRY).build();

    /**
     * @param node this process
     * @param losses as {@link #loss}
     */
    CachedJobHolders(JobQueue queue, JobStore store, Node node, Function<Node, Mono<Void>> losses) {
        this.queue = queue;
        this.store = store;
        this.node = node;
        this.losses = losses;
    }

    @Override
    public boolean isHere(String job) {
        return store.isOpen(job);
    }

    @Override
    public Mono<Node> elsewhere(String job) {
        return Mono.defer(() -> isHere(job)
                ? Mono.empty()
                : Mono.justOrEmpty(holders.getIfPresent(job))
                        .switchIfEmpty(queue.holder(job)
                                .filter(holder -> !holder.id().equals(node.id()) && holder.address() != null)
                                .doOnNext(holder -> holders.put(job, holder))));
    }

    @Override
    public Mono<Void> loss(Node holder) {
        return losses.apply(holder);
    }

    @Override
    public void forget(String job) {
        holders.invalidate(job);
    }
}
