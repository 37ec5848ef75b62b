package org.nnplayground.web;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.nnplayground.access.Tallies;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Has each job count for its caller until it ends, from an earlier process on, and though nobody tells of its end. */
final class CountedJobs implements SmartInitializingSingleton, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CountedJobs.class);

    private final JobStore store;
    private final Tallies tallies;
    private final Disposable endings;

    /** Counted jobs that the store did not have a minute ago: they were about to be stored then, or have ended. */
    private volatile Set<String> missing = Set.of();

    CountedJobs(JobStore store, EventLog events, Tallies tallies) {
        this.store = store;
        this.tallies = tallies;
        this.endings = events.endings().subscribe(job -> tallies.ended(job.id()));
    }

    /** Counts those that an earlier process has left, before the first request comes in. */
    @Override
    public void afterSingletonsInstantiated() {
        store.unfinished()
                .doOnNext(job -> {
                    String caller = job.description().caller();
                    if (caller != null) {
                        tallies.jobs(job.mode()).restore(job.id(), caller);
                    }
                })
                .blockLast();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        releaseMissing().subscribe(nothing -> {}, e -> log.warn("Ended jobs cannot be looked for: {}", e.toString()));
    }

    /** Lets those count no more that are missing for the second time: to store a job takes less than a minute. */
    Mono<Void> releaseMissing() {
        return Mono.defer(() -> {
            Set<String> lacked = tallies.jobs();
            return store.unfinishedIds().doOnNext(lacked::remove).then(Mono.fromRunnable(() -> {
                lacked.stream().filter(missing::contains).forEach(tallies::ended);
                missing = lacked;
            }));
        });
    }

    @Override
    public void close() {
        endings.dispose();
    }
}
