package org.nnplayground.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores jobs, the losses of their epochs, the checkpoints of their present runs, and the journal of all their runs.
 * Reads about an unknown job are empty, and writes about one are ignored: a deletion wins over a trainer that has not
 * heard of it.
 *
 * <p>A write is visible to reads of this process at once. It is durable when {@link #insert}, {@link #delete} or
 * {@link #flush} has completed. Writes about an open job become durable in batches soon after, always so that job,
 * history and checkpoint are of one {@link Moment}.
 *
 * <p>All methods fail with a problem of type {@code STORE_UNAVAILABLE} while the store cannot be read or written.
 */
public interface JobStore {

    /** As {@link #insertAll} for one job. */
    default Mono<Void> insert(Job job, int limit) {
        return insertAll(List.of(job), limit);
    }

    /**
     * Stores new jobs of one caller and mode, each with an empty history. They wait in the queue from now on, in this
     * order.
     *
     * @param jobs at least one
     * @param limit maximum number of unfinished jobs of their mode that their caller may have, these included; without
     *     meaning if the jobs have no caller
     * @return fails with {@code TOO_MANY_REQUESTS} if the caller would have more; after a failure none is stored
     */
    Mono<Void> insertAll(List<Job> jobs, int limit);

    /**
     * As {@link #insertAll} for one job.
     *
     * @param beginning where the job begins; null for untrained
     */
    Mono<Void> insert(Job job, int limit, @Nullable Beginning beginning);

    /**
     * Every job that is stored or changes its state from now on, in any process of the service. Multicast, without
     * replay; a subscriber must request without limit. Announcements are lost while the database cannot be reached, so
     * subscribers also look for themselves now and then.
     */
    Flux<JobAnnouncement> announcements();

    /**
     * A job and its last checkpoint, for the trainer that is going to write about it.
     *
     * @param checkpoint null for a job that has not begun
     * @param journal as it was at the checkpoint
     */
    record Opened(Job job, @Nullable RunCheckpoint checkpoint, Journal journal) {}

    /**
     * Opens a job for writing under the lease with this number, until its state is terminal. Losses after the last
     * checkpoint are removed from the history. Empty if another process has claimed the job since.
     */
    Mono<Opened> open(String id, long lease);

    /**
     * Drops the unwritten data of a job that this process has opened under the lease with this number, because another
     * process may have opened it. Does nothing if this process has opened it under another lease since.
     */
    Mono<Void> abandon(String id, long lease);

    /**
     * Replaces the job, adds the losses to its history and replaces its checkpoint, in one step. Losses of another run
     * replace the history. The parameters of a checkpoint between two epochs become part of the run's {@link #path}, at
     * their own epoch.
     *
     * <p>The job of a terminal state leaves the queue.
     *
     * <p>A job that is open in this process is written in memory, and becomes durable with this moment if it is
     * {@link Moment#isConsistent consistent}, else with the next one that is. Of any other job only the state may
     * change, {@link Moment#of(Job)}; that is durable when this completes.
     *
     * @throws IllegalArgumentException (as the result) if the losses do not follow the last epoch of the history; then
     *     nothing is written
     */
    Mono<Void> write(Moment moment);

    /**
     * Completes when the job's last consistent moment is durable. Fails if another process has opened the job
     * meanwhile, so that it never will be.
     */
    Mono<Void> flush(String id);

    /**
     * Completes when the job's last change is durable: its state, spec, pace or parameters. If the job has only been
     * trained since its last durable checkpoint, that checkpoint is enough, because a training from it reaches the same
     * bits. Fails as {@link #flush}.
     */
    Mono<Void> flushChange(String id);

    /** Whether this process has opened a job, which has not ended or is not completely written. Does not block. */
    boolean isOpen(String id);

    /** Whether so much unwritten data waits that memory could fill: training has to wait. Does not block. */
    boolean isBehind();

    /**
     * Writes a job that this process holds under a lease but has not opened. What an earlier opening here has not
     * written is dropped.
     */
    Mono<Void> writeClosed(Job job, long lease);

    /** False after a write has failed, until one succeeds. Does not block. */
    boolean isWritable();

    Mono<Job> find(String id);

    /** Deletes the job and everything about it; true if there was one. */
    Mono<Boolean> delete(String id);

    /** Jobs of an owner, newest first: as many as the query asks for, or fewer if their specs are large. */
    Mono<Page> list(Query query);

    /** Jobs whose expiry has passed, and the oldest ended jobs beyond the store's capacity. */
    Flux<Job> expired(Instant now);

    /** Jobs that have not ended, oldest first. */
    Flux<Job> unfinished();

    /**
     * A part of the present run's history.
     *
     * @param after the last epoch that the caller has, -1 for none
     * @param limit maximum number of epochs, at least 1
     */
    Mono<History> history(String id, long after, int limit);

    /** The last checkpoint. */
    Mono<RunCheckpoint> checkpoint(String id);

    /** The epochs of the present run whose parameters are stored, in order, thinned as {@link KeptEpochs} says. */
    Flux<KeptEpoch> path(String id);

    /** {@code [parameters]} of an epoch on the path, as in {@link org.nnplayground.engine.Checkpoint#parameters}. */
    Mono<float[]> parameters(String id, long epoch);

    /** What has changed the course of the job's runs. */
    Mono<Journal> journal(String id);

    /**
     * @param before {@link Page#next} of the previous page, null for the first page
     * @param limit at least 1
     * @param state only jobs in this state, null for all
     * @param labels only jobs that have each of these
     */
    record Query(
            String owner,
            @Nullable Long before,
            int limit,
            @Nullable JobState state,
            Map<String, String> labels) {}

    /**
     * A page of a list.
     *
     * @param next where the next page begins, even if these jobs are deleted; null if this is the last page
     */
    record Page(List<Job> jobs, @Nullable Long next) {

        /** Numbers in the specs of one page, about 10 MB of JSON: the job that reaches it is the page's last. */
        private static final long MAX_NUMBERS = 500_000;

        /** Returns true for the last job of a page. Stateful: call it for each job in order. */
        public static Predicate<Job> isLast() {
            var numbers = new AtomicLong();
            return job -> numbers.addAndGet(job.spec().numbers()) >= MAX_NUMBERS;
        }
    }
}
