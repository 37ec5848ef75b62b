package org.nnplayground.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The events of each job, in order. Any number of clients can follow a job, in every process of the service.
 *
 * <p>Methods with a {@link Mono} do nothing before it is subscribed to. While the log is unavailable, they fail with a
 * problem of type {@code STORE_UNAVAILABLE}; appended events wait, followers continue later, and frames may be lost.
 */
public interface EventLog {

    /**
     * Adds an event asynchronously, in the order of the calls. Its sequence number is greater than the job's last one.
     * Neither blocks nor fails.
     */
    void append(JobEvent event);

    /** Completes when every process can read all events of a job that this process has appended. */
    Mono<Void> flush(String job);

    /** The sequence number of the job's last event, or the one before its first. */
    Mono<Long> lastSequence(String job);

    /**
     * The state changes after a sequence number.
     *
     * @return empty if some of them are no longer stored, or if the job has not reached the sequence number
     */
    Mono<List<Entry>> statesAfter(String job, long sequence);

    /**
     * Follows a job.
     *
     * <ul>
     *   <li>Multicast: every subscriber has its own flux; none waits for another.
     *   <li>Without subscriber: the last state changes and the last frame are stored.
     *   <li>Backpressure: nothing is queued for a slow subscriber. It gets every state change in order, and the newest
     *       frame at most once per {@code interval} ({@link Throttle}), the first one after an interval, and always the
     *       last frame before a state change.
     *   <li>Replay: the events after {@code sequence}, as far as they are stored. The flux completes after a terminal
     *       state, and when the job is deleted.
     * </ul>
     */
    Flux<Entry> follow(String job, long sequence, Interest interest);

    /** The merged interest of a job's present followers; empty if there are none. Does not block. */
    Optional<Interest> interest(String job);

    /**
     * Every job that ends from now on, at its end. Multicast, without replay; a subscriber must request without limit.
     */
    Flux<Job> endedJobs();

    /** Deletes all events of a job and completes its followers. */
    Mono<Void> delete(String job);

    /**
     * An event and its position in the log.
     *
     * @param sequence greater than that of the job's previous event, also than those of an earlier process
     */
    record Entry(long sequence, JobEvent event) {}

    /**
     * What a follower wants to receive.
     *
     * @param view content of the frames
     * @param interval minimum mean time between two frames
     */
    record Interest(View view, Duration interval) {

        /** The union of both views, at the shorter interval. */
        public Interest merge(Interest other) {
            return new Interest(
                    view.union(other.view), interval.compareTo(other.interval) < 0 ? interval : other.interval);
        }
    }
}
