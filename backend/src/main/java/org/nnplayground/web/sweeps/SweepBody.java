package org.nnplayground.web.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.JobState;
import org.nnplayground.sweep.Axis;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepProgress;
import org.nnplayground.web.response.JobBody.StopBody;

/** A sweep as JSON; missing values are absent. */
@Schema(name = "Sweep")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SweepBody(
        String id,

        @Schema(
                description = "Ended when all jobs have ended: cancelled if one was cancelled, failed if all have"
                        + " failed, else succeeded")
        JobState state,

        @Nullable String name,

        @Schema(ref = "#/components/schemas/TrainingSpec", description = "As it was sent; each job has its own")
        @Nullable
        Object spec,

        List<AxisBody> axes,
        StopBody stop,
        CountsBody jobs,
        Instant createdAt,
        @Nullable Instant finishedAt,

        @Schema(description = "When the sweep is deleted: with the last of its jobs") @Nullable
        Instant expiresAt,

        LinksBody links,

        @Schema(description = "Authorizes changes of the sweep; only in the response to its creation") @Nullable
        String controlToken) {

    /** The event of streams and webhooks whose data is a sweep. */
    static final String EVENT = "sweep.state";

    @Schema(name = "SweepAxis")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AxisBody(
            @Schema(description = "JSON pointer into the spec; absent of seeds") @Nullable
            String pointer,

            @Nullable List<Object> values,

            @Schema(description = "Number of seeds of initializer and training; absent of values") @Nullable
            Integer seeds) {

        static AxisBody of(Axis axis) {
            return switch (axis) {
                case Axis.Values values -> new AxisBody(values.pointer(), List.copyOf(values.values()), null);
                case Axis.Seeds seeds -> new AxisBody(null, null, seeds.count());
            };
        }
    }

    /** Numbers of jobs; deleted ones are in the total only. */
    @Schema(name = "SweepJobCounts")
    record CountsBody(int total, long queued, long running, long succeeded, long failed, long cancelled) {

        static CountsBody of(SweepProgress progress) {
            return new CountsBody(
                    progress.jobs().size(),
                    progress.count(JobState.QUEUED),
                    progress.count(JobState.RUNNING),
                    progress.count(JobState.SUCCEEDED),
                    progress.count(JobState.FAILED),
                    progress.count(JobState.CANCELLED));
        }
    }

    /** Paths of related resources, relative to the server's root. */
    @Schema(name = "SweepLinks")
    record LinksBody(String self, String jobs, String table, String events) {

        static LinksBody of(String id, String prefix) {
            String self = prefix + "/api/v1/sweeps/" + id;
            return new LinksBody(self, self + "/jobs", self + "/table", self + "/events");
        }
    }

    /**
     * @param withSpec whether the body holds the spec, which can be large
     * @param prefix of the paths in its links
     */
    static SweepBody of(SweepProgress progress, boolean withSpec, String prefix) {
        Sweep sweep = progress.sweep();
        return new SweepBody(
                sweep.id(),
                progress.state(),
                sweep.name(),
                withSpec ? sweep.spec() : null,
                sweep.axes().stream().map(AxisBody::of).toList(),
                StopBody.of(sweep.stop()),
                CountsBody.of(progress),
                sweep.createdAt(),
                progress.finishedAt(),
                progress.expiresAt(),
                LinksBody.of(sweep.id(), prefix),
                null);
    }

    /** The same with the sweep's control token. */
    SweepBody withControlToken(String token) {
        return new SweepBody(id, state, name, spec, axes, stop, jobs, createdAt, finishedAt, expiresAt, links, token);
    }
}
