package org.nnplayground.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Registers this process before it claims a job, renews its lease every third of it, and removes it at the end. */
public final class NodeLease implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NodeLease.class);

    /** Starts before the trainer, and stops after it has returned its jobs. */
    public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final NodeRegistry registry;
    private final Duration interval;
    private final Disposable.Swap renewals = Disposables.swap();

    /** The ids of the registered processes, after each renewal. */
    private final Sinks.Many<Set<String>> registered = Sinks.many().multicast().directBestEffort();

    private volatile boolean running;
    private volatile int webNodes = 1;

    /** @param lease after this time without a renewal a process is no longer alive */
    public NodeLease(NodeRegistry registry, Duration lease) {
        this.registry = registry;
        this.interval = lease.dividedBy(3);
    }

    @Override
    public void start() {
        registry.register().block();
        running = true;
        renewals.update(Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(
                        tick -> registry.renew()
                                .then(registry.countWebNodes())
                                .doOnNext(count -> webNodes = Math.max(1, count))
                                .thenMany(registry.registered())
                                .collect(Collectors.toSet())
                                .doOnNext(registered::tryEmitNext)
                                .doOnError(e -> log.warn(
                                        "Cluster: the lease of this process could not be renewed; trying again in {}: {}",
                                        interval,
                                        e.toString()))
                                .onErrorComplete(),
                        1)
                .subscribe());
    }

    /** Number of processes with the web role that were alive at the last renewal, at least 1. */
    public int webNodes() {
        return webNodes;
    }

    /** Completes when a renewal finds that a process, by its id, is not registered: others get its jobs. */
    public Mono<Void> removal(String node) {
        return registered.asFlux().filter(ids -> !ids.contains(node)).next().then();
    }

    @Override
    public void stop() {
        running = false;
        renewals.dispose();
        registry.remove().timeout(STOP_TIMEOUT).onErrorComplete().block();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A stopped process is never resumed. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
