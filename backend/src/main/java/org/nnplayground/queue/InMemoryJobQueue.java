package org.nnplayground.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/** The queue of a single process. Thread-safe. */
public final class InMemoryJobQueue implements JobQueue {

    /** Maximum time that a thread waits for another one that emits an arrival. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private final Node node;
    private final Duration term;
    private final LongSupplier nanoTime;
    private final Map<QueueName, Deque<String>> queues = new EnumMap<>(QueueName.class);
    private final Map<String, Held> held = new HashMap<>();
    private final Sinks.Many<QueueName> arrivals = Sinks.many().multicast().directBestEffort();
    private long leases;

    private record Held(Lease lease, long until) {}

    /**
     * @param node this process, the holder of all leases
     * @param term of a lease
     */
    public InMemoryJobQueue(Node node, Duration term) {
        this(node, term, System::nanoTime);
    }

    public InMemoryJobQueue(Node node, Duration term, LongSupplier nanoTime) {
        this.node = node;
        this.term = term;
        this.nanoTime = nanoTime;
    }

    @Override
    public Mono<Boolean> add(String job, QueueName queue) {
        return locked(() -> {
                    boolean isNew = !held.containsKey(job)
                            && queues.values().stream().noneMatch(waiting -> waiting.contains(job));
                    if (isNew) {
                        waitingIn(queue).addLast(job);
                    }
                    return isNew;
                })
                .doOnNext(isNew -> {
                    if (isNew) {
                        arrivals.emitNext(queue, EmitFailureHandler.busyLooping(LOCK_TIMEOUT));
                    }
                });
    }

    @Override
    public Mono<Lease> claim(QueueName queue) {
        return locked(() -> {
                    requeueExpired();
                    return Optional.ofNullable(waitingIn(queue).pollFirst()).map(job -> {
                        var lease = new Lease(job, queue, ++leases);
                        hold(lease);
                        return lease;
                    });
                })
                .flatMap(Mono::justOrEmpty);
    }

    private void hold(Lease lease) {
        held.put(lease.job(), new Held(lease, nanoTime.getAsLong() + term.toNanos()));
    }

    private void requeueExpired() {
        long now = nanoTime.getAsLong();
        for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
            Held lost = all.next();
            if (now - lost.until > 0) {
                all.remove();
                waitingIn(lost.lease.queue()).addFirst(lost.lease.job());
            }
        }
    }

    private boolean holds(Lease lease) {
        Held present = held.get(lease.job());
        return present != null && present.lease.number() == lease.number();
    }

    @Override
    public Mono<Boolean> renew(Lease lease) {
        return locked(() -> {
            boolean holds = holds(lease);
            if (holds) {
                hold(lease);
            }
            return holds;
        });
    }

    @Override
    public Mono<Void> requeue(Lease lease) {
        return locked(() -> {
                    if (holds(lease)) {
                        held.remove(lease.job());
                        waitingIn(lease.queue()).addFirst(lease.job());
                    }
                    return lease;
                })
                .then();
    }

    @Override
    public Mono<Void> release(Lease lease) {
        return locked(() -> {
                    if (holds(lease)) {
                        held.remove(lease.job());
                    }
                    return lease;
                })
                .then();
    }

    @Override
    public Mono<Boolean> remove(String job) {
        return locked(() -> queues.values().stream().anyMatch(waiting -> waiting.remove(job)));
    }

    @Override
    public Mono<Integer> countWaiting(QueueName queue) {
        return locked(() -> waitingIn(queue).size());
    }

    @Override
    public Mono<Integer> countAll(QueueName queue) {
        return locked(() -> waitingIn(queue).size()
                + (int) held.values().stream()
                        .filter(of -> of.lease.queue() == queue)
                        .count());
    }

    @Override
    public Mono<Integer> position(String job) {
        return locked(() -> queues.values().stream()
                        .filter(waiting -> waiting.contains(job))
                        .findFirst()
                        .map(waiting -> (int) waiting.stream()
                                .takeWhile(other -> !other.equals(job))
                                .count()))
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Node> holder(String job) {
        return locked(() -> held.containsKey(job)).mapNotNull(isHeld -> isHeld ? node : null);
    }

    @Override
    public Flux<QueueName> arrivals() {
        return arrivals.asFlux();
    }

    private Deque<String> waitingIn(QueueName queue) {
        return queues.computeIfAbsent(queue, none -> new ArrayDeque<>());
    }

    private <T> Mono<T> locked(Supplier<T> work) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }
}
