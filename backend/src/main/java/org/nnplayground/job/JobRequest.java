package org.nnplayground.job;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.TrainingSpec;

/**
 * A client's request for a new job.
 *
 * @param stop of a batch job has at least one condition
 * @param webhook address that is told about the job's end, null for none
 */
public record JobRequest(
        TrainingSpec spec,
        Mode mode,
        StopConditions stop,
        Pace pace,
        Job.Description description,
        @Nullable URI webhook) {

    /** The request, counted against this caller's quota. */
    public JobRequest by(String caller) {
        return new JobRequest(spec, mode, stop, pace, description.by(caller), webhook);
    }

    public JobRequest traced(@Nullable String trace) {
        return new JobRequest(spec, mode, stop, pace, description.traced(trace), webhook);
    }
}
