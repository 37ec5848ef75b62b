package org.nnplayground.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps jobs, the losses of their epochs, and the checkpoints of their present runs. All that is asked of an unknown
 * job is empty, and what is written about one is forgotten, so that a deletion wins over a trainer that has not heard
 * of it.
 *
 * <p>What is written is read at once. It is kept for good when {@link #insert}, {@link #delete} or {@link #flush} has
 * completed; what a trainer writes in between is kept in batches soon after, and always so that the job, its history
 * and its latest checkpoint are those of one moment.
 *
 * <p>Everything fails with a problem of type {@code STORE_UNAVAILABLE} while nothing can be read or written.
 */
public interface JobStore {

    /** Keeps a new job, with an empty history. */
    Mono<Void> insert(Job job);

    /**
     * The job and where it stands, for a trainer that is going to write about it.
     *
     * @param checkpoint null for a job that has not begun
     */
    record Opened(Job job, @Nullable RunCheckpoint checkpoint) {}

    /**
     * Prepares for much to be written about a job, until its state is terminal. The history ends where the checkpoint
     * stands. Whoever has opened it before, in whichever process, writes nothing about it any more.
     */
    Mono<Opened> open(String id);

    /** Writes nothing more about a job that this process has opened, since another one may have. */
    Mono<Void> abandon(String id);

    /**
     * The last losses of the present run that only this process can read so far: whoever reads elsewhere has all before
     * them. Empty where there are none.
     */
    History unflushed(String id);

    /** Replaces a job that is kept already. */
    Mono<Void> update(Job job);

    /** Replaces a job that this process has opened, and its checkpoint as {@link #keep} does, in one moment. */
    Mono<Void> update(Job job, RunCheckpoint checkpoint);

    Mono<Job> find(String id);

    /** Forgets the job and everything about it; true if there was one. */
    Mono<Boolean> delete(String id);

    /** Jobs of an owner, newest first: so many as the query says, or fewer where their specs are large. */
    Mono<Page> list(Query query);

    /** Jobs whose time of removal has come, and the oldest ended ones beyond what the store can hold. */
    Flux<Job> expired(Instant now);

    /** Jobs that have not ended, oldest first. */
    Flux<Job> unfinished();

    /** The ids of those, without a reading of each. */
    Flux<String> unfinishedIds();

    /**
     * Adds losses to the history; those of a new run drop the earlier run's.
     *
     * @param fromEpoch one after the last epoch kept of the run, or 0
     */
    Mono<Void> append(String id, int run, long fromEpoch, Losses[] losses);

    /**
     * A piece of the present run's history.
     *
     * @param after the last epoch that is known already, -1 for none
     * @param limit at least 1
     */
    Mono<History> history(String id, long after, int limit);

    /**
     * Keeps where the training stands, after what has been written so far, in place of the checkpoint before. Between
     * epochs its parameters become a part of the run's {@link #path}, at the epoch whose they are.
     */
    Mono<Void> keep(String id, RunCheckpoint checkpoint);

    /** The latest checkpoint. */
    Mono<RunCheckpoint> checkpoint(String id);

    /** The epochs of the present run whose parameters are kept, in order, thinned as {@link KeptEpochs} says. */
    Flux<KeptEpoch> path(String id);

    /** {@code [parameters]} of an epoch on the path, as in {@link org.nnplayground.engine.Checkpoint#parameters}. */
    Mono<float[]> parameters(String id, long epoch);

    /**
     * Completes when the job's latest checkpoint, and all that was written before it, is kept for good; fails where
     * another process has opened the job meanwhile, so that it never will be.
     */
    Mono<Void> flush(String id);

    /** Whether so much waits to be written that memory would fill: training waits until it is not. Answers at once. */
    boolean isBehind();

    /**
     * @param before {@link Page#next} of the piece before, null to begin with the newest
     * @param limit at least 1
     * @param state only those in this state, null for all
     * @param labels only those that have each of these
     */
    record Query(
            String owner,
            @Nullable Long before,
            int limit,
            @Nullable JobState state,
            Map<String, String> labels) {}

    /**
     * A piece of a list.
     *
     * @param next where the next one begins, whatever becomes of these jobs; null where there are no more
     */
    record Page(List<Job> jobs, @Nullable Long next) {

        /** A page ends with the job whose spec makes it so many numbers, some 10 MB of JSON. */
        private static final long ENOUGH = 500_000;

        /** Tells which job is the last of a page, asked of each in turn. */
        public static Predicate<Job> isLast() {
            var numbers = new AtomicLong();
            return job -> numbers.addAndGet(job.spec().numbers()) >= ENOUGH;
        }
    }
}
