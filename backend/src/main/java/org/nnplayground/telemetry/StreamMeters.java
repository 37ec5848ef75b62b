package org.nnplayground.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.nnplayground.job.Job;
import org.nnplayground.job.StopReason;

/** Counts the events that this process appends to the event log and those that its clients get. */
final class StreamMeters {

    private static final Duration[] DELAYS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Timer delay;
    private final Counter sent;
    private final Counter skipped;

    StreamMeters(MeterRegistry registry) {
        this.registry = registry;
        delay = Timer.builder("playground.frame.delay")
                .description("From the making of a frame to its writing to one client")
                .serviceLevelObjectives(DELAYS)
                .register(registry);
        sent = Counter.builder("playground.frames.sent")
                .description("Frames written to clients")
                .register(registry);
        skipped = Counter.builder("playground.frames.skipped")
                .description("Frames that a client was not sent, as a newer one had come before its turn")
                .register(registry);
    }

    void ended(Job job) {
        StopReason reason = job.life().reason();
        Counter.builder("playground.jobs.ended")
                .description("Jobs that ended, counted where they ended")
                .tag("mode", job.mode().wireName())
                .tag("state", job.state().wireName())
                .tag("reason", reason == null ? "none" : reason.wireName())
                .register(registry)
                .increment();
    }

    /**
     * @param isNew whether the frame was made after its client had started to follow; only these are used for the delay
     */
    void sent(Instant madeAt, boolean isNew) {
        sent.increment();
        if (isNew) {
            delay.record(TrainingMeters.positive(Duration.between(madeAt, Instant.now())));
        }
    }

    void skipped(long frames) {
        skipped.increment(frames);
    }
}
