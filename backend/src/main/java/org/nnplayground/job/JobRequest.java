package org.nnplayground.job;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;

/**
 * A client's request for a new job.
 *
 * @param stop the stop conditions; a batch job needs at least one
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
    public JobRequest withCaller(String caller) {
        return new JobRequest(spec, mode, stop, pace, description.withCaller(caller), webhook);
    }

    public JobRequest withStop(StopConditions stop) {
        return new JobRequest(spec, mode, stop, pace, description, webhook);
    }

    public JobRequest withParent(Job.Parent parent) {
        return new JobRequest(spec, mode, stop, pace, description.withParent(parent), webhook);
    }

    /** The request with another spec, trained by this arithmetic; null for the default. */
    public JobRequest with(TrainingSpec spec, @Nullable Arithmetic arithmetic) {
        return new JobRequest(spec, mode, stop, pace, description.withArithmetic(arithmetic), webhook);
    }

    public JobRequest withTrace(@Nullable String trace) {
        return new JobRequest(spec, mode, stop, pace, description.withTrace(trace), webhook);
    }
}
