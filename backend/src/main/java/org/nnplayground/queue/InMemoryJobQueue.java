package org.nnplayground.queue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nnplayground.cluster.Node;
import org.nnplayground.job.Job;
import org.nnplayground.store.InMemoryJobStore;
import reactor.core.publisher.Mono;

/** The queue of the jobs in an {@link InMemoryJobStore}. Thread-safe. */
public final class InMemoryJobQueue implements JobQueue {

    private final InMemoryJobStore store;
    private final Node node;
    private final Map<String, Lease> held = new HashMap<>();
    private long leases;

    /** @param node this process, the holder of all leases */
    public InMemoryJobQueue(InMemoryJobStore store, Node node) {
        this.store = store;
        this.node = node;
    }

    @Override
    public Mono<Lease> claim(QueueName queue) {
        return locked(() -> waiting(queue).findFirst().map(this::hold)).flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Lease> claim(String job) {
        return locked(() -> waiting()
                        .filter(one -> one.id().equals(job))
                        .findFirst()
                        .map(this::hold))
                .flatMap(Mono::justOrEmpty);
    }

    private Lease hold(Job job) {
        var lease = new Lease(job.id(), QueueName.of(job), ++leases, 1);
        held.put(job.id(), lease);
        return lease;
    }

    @Override
    public Mono<Void> requeue(Lease lease) {
        return locked(() -> held.remove(lease.job(), lease)).then();
    }

    @Override
    public Mono<Void> unclaim(Lease lease) {
        return requeue(lease);
    }

    @Override
    public Mono<Map<String, Long>> leases() {
        return locked(() -> {
            var numbers = new HashMap<String, Long>();
            unfinished().map(job -> held.get(job.id())).forEach(lease -> {
                if (lease != null) {
                    numbers.put(lease.job(), lease.number());
                }
            });
            held.keySet().retainAll(numbers.keySet());
            return numbers;
        });
    }

    @Override
    public Mono<Integer> countWaiting(QueueName queue) {
        return locked(() -> (int) waiting(queue).count());
    }

    @Override
    public Mono<Integer> countAll(QueueName queue) {
        return locked(() ->
                (int) unfinished().filter(job -> QueueName.of(job) == queue).count());
    }

    @Override
    public Mono<Integer> position(String job) {
        return locked(() -> waiting()
                        .filter(one -> one.id().equals(job))
                        .findFirst()
                        .map(found -> (int) waiting(QueueName.of(found))
                                .takeWhile(other -> !other.id().equals(job))
                                .count()))
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Node> holder(String job) {
        return locked(() -> Optional.ofNullable(held.get(job))
                        .flatMap(lease -> unfinished()
                                .filter(one -> one.id().equals(job))
                                .findFirst()
                                .map(found -> node)))
                .flatMap(Mono::justOrEmpty);
    }

    private Stream<Job> waiting(QueueName queue) {
        return waiting().filter(job -> QueueName.of(job) == queue);
    }

    private Stream<Job> waiting() {
        return unfinished().filter(job -> !held.containsKey(job.id()));
    }

    private Stream<Job> unfinished() {
        return store.unfinishedJobs().stream();
    }

    private <T> Mono<T> locked(Supplier<T> work) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }
}
