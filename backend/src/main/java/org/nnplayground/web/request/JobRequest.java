package org.nnplayground.web.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Mode;
import org.nnplayground.store.Pace;
import org.nnplayground.store.Stop;

/** The body of {@code POST /api/v1/jobs}, complete: a batch job has a stop condition, and every job a pace. */
public record JobRequest(
        TrainingSpec spec,
        Mode mode,
        Stop stop,
        Pace pace,
        Device device,
        @Nullable String name,
        Map<String, String> labels) {

    public JobRequest {
        labels = Map.copyOf(labels);
    }
}
