package org.nnplayground.job;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.TrainingSpec;

/**
 * What a client asks to be trained, and how.
 *
 * @param stop of a batch job has a condition
 * @param webhook where the job's end is told, null for nowhere
 */
public record JobRequest(
        TrainingSpec spec,
        Mode mode,
        StopConditions stop,
        Pace pace,
        Job.Description description,
        @Nullable URI webhook) {

    /** The same, counted for this caller. */
    public JobRequest by(String caller) {
        return new JobRequest(spec, mode, stop, pace, description.by(caller), webhook);
    }

    public JobRequest traced(@Nullable String trace) {
        return new JobRequest(spec, mode, stop, pace, description.traced(trace), webhook);
    }
}
