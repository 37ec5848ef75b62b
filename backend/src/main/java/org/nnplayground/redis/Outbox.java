package org.nnplayground.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the events of this process out to others only when those can read what the events speak of: a change of state
 * once the store keeps it for good, a frame at once, with the losses that only this process can read so far. The events
 * of a job stay in order; of frames that wait, the newest is enough. Safe for use by many threads.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Epochs; a frame with more waits for the store. */
    private static final int MOST_UNKEPT = 16_384;

    private final JobStore store;
    private final Consumer<JobEvent> send;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** @param send does not block */
    Outbox(JobStore store, Consumer<JobEvent> send) {
        this.store = store;
        this.send = send;
    }

    void add(JobEvent event) {
        boolean added = false;
        while (!added) {
            added = lines.computeIfAbsent(event.job(), Line::new).add(event);
        }
    }

    /** The events of one job that wait, in order. */
    private final class Line {

        private final String job;
        private final Deque<JobEvent> events = new ArrayDeque<>();
        private boolean settling;
        private boolean gone;

        Line(String job) {
            this.job = job;
        }

        /** @return false where this line has just ended, and another begins */
        synchronized boolean add(JobEvent event) {
            if (gone) {
                return false;
            }
            if (event instanceof FrameMade && events.peekLast() instanceof FrameMade) {
                events.removeLast();
            }
            events.addLast(event);
            goOn();
            return true;
        }

        private void goOn() {
            while (!settling && !events.isEmpty()) {
                JobEvent next = events.removeFirst();
                if (mustSettle(next)) {
                    settling = true;
                    store.settle(job)
                            .doOnError(e -> log.warn("Others hear of job {} before it is kept: {}", job, e.toString()))
                            .onErrorComplete()
                            .subscribe(nothing -> {}, e -> {}, () -> settled(next));
                } else {
                    send.accept(told(next));
                }
            }
            if (!settling && events.isEmpty()) {
                gone = true;
                lines.remove(job, this);
            }
        }

        private synchronized void settled(JobEvent event) {
            send.accept(told(event));
            settling = false;
            goOn();
        }
    }

    private boolean mustSettle(JobEvent event) {
        return switch (event) {
            case StateChanged change -> true;
            case FrameMade frame -> store.unkept(frame.job()).size() > MOST_UNKEPT;
        };
    }

    private JobEvent told(JobEvent event) {
        return switch (event) {
            case StateChanged change -> change;
            case FrameMade frame -> frame.with(store.unkept(frame.job()));
        };
    }
}
