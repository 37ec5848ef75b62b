package org.nnplayground.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps what happened to each job, in order, and lets any number of clients follow, in every process of the service.
 *
 * <p>A Mono asks, or does, when somebody subscribes. While the log cannot be reached, it fails with a problem of type
 * {@code STORE_UNAVAILABLE}; what is appended meanwhile waits, and who follows goes on later. Of frames, some may be
 * lost then.
 */
public interface EventLog {

    /**
     * Adds an event, soon and in the order of the calls; its sequence number is larger than that of the job's last.
     * Never waits, never fails.
     */
    void append(JobEvent event);

    /** Completes when all that this process has appended about a job can be read by every process. */
    Mono<Void> flush(String job);

    /** The number of the job's last event, or of the last before its first. */
    Mono<Long> lastSequence(String job);

    /**
     * The state changes after a sequence number.
     *
     * @return empty where some of them are kept no longer, or the number has not been reached
     */
    Mono<List<Entry>> statesAfter(String job, long sequence);

    /**
     * Follows a job.
     *
     * <ul>
     *   <li>Multicast: every subscriber gets its own flux; none waits for another.
     *   <li>Without subscriber: the last state changes and the last frame are kept.
     *   <li>Backpressure: nothing is queued for a slow subscriber. It gets every state change in order, and of the
     *       frames the newest, none before the first {@code interval} is over, one in each at most ({@link Throttle}),
     *       and always the last before a state change.
     *   <li>Replay: what happened after {@code sequence}, as far as it is kept. The flux ends after a terminal state,
     *       and when the job is forgotten.
     * </ul>
     */
    Flux<Entry> follow(String job, long sequence, Interest interest);

    /** What the present followers of a job want together; empty where there are none. Asks nobody, and is quick. */
    Optional<Interest> interest(String job);

    /**
     * Every job that ends from now on, as it is then. Multicast; nothing is replayed, and a subscriber asks for all
     * there are.
     */
    Flux<Job> endings();

    /** Drops all about a job and ends its followers. */
    Mono<Void> forget(String job);

    /** @param sequence larger than that of the job's event before, and than any of an earlier process */
    record Entry(long sequence, JobEvent event) {}

    /**
     * What a follower wants.
     *
     * @param view what its frames shall show
     * @param interval from one frame to the next, on average at least
     */
    record Interest(View view, Duration interval) {

        /** What both want together. */
        public Interest and(Interest other) {
            return new Interest(
                    view.union(other.view), interval.compareTo(other.interval) < 0 ? interval : other.interval);
        }
    }
}
