package org.nnplayground.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.spec.Data;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/**
 * Stores everything in the memory of this process. If ended jobs take more than the capacity, the oldest of them
 * expire.
 */
public final class InMemoryJobStore implements JobStore {

    /** Estimated size of a job's records and strings. */
    private static final long BASE_BYTES = 4096;

    private final long capacity;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong arrivals = new AtomicLong();
    private final Sinks.Many<JobAnnouncement> announcements =
            Sinks.many().multicast().directBestEffort();

    /** The number of no lease. */
    private static final long NOT_OPEN = -1;

    private static final class Entry {
        final long arrival;
        volatile Job job;

        /** The number of the lease under which the job is open; {@link #NOT_OPEN} for none. */
        private long lease = NOT_OPEN;

        final LossTable losses = new LossTable();
        volatile @Nullable RunCheckpoint checkpoint;
        volatile Journal journal = Journal.EMPTY;
        private KeptEpochs path = new KeptEpochs(0, 0);
        private final Map<Long, float[]> parameters = new HashMap<>();

        Entry(long arrival, Job job) {
            this.arrival = arrival;
            this.job = job;
        }

        long bytes() {
            RunCheckpoint kept = checkpoint;
            long numbers = pathLength() + (kept == null ? 0 : kept.checkpoint().size());
            long samples = switch (job.spec().data()) {
                case Data.Generated generated -> 0;
                case Data.Uploaded uploaded -> 0;
                case Data.Inline inline ->
                    (inline.train().size()
                                    + inline.validation().size()
                                    + inline.test().size())
                            * (8L * inline.columns() + 80);
            };
            return BASE_BYTES + Float.BYTES * numbers + samples + losses.bytes() + journal.bytesFrom(0);
        }

        private synchronized long pathLength() {
            return parameters.values().stream().mapToLong(of -> of.length).sum();
        }

        synchronized void begin(Beginning at) {
            losses.append(
                    at.checkpoint().run(),
                    at.history().fromEpoch(),
                    at.history().losses());
            add(at.checkpoint());
            journal = at.journal();
        }

        /** @return whether the job's state has changed */
        synchronized boolean write(Moment moment) {
            if (moment.losses().length > 0) {
                losses.append(moment.job().progress().run(), moment.fromEpoch(), moment.losses());
            }
            if (moment.checkpoint() != null) {
                add(moment.checkpoint());
            }
            if (moment.journal() != null) {
                journal = moment.journal();
            }
            boolean changes = job.state() != moment.job().state();
            job = moment.job();
            return changes;
        }

        private void add(RunCheckpoint latest) {
            checkpoint = latest;
            Checkpoint at = latest.checkpoint();
            if (path.run() != latest.run()) {
                path = new KeptEpochs(latest.run(), at.parameters().length);
                parameters.clear();
            }
            long epoch = at.parametersOf();
            if (at.batch() == 0 && path.accepts(epoch)) {
                parameters.put(epoch, at.parameters());
                path.add(epoch, latest.takenAt()).forEach(parameters::remove);
            }
        }

        synchronized void open(long lease) {
            this.lease = lease;
        }

        synchronized void abandon(long lease) {
            if (this.lease == lease) {
                this.lease = NOT_OPEN;
            }
        }

        synchronized boolean isOpen() {
            return lease != NOT_OPEN && !job.state().isTerminal();
        }

        synchronized List<KeptEpoch> path() {
            return path.entries();
        }

        synchronized float @Nullable [] parameters(long epoch) {
            return parameters.get(epoch);
        }
    }

