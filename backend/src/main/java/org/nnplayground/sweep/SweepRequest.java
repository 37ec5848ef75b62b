package org.nnplayground.sweep;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.JobRequest;
import tools.jackson.databind.JsonNode;

/**
 * A client's request for a sweep.
 *
 * @param spec as the client has sent it
 * @param jobs in the order of the table
 * @param webhook address that is told about the sweep's end, null for none
 */
public record SweepRequest(
        JsonNode spec,
        List<Axis> axes,
        List<JobRequest> jobs,
        @Nullable String name,
        @Nullable URI webhook) {

    public SweepRequest {
        axes = List.copyOf(axes);
        jobs = List.copyOf(jobs);
    }

    public SweepRequest with(List<JobRequest> jobs) {
        return new SweepRequest(spec, axes, jobs, name, webhook);
    }

    /** JSON pointer, in the request, of a job's value on the last axis that has values. */
    String pointer(int job) {
        int[] indices = Sweep.indices(axes, job);
        for (int a = axes.size() - 1; a >= 0; a--) {
            if (axes.get(a) instanceof Axis.Values) {
                return "/axes/" + a + "/values/" + indices[a];
            }
        }
        return "/spec";
    }
}
