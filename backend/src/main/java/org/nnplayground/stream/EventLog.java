package org.nnplayground.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.nnplayground.engine.View;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The events of the jobs that this process holds, in order. Any number of clients can follow a job. Methods neither
 * block nor fail.
 */
public interface EventLog {

    /**
     * Begins the events of a job that this process has claimed.
     *
     * @param lease number of the lease. The sequence numbers of its events are greater than those of earlier leases.
     */
    void open(String job, long lease);

    /** Whether the events of a job are open. */
    boolean isOpen(String job);

    /** Completes once the events of a job are open. */
    Mono<Void> opened(String job);

    /** Adds an event, in the order of the calls; ignored unless the events of its job are open. */
    void append(JobEvent event);

    /**
     * The sequence number of the job's last event, or the one before its first; 0 if the log has none of its events.
     */
    long lastSequence(String job);

    /**
     * The state changes after a sequence number, which may be of an earlier lease. None if the log has no events of the
     * job: those of a closed one are kept for some minutes.
     *
     * @return empty if some of them are no longer stored, or if the job has not reached the sequence number
     */
    Optional<List<Entry>> statesAfter(String job, long sequence);

    /**
     * Follows a job. The flux emits in tasks of {@code executor}, one at a time.
     *
     * <ul>
     *   <li>Multicast: every subscriber has its own flux; none waits for another.
     *   <li>Without subscriber: the last state changes and the last frame are stored; of closed events only the former.
     *   <li>Backpressure: nothing is queued for a slow subscriber. It gets every state change in order, and the newest
     *       frame at most once per {@code interval} ({@link Throttle}), the first one after an interval, and always the
     *       last frame before a state change; and the newest attention.
     *   <li>Replay: the events after {@code sequence}, as far as they are stored. The flux completes after a terminal
     *       state, and after the last event when the events are closed; at once if the log has none of the job.
     * </ul>
     */
    Flux<Entry> follow(String job, long sequence, Interest interest, Executor executor);

    /** The merged interest of a job's present followers; empty if there are none. */
    Optional<Interest> interest(String job);

    /** Ends the events of a job, because this process no longer holds it. Its followers complete after the last one. */
    void close(String job);

    /**
     * An event and its position in the log.
     *
     * @param sequence greater than that of the job's previous event
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
