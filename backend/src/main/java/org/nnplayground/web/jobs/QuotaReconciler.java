package org.nnplayground.web.jobs;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.nnplayground.access.Quotas;
import org.nnplayground.job.Job;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the quotas equal to the jobs in the store: counts the unfinished jobs of an earlier process at startup and
 * those of other web nodes within a minute, and removes ended jobs even if the event of their end was lost.
 */
final class QuotaReconciler implements SmartInitializingSingleton, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QuotaReconciler.class);

    private final JobStore store;
    private final Quotas tallies;
    private final Disposable endings;

    /** Counted jobs that the store did not have a minute ago: not yet stored then, or ended. */
    private volatile Set<String> missing = Set.of();

    private final PeriodicTask sweeps = new PeriodicTask();

    QuotaReconciler(JobStore store, EventLog events, Quotas tallies) {
        this.store = store;
        this.tallies = tallies;
        this.endings = events.endedJobs().subscribe(job -> tallies.ended(job.id()));
    }

    /** Counts the unfinished jobs of an earlier process before the first request. */
    @Override
    public void afterSingletonsInstantiated() {
        store.unfinished().doOnNext(this::count).blockLast();
    }

    private void count(Job job) {
        String caller = job.description().caller();
        if (caller != null && !job.state().isTerminal()) {
            tallies.jobs(job.mode()).restore(job.id(), caller);
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        sweeps.start(
                this::compareWithStore,
                e -> log.warn("Quotas could not be compared with the store; retrying in a minute: {}", e.toString()));
    }

    /**
     * Adds jobs that other nodes have accepted, and removes jobs that are missing in the store for the second time:
     * storing a job takes less than a minute.
     */
    Mono<Void> compareWithStore() {
        return Mono.defer(() -> {
            Set<String> counted = tallies.jobs();
            return store.unfinishedIds().collectList().flatMap(unfinished -> {
                var lacked = new HashSet<>(counted);
                unfinished.forEach(lacked::remove);
                lacked.stream().filter(missing::contains).forEach(tallies::ended);
                missing = lacked;
                return Flux.fromIterable(unfinished)
                        .filter(id -> !counted.contains(id))
                        .concatMap(store::find)
                        .doOnNext(this::count)
                        .then();
            });
        });
    }

    @Override
    public void close() {
        endings.dispose();
    }
}
