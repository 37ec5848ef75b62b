package org.nnplayground.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;

/**
 * Records the phases of a job as spans of the trace of its submission: the wait in the queue, each training, and each
 * stream with its last frame. The trace id is stored with the job ({@link Job.Description#trace}), so the spans of
 * several processes and of a resumed training belong together.
 */
final class JobSpans implements AutoCloseable {

    private static final String TRACE_PARENT = "traceparent";

    /** Used when tracing is off. */
    static final JobSpans NONE = new JobSpans(Propagator.NOOP);

    private final Propagator propagator;
    private final Map<String, Span> trainings = new ConcurrentHashMap<>();

    JobSpans(Propagator propagator) {
        this.propagator = propagator;
    }

    private Span.@Nullable Builder span(Job job, String name) {
        String trace = job.description().trace();
        return trace == null
                ? null
                : propagator
                        .extract(Map.of(TRACE_PARENT, trace), Map::get)
                        .name(name)
                        .tag("job.id", job.id())
                        .tag("job.mode", job.mode().wireName());
    }

    private static Span.Builder from(Span.Builder span, Instant start) {
        return span.startTimestamp(micros(start), TimeUnit.MICROSECONDS);
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    void claimed(Job job, boolean resumes) {
        var wait = span(job, "job wait");
        if (wait != null && !resumes) {
            from(wait, job.life().createdAt()).start().end();
        }
        var training = span(job, "job train");
        if (training != null) {
            trainings.put(job.id(), training.tag("job.resumes", resumes).start());
        }
    }

    void left(Job job) {
        Span training = trainings.remove(job.id());
        if (training != null) {
            training.tag("job.state", job.state().wireName())
                    .tag("job.run", job.progress().run())
                    .tag("job.epoch", job.progress().epoch())
                    .end();
        }
    }

    /** A stream of the job has ended, or its client has disconnected. */
    void followed(Job job, Instant since, long frames, Instant lastFrameAt) {
        var stream = span(job, "job stream");
        if (stream != null) {
            from(stream, since)
                    .tag("job.frames", frames)
                    .start()
                    .event("last frame", micros(lastFrameAt), TimeUnit.MICROSECONDS)
                    .end();
        }
    }

    /** Ends the spans of trainings that other processes continue. */
    @Override
    public void close() {
        trainings.values().forEach(Span::end);
        trainings.clear();
    }
}
