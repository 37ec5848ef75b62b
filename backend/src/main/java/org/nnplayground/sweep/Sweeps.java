package org.nnplayground.sweep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Creates sweeps, reads and deletes them, and finishes them when their jobs have ended. Methods about one sweep fail
 * with {@code NOT_FOUND} if it is unknown.
 */
public final class Sweeps {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int CONCURRENT_READS = 16;

    /** A sweep without any job is deleted after this time; before, its jobs may be about to be stored. */
    private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(1);

    private final SweepStore store;
    private final JobService jobs;
    private final JobStore jobStore;
    private final InstantSource clock;
    private final Sinks.Many<String> endings = Sinks.many().multicast().directBestEffort();

    public Sweeps(SweepStore store, JobService jobs, JobStore jobStore, InstantSource clock) {
        this.store = store;
        this.jobs = jobs;
        this.jobStore = jobStore;
        this.clock = clock;
    }

    /**
     * Stores a sweep and submits its jobs: all or none.
     *
     * @param id from {@link JobService#newId}
     * @param owner the name of the API key, null for none
     * @param limit maximum number of unfinished batch jobs that the caller may have, these included
     */
    public Mono<Sweep> create(String id, SweepRequest request, @Nullable String owner, int limit) {
        return Mono.defer(() -> {
            List<String> ids = request.jobs().stream().map(job -> jobs.newId()).toList();
            var sweep = new Sweep(
                    id,
                    owner,
                    request.name(),
                    request.spec(),
                    request.axes(),
                    request.jobs().getFirst().stop(),
                    ids,
                    clock.instant(),
                    null,
                    null);
            List<JobService.NewBatchJob> submitted = IntStream.range(0, ids.size())
                    .mapToObj(i -> new JobService.NewBatchJob(
                            ids.get(i), request.jobs().get(i), request.pointer(i)))
                    .toList();
            // First, because jobs without a sweep would stay unknown after a crash in between.
            return store.insert(sweep)
                    .then(Mono.defer(() -> jobs.submitAll(submitted, owner, limit)))
                    .onErrorResume(failed -> store.delete(id).onErrorComplete().then(Mono.error(failed)))
                    .thenReturn(sweep);
        });
    }

    public Mono<Sweep> find(String id) {
        return findIfAny(id)
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("sweep.unknown", id))));
    }

    /** The sweep; empty if there is none. */
    public Mono<Sweep> findIfAny(String id) {
        // Anything else is not looked up: a database may not accept it as a value.
        return ID.matcher(id).matches() ? store.find(id) : Mono.empty();
    }

    /** The sweep and its jobs at this moment; jobs that another process trains can be half a second old. */
    public Mono<SweepProgress> progress(Sweep sweep) {
        return jobs(sweep.jobs()).collectList().map(found -> {
            var present = new ArrayList<@Nullable Job>();
            found.forEach(job -> present.add(job.orElse(null)));
            return new SweepProgress(sweep, present);
        });
    }

    /** Jobs by their ids, in this order; empty for one that was deleted. */
    public Flux<Optional<Job>> jobs(Collection<String> ids) {
        return Flux.fromIterable(ids)
                .flatMapSequential(
                        id -> jobStore.find(id).map(Optional::of).defaultIfEmpty(Optional.empty()), CONCURRENT_READS);
    }

    /** Deletes a sweep and all of its jobs; those that have not ended are cancelled first. */
    public Mono<Void> delete(Sweep sweep) {
        return lastFirst(sweep.jobs())
                .flatMap(
                        job -> jobs.delete(job)
                                .onErrorResume(
                                        PlaygroundException.class,
                                        e -> e.type() == ProblemType.NOT_FOUND ? Mono.empty() : Mono.error(e)),
                        CONCURRENT_READS)
                .then(store.delete(sweep.id()))
                .then();
    }

    /** Jobs from the last one on: the trainer takes them from the first one on, and must not take more meanwhile. */
    public static Flux<String> lastFirst(List<String> jobs) {
        return Flux.fromIterable(jobs.reversed());
    }

    /** Ids of sweeps as this process finds that they have ended. Multicast, without replay. */
    public Flux<String> endings() {
        return endings.asFlux();
    }

    /** Finishes the sweeps whose jobs have all ended. */
    public Flux<String> finishEnded() {
        return store.unfinished()
                .concatMap(members ->
                        hasUnfinished(members).filter(unfinished -> !unfinished).flatMap(ended -> finish(members)));
    }

    /** Reads the last jobs first, because they end last: mostly one read is enough. */
    private Mono<Boolean> hasUnfinished(SweepStore.Members members) {
        return lastFirst(members.jobs())
                .concatMap(jobStore::find, 1)
                .any(job -> !job.state().isTerminal());
    }

    private Mono<String> finish(SweepStore.Members members) {
        return store.find(members.sweep()).flatMap(this::progress).flatMap(progress -> {
            Instant finishedAt = progress.finishedAt();
            Instant expiresAt = progress.expiresAt();
            if (finishedAt != null && expiresAt != null) {
                return store.finish(members.sweep(), finishedAt, expiresAt)
                        .filter(finished -> finished)
                        .doOnNext(finished -> endings.emitNext(
                                members.sweep(), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1))))
                        .map(finished -> members.sweep());
            }
            return members.createdAt().plus(CREATION_TIMEOUT).isBefore(clock.instant())
                    ? store.delete(members.sweep()).then(Mono.empty())
                    : Mono.empty();
        });
    }

    /** Deletes the sweeps that have expired; their jobs expire by themselves. */
    public Flux<Boolean> deleteExpired() {
        return store.expired(clock.instant()).concatMap(store::delete);
    }
}
