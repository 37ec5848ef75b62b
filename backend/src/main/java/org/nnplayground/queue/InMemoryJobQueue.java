package org.nnplayground.queue;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.cluster.Node;
import org.nnplayground.job.Job;
import org.nnplayground.store.InMemoryJobStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The queue of the jobs in an {@link InMemoryJobStore}. New jobs get their turns when the queue is next used, in the
 * order in which they were stored. Thread-safe.
 */
public final class InMemoryJobQueue implements JobQueue {

    private final InMemoryJobStore store;
    private final Node node;
    private final Turns turns;
    private final Map<String, Lease> held = new HashMap<>();
    private final Map<String, Double> turnOf = new HashMap<>();

    /** When postponed jobs begin to wait, as {@link System#nanoTime} values. */
    private final Map<String, Long> readyAt = new HashMap<>();

    /** The jobs that have not ended, oldest first; read anew by each call. */
    private List<Job> unfinished = List.of();

    private long leases;

    /** @param node this process, the holder of all leases */
    public InMemoryJobQueue(InMemoryJobStore store, Node node, Turns turns) {
        this.store = store;
        this.node = node;
        this.turns = turns;
    }

    @Override
    public Flux<Lease> claim(QueueName queue, int limit) {
        return locked(() -> {
                    wakePostponed(queue);
                    return waiting(queue).limit(limit).toList().stream()
                            .map(this::hold)
                            .toList();
                })
                .flatMapIterable(leases -> leases);
    }

    @Override
    public Mono<Lease> claim(String job) {
        return locked(() -> find(job).filter(one -> !held.containsKey(job)).map(this::hold))
                .flatMap(Mono::justOrEmpty);
    }

    private Lease hold(Job job) {
        var lease = new Lease(job.id(), QueueName.of(job), ++leases, 1);
        held.put(job.id(), lease);
        readyAt.remove(job.id());
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
    public Mono<Void> yield(Lease lease) {
        return locked(() -> {
                    boolean isHeld = lease.equals(held.get(lease.job()));
                    find(lease.job()).filter(job -> isHeld).ifPresent(job -> {
                        turnOf.put(job.id(), turnAfterYield(job));
                        held.remove(job.id());
                    });
                    return isHeld;
                })
                .then();
    }

    @Override
    public Mono<Void> postpone(Lease lease, Duration time) {
        return locked(() -> {
                    boolean isHeld = held.remove(lease.job(), lease);
                    if (isHeld) {
                        readyAt.put(lease.job(), System.nanoTime() + time.toNanos());
                    }
                    return isHeld;
                })
                .then();
    }

    @Override
    public Mono<Map<String, Lease>> leases() {
        return locked(() -> Map.copyOf(held));
    }

    @Override
    public Mono<Integer> countWaiting(QueueName queue) {
        return locked(
                () -> (int) in(queue).filter(job -> !held.containsKey(job.id())).count());
    }

    @Override
    public Mono<Integer> countAll(QueueName queue) {
        return locked(() -> (int) in(queue).count());
    }

    @Override
    public Mono<Set<String>> waitingCallers(QueueName queue) {
        return locked(() -> waiting(queue)
                .map(job -> Objects.requireNonNullElse(job.description().caller(), ""))
                .collect(Collectors.toSet()));
    }

    @Override
    public Mono<Integer> position(String job) {
        return locked(() -> find(job).filter(this::isWaiting).map(found -> (int) waiting(QueueName.of(found))
                        .takeWhile(other -> !other.id().equals(job))
                        .count()))
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Node> holder(String job) {
        return locked(() -> Optional.ofNullable(held.get(job)).map(lease -> node))
                .flatMap(Mono::justOrEmpty);
    }

    /** The waiting jobs of a queue, in the order in which they are claimed. */
    private Stream<Job> waiting(QueueName queue) {
        // The sort is stable: jobs of the same turn stay in the order of their arrival.
        return in(queue).filter(this::isWaiting).sorted(Comparator.comparingDouble(this::turn));
    }

    private boolean isWaiting(Job job) {
        return turnOf.containsKey(job.id()) && !held.containsKey(job.id()) && !readyAt.containsKey(job.id());
    }

    private Stream<Job> in(QueueName queue) {
        return unfinished.stream().filter(job -> QueueName.of(job) == queue);
    }

    private Optional<Job> find(String id) {
        return unfinished.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    private <T> Mono<T> locked(Supplier<T> work) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                readStore();
                return work.get();
            }
        });
    }

    /** Forgets ended jobs, and gives turns to new ones. */
    private void readStore() {
        unfinished = store.unfinishedJobs();
        Set<String> ids = unfinished.stream().map(Job::id).collect(Collectors.toSet());
        held.keySet().retainAll(ids);
        turnOf.keySet().retainAll(ids);
        readyAt.keySet().retainAll(ids);
        unfinished.stream().filter(job -> !turnOf.containsKey(job.id())).forEach(this::giveTurn);
    }

    /** Gives turns to the jobs whose time has come. */
    private void wakePostponed(QueueName queue) {
        long now = System.nanoTime();
        for (Job job : in(queue).toList()) {
            Long time = readyAt.get(job.id());
            if (time != null && now - time >= 0) {
                giveTurn(job);
                readyAt.remove(job.id());
            }
        }
    }

    private void giveTurn(Job job) {
        turnOf.put(job.id(), nextTurn(job, lastTurnOfCaller(job)));
    }

    private double turn(Job job) {
        return Objects.requireNonNull(turnOf.get(job.id()));
    }

    private double nextTurn(Job job, @Nullable Double own) {
        QueueName queue = QueueName.of(job);
        return turns.next(lastHeld(queue), firstWaiting(queue, other -> true), own, job.owner());
    }

    private double turnAfterYield(Job job) {
        QueueName queue = QueueName.of(job);
        String caller = job.description().caller();
        Double firstOfOthers = firstWaiting(
                queue, other -> !Objects.equals(caller, other.description().caller()));
        return turns.afterYield(
                lastHeld(queue), firstWaiting(queue, other -> true), firstOfOthers, turn(job), job.owner());
    }

    private @Nullable Double lastHeld(QueueName queue) {
        return greatest(queue, job -> held.containsKey(job.id()));
    }

    private @Nullable Double firstWaiting(QueueName queue, Predicate<Job> condition) {
        return waiting(queue).filter(condition).findFirst().map(this::turn).orElse(null);
    }

    private @Nullable Double lastTurnOfCaller(Job job) {
        String caller = job.description().caller();
        return caller == null
                ? null
                : greatest(
                        QueueName.of(job),
                        other -> caller.equals(other.description().caller()) && !readyAt.containsKey(other.id()));
    }

    /** The greatest turn of the jobs of a queue to which a condition applies; null if there are none. */
    private @Nullable Double greatest(QueueName queue, Predicate<Job> condition) {
        return in(queue)
                .filter(job -> turnOf.containsKey(job.id()))
                .filter(condition)
                .map(this::turn)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
