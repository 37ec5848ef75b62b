package org.nnplayground.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An event log that records meters and spans of everything that passes through it. */
final class MeteredEventLog implements EventLog {

    private final EventLog log;
    private final StreamMeters meters;
    private final JobSpans spans;

    MeteredEventLog(EventLog log, StreamMeters meters, JobSpans spans) {
        this.log = log;
        this.meters = meters;
        this.spans = spans;
    }

    @Override
    public void append(JobEvent event) {
        if (event instanceof JobEvent.StateChanged change
                && change.now().state().isTerminal()) {
            meters.ended(change.now());
        }
        log.append(event);
    }

    @Override
    public Flux<Entry> follow(String job, long sequence, Interest interest, Executor executor) {
        return Flux.defer(() -> {
            var follower = new Follower();
            return log.follow(job, sequence, interest, executor)
                    .doOnNext(follower::got)
                    .doFinally(end -> follower.left());
        });
    }

    /** What one of them was given; one entry after the other. */
    private final class Follower {

        private final Instant since = Instant.now();
        private final SkippedFrames spared = new SkippedFrames();
        private Instant lastAt = since;
        private long frames;
        private @Nullable Instant lastFrameAt;
        private @Nullable Job job;

        void got(Entry entry) {
            Instant now = Instant.now();
            meters.skipped(spared.before(entry.sequence(), Duration.between(lastAt, now)));
            lastAt = now;
            switch (entry.event()) {
                case JobEvent.StateChanged change -> job = change.now();
                case JobEvent.AttentionMoved moved -> {
                    // neither a state nor a frame
                }
                case JobEvent.FrameMade made -> {
                    frames++;
                    lastFrameAt = now;
                    meters.sent(made.madeAt(), made.madeAt().isAfter(since));
                }
            }
        }

        void left() {
            if (job != null && lastFrameAt != null) {
                spans.followed(job, since, frames, lastFrameAt);
            }
        }
    }

    @Override
    public void open(String job, long lease) {
        log.open(job, lease);
    }

    @Override
    public boolean isOpen(String job) {
        return log.isOpen(job);
    }

    @Override
    public Mono<Void> opened(String job) {
        return log.opened(job);
    }

    @Override
    public long lastSequence(String job) {
        return log.lastSequence(job);
    }

    @Override
    public Optional<List<Entry>> statesAfter(String job, long sequence) {
        return log.statesAfter(job, sequence);
    }

    @Override
    public Optional<Interest> interest(String job) {
        return log.interest(job);
    }

    @Override
    public void close(String job) {
        log.close(job);
    }
}
