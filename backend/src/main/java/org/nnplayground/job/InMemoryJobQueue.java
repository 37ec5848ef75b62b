package org.nnplayground.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.nnplayground.store.Mode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/** The queue of a service that is one process. */
public final class InMemoryJobQueue implements JobQueue {

    /** Threads that add jobs at the same moment wait for each other so long. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final Map<Mode, Deque<String>> lines = new EnumMap<>(Mode.class);
    private final Map<String, Held> held = new HashMap<>();
    private final Sinks.Many<Mode> arrivals = Sinks.many().multicast().directBestEffort();
    private long leases;

    private record Held(long number, Mode mode, long until) {}

    public InMemoryJobQueue() {
        this(System::nanoTime);
    }

    InMemoryJobQueue(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Mode mode : Mode.values()) {
            lines.put(mode, new ArrayDeque<>());
        }
    }

    @Override
    public void add(String job, Mode mode) {
        synchronized (this) {
            line(mode).addLast(job);
        }
        arrivals.emitNext(mode, EmitFailureHandler.busyLooping(TURN));
    }

    @Override
    public Flux<Mode> arrivals() {
        return arrivals.asFlux();
    }

    @Override
    public synchronized Optional<Lease> claim(Mode mode, Duration term) {
        takeBackLostJobs();
        String job = line(mode).pollFirst();
        if (job == null) {
            return Optional.empty();
        }
        var lease = new Lease(job, ++leases);
        held.put(job, new Held(lease.number(), mode, nanoTime.getAsLong() + term.toNanos()));
        return Optional.of(lease);
    }

    private void takeBackLostJobs() {
        long now = nanoTime.getAsLong();
        for (Iterator<Map.Entry<String, Held>> all = held.entrySet().iterator(); all.hasNext(); ) {
            var entry = all.next();
            if (now - entry.getValue().until() > 0) {
                all.remove();
                line(entry.getValue().mode()).addFirst(entry.getKey());
            }
        }
    }

    @Override
    public synchronized boolean renew(Lease lease, Duration term) {
        Held present = held.get(lease.job());
        if (present == null || present.number() != lease.number()) {
            return false;
        }
        held.put(lease.job(), new Held(present.number(), present.mode(), nanoTime.getAsLong() + term.toNanos()));
        return true;
    }

    @Override
    public synchronized void putBack(Lease lease) {
        Held present = held.get(lease.job());
        if (present != null && present.number() == lease.number()) {
            held.remove(lease.job());
            line(present.mode()).addFirst(lease.job());
        }
    }

    @Override
    public synchronized void release(Lease lease) {
        Held present = held.get(lease.job());
        if (present != null && present.number() == lease.number()) {
            held.remove(lease.job());
        }
    }

    @Override
    public synchronized boolean withdraw(String job) {
        return lines.values().stream().anyMatch(line -> line.remove(job));
    }

    @Override
    public synchronized int length(Mode mode) {
        return line(mode).size();
    }

    @Override
    public synchronized OptionalInt position(String job) {
        for (Deque<String> line : lines.values()) {
            int position = 0;
            for (String waiting : line) {
                if (waiting.equals(job)) {
                    return OptionalInt.of(position);
                }
                position++;
            }
        }
        return OptionalInt.empty();
    }

    private Deque<String> line(Mode mode) {
        return lines.getOrDefault(mode, new ArrayDeque<>());
    }
}
