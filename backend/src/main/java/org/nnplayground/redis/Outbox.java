package org.nnplayground.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Sends the events of this process to the shared log, those of one job in order and one at a time. A state change is
 * sent after the store has persisted it, and is repeated until it has arrived. Of waiting frames only the newest is
 * sent, and a frame that fails is dropped. Safe for concurrent use.
 */
final class Outbox implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Maximum number of waiting events of one job; the log stores no more. */
    private static final int MOST_WAITING = 256;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Time to send waiting events when the process stops. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(3);

    private final JobStore store;
    private final Function<JobEvent, Mono<?>> send;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    /**
     * @param send must not block; if it fails with a {@link TryLaterException} it is subscribed to again, although it
     *     may have succeeded
     */
    Outbox(JobStore store, Function<JobEvent, Mono<?>> send) {
        this.store = store;
        this.send = send;
    }

    void add(JobEvent event) {
        boolean added = false;
        while (!added) {
            added = lines.computeIfAbsent(event.job(), Line::new).add(event);
        }
    }

    /** Completes when all events of the job that were added before have been sent. */
    Mono<Void> flush(String job) {
        return Mono.defer(() -> {
            Line line = lines.get(job);
            return line == null ? Mono.empty() : line.flush();
        });
    }

    /** Sends the waiting events within the time limit. */
    @Override
    public void close() {
        try {
            Flux.fromIterable(lines.keySet()).flatMap(this::flush).then().block(LAST_WAIT);
        } catch (IllegalStateException late) {
            log.warn("Redis event log: the last events of {} jobs could not be sent before the shutdown", lines.size());
        }
        closed.tryEmitEmpty();
    }

    /** The waiting events of one job, in order. */
    private final class Line {

        private final String job;
        private final Deque<Waiting> all = new ArrayDeque<>();
        private boolean sending;
        private boolean gone;

        /** @param sent called when the event and all earlier ones have been sent */
        private record Waiting(@Nullable JobEvent event, Sinks.@Nullable Empty<Void> sent) {
            void told() {
                if (sent != null) {
                    sent.tryEmitEmpty();
                }
            }
        }

        Line(String job) {
            this.job = job;
        }

        /** @return false where this line has just ended, and another begins */
        synchronized boolean add(JobEvent event) {
            if (gone) {
                return false;
            }
            Waiting last = all.peekLast();
            boolean outdated = event instanceof FrameMade && last != null && last.event instanceof FrameMade;
            if (outdated) {
                all.removeLast();
            } else if (all.size() >= MOST_WAITING) {
                all.removeFirst().told();
            }
            all.addLast(new Waiting(event, null));
            goOn();
            return true;
        }

        synchronized Mono<Void> flush() {
            if (gone) {
                return Mono.empty();
            }
            Sinks.Empty<Void> sent = Sinks.empty();
            all.addLast(new Waiting(null, sent));
            return sent.asMono();
        }

        private void goOn() {
            while (!sending && !all.isEmpty()) {
                Waiting next = all.removeFirst();
                next.told();
                if (next.event != null) {
                    sending = true;
                    delivery(next.event)
                            .takeUntilOther(closed.asMono())
                            .subscribe(nothing -> {}, e -> sent(), this::sent);
                }
            }
            if (!sending) {
                gone = true;
                lines.remove(job, this);
            }
        }

        private synchronized void sent() {
            sending = false;
            goOn();
        }
    }

    private Mono<Void> delivery(JobEvent event) {
        return switch (event) {
            case StateChanged change ->
                store.flush(event.job())
                        .doOnError(e -> log.atWarn()
                                .addKeyValue("job", event.job())
                                .log(
                                        "Redis event log: a state is sent although the store could not confirm that it is persisted: {}",
                                        e.toString()))
                        .onErrorComplete()
                        .then(send.apply(event)
                                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                                        .maxBackoff(LONGEST_PAUSE)
                                        .filter(TryLaterException.class::isInstance))
                                .then())
                        .doOnError(e -> log.atError()
                                .addKeyValue("job", event.job())
                                .setCause(e)
                                .log("Redis event log: an event could not be sent and is dropped"));
            case FrameMade frame ->
                send.apply(event)
                        .then()
                        .doOnError(e -> log.atDebug()
                                .addKeyValue("job", event.job())
                                .log("A frame is let go: {}", e.toString()))
                        .onErrorComplete();
        };
    }
}