    /** @param capacity maximum size of all ended jobs in bytes, estimated */
    public InMemoryJobStore(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public Mono<Void> insertAll(List<Job> jobs, int limit) {
        return insertAll(jobs, limit, null);
    }

    @Override
    public Mono<Void> insert(Job job, int limit, @Nullable Beginning beginning) {
        return insertAll(List.of(job), limit, beginning);
    }

    private Mono<Void> insertAll(List<Job> jobs, int limit, @Nullable Beginning beginning) {
        return Mono.fromRunnable(() -> {
            synchronized (this) {
                requireRoom(jobs, limit);
                for (Job job : jobs) {
                    var entry = new Entry(arrivals.incrementAndGet(), job);
                    if (beginning != null) {
                        entry.begin(beginning);
                    }
                    entries.put(job.id(), entry);
                }
            }
            jobs.forEach(this::announce);
        });
    }

    private void requireRoom(List<Job> jobs, int limit) {
        Job job = jobs.getFirst();
        String caller = job.description().caller();
        if (caller != null
                && unfinishedJobs().stream()
                                .filter(other -> other.mode() == job.mode()
                                        && caller.equals(other.description().caller()))
                                .count()
                        > limit - jobs.size()) {
            throw JobProblems.callerFull(job.mode(), limit);
        }
    }

    @Override
    public Mono<Void> write(Moment moment) {
        return Mono.fromRunnable(() -> {
            Entry entry = entries.get(moment.job().id());
            if (entry != null && entry.write(moment)) {
                announce(moment.job());
            }
        });
    }

    @Override
    public Mono<Void> writeClosed(Job job, long lease) {
        return write(Moment.of(job));
    }

    @Override
    public Flux<JobAnnouncement> announcements() {
        return announcements.asFlux();
    }

    private void announce(Job job) {
        synchronized (announcements) { // a sink accepts one thread at a time
            announcements.emitNext(JobAnnouncement.of(job), EmitFailureHandler.FAIL_FAST);
        }
    }

    @Override
    public Mono<Job> find(String id) {
        return Mono.fromSupplier(() -> entries.get(id)).map(entry -> entry.job);
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.fromSupplier(() -> entries.remove(id) != null);
    }

    @Override
    public Mono<Page> list(Query query) {
        return Mono.fromSupplier(() -> {
            long before = query.before() == null ? Long.MAX_VALUE : query.before();
            List<Entry> found = entries.values().stream()
                    .filter(entry -> entry.arrival < before && matches(entry.job, query))
                    .sorted(Comparator.comparingLong((Entry entry) -> entry.arrival)
                            .reversed())
                    .limit(query.limit() + 1L)
                    .toList();
            var jobs = new ArrayList<Job>();
            var isLast = Page.isLast();
            for (Entry entry : found.subList(0, Math.min(query.limit(), found.size()))) {
                Job job = entry.job;
                jobs.add(job);
                if (isLast.test(job)) {
                    break;
                }
            }
            return new Page(jobs, jobs.size() < found.size() ? found.get(jobs.size() - 1).arrival : null);
        });
    }

    private static boolean matches(Job job, Query query) {
        return query.owner().equals(job.owner())
                && (query.state() == null || query.state() == job.state())
                && job.description()
                        .labels()
                        .entrySet()
                        .containsAll(query.labels().entrySet());
    }

    @Override
    public Flux<Job> expired(Instant now) {
        return Flux.defer(() -> {
            var expired = new ArrayList<Job>();
            long bytes = 0;
            var newestFirst =
                    Comparator.comparingLong((Entry entry) -> entry.arrival).reversed();
            for (Entry entry : entries.values().stream().sorted(newestFirst).toList()) {
                Job job = entry.job;
                Instant at = job.life().expiresAt();
                if (job.state().isTerminal()) {
                    bytes += entry.bytes();
                }
                boolean surplus = job.state().isTerminal() && bytes > capacity;
                if (surplus || (at != null && !at.isAfter(now))) {
                    expired.add(job);
                }
            }
            return Flux.fromIterable(expired);
        });
    }

    @Override
    public Mono<History> history(String id, long after, int limit) {
        return Mono.fromSupplier(() -> entries.get(id)).map(entry -> entry.losses.after(after, limit));
    }

    @Override
    public Mono<RunCheckpoint> checkpoint(String id) {
        return Mono.fromSupplier(() -> entries.get(id)).mapNotNull(entry -> entry.checkpoint);
    }

    @Override
    public Mono<Opened> open(String id, long lease) {
        return Mono.fromSupplier(() -> entries.get(id)).map(entry -> {
            entry.open(lease);
            RunCheckpoint at = entry.checkpoint;
            if (at != null) {
                entry.losses.truncate(at.checkpoint().epoch() + 1);
            }
            return new Opened(entry.job, at, entry.journal);
        });
    }

    @Override
    public Mono<Void> abandon(String id, long lease) {
        return Mono.fromSupplier(() -> entries.get(id))
                .doOnNext(entry -> entry.abandon(lease))
                .then();
    }

    @Override
    public Flux<KeptEpoch> path(String id) {
        return Mono.fromSupplier(() -> entries.get(id)).flatMapIterable(Entry::path);
    }

    @Override
    public Mono<float[]> parameters(String id, long epoch) {
        return Mono.fromSupplier(() -> entries.get(id)).flatMap(entry -> Mono.justOrEmpty(entry.parameters(epoch)));
    }

    @Override
    public Mono<Journal> journal(String id) {
        return Mono.fromSupplier(() -> entries.get(id)).map(entry -> entry.journal);
    }

    /** Nothing is durable: all ends with this process. */
    @Override
    public Mono<Void> flush(String id) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> flushChange(String id) {
        return Mono.empty();
    }

    @Override
    public boolean isOpen(String id) {
        Entry entry = entries.get(id);
        return entry != null && entry.isOpen();
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isBehind() {
        return false;
    }

    @Override
    public Flux<Job> unfinished() {
        return Flux.defer(() -> Flux.fromIterable(unfinishedJobs()));
    }

    /** The jobs that have not ended, oldest first. */
    public List<Job> unfinishedJobs() {
        return entries.values().stream()
                .sorted(Comparator.comparingLong((Entry entry) -> entry.arrival))
                .map(entry -> entry.job)
                .filter(job -> !job.state().isTerminal())
                .toList();
    }
}
