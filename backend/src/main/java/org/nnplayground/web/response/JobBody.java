package org.nnplayground.web.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Language;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;

/** A job as JSON; missing values are absent. */
@Schema(name = "Job")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobBody(
        String id,
        Mode mode,
        JobState state,

        @Schema(description = "Counts 1, 2, .. with every reset or new spec; 0 before the job has opened")
        int run,

        @Nullable TrainingSpec spec,

        @Schema(description = "Of the run. The same spec, seeds and arithmetic give the same numbers, bit for bit")
        Arithmetic arithmetic,

        StopBody stop,
        PaceBody pace,
        @Schema(description = "Completed epochs of the run") long epoch,
        BatchBody batch,
        @Nullable Float trainLoss,
        @Nullable Float validationLoss,
        @Nullable Float testLoss,
        @Nullable MetricsBody metrics,
        double learningRate,
        double epochsPerSecond,

        @Schema(description = "true while other trainings keep the job below its pace, else absent") @Nullable
        Boolean busy,

        @Schema(description = "The epoch whose parameters early stopping restores or has restored") @Nullable
        Long bestEpoch,

        @Nullable StopReason stopReason,

        @Schema(ref = "#/components/schemas/Problem") @Nullable
        ProblemDocument failure,

        @Schema(description = "The device that trains the job; absent before it has opened") @Nullable
        Device device,

        RequestedDevice requestedDevice,

        @Schema(description = "Jobs in front of this one") @Nullable
        Integer queuePosition,

        @Schema(description = "Estimated from the duration of recent batch jobs") @Nullable
        Instant estimatedStartAt,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        @Nullable String name,
        Map<String, String> labels,

        @Schema(description = "The job and the epoch from which this one goes on; absent if it began untrained")
        @Nullable
        ParentBody parent,

        Links links,

        @Schema(description = "Authorizes changes of the job; only in the response to its creation") @Nullable
        String controlToken) {

    /** The event of streams and webhooks whose data is a job. */
    public static final String EVENT = "job.state";

    @Schema(name = "Batch")
    public record BatchBody(
            @Schema(description = "Updates done in the epoch in progress")
            int index,

            @Schema(description = "Updates per epoch") int count) {}

    @Schema(name = "JobStop")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StopBody(
            @Nullable Long epochs,
            @Nullable Double targetTestLoss,
            @Nullable Long patience,

            @Schema(description = "Seconds of running time in this run") @Nullable
            Double maxSeconds) {

        public static StopBody of(StopConditions stop) {
            return new StopBody(stop.epochs(), stop.targetTestLoss(), stop.patience(), stop.maxSeconds());
        }
    }

    @Schema(name = "JobParent")
    record ParentBody(String job, int run, long epoch) {

        static @Nullable ParentBody of(Job.@Nullable Parent parent) {
            return parent == null ? null : new ParentBody(parent.job(), parent.run(), parent.epoch());
        }
    }

    @Schema(name = "JobPace")
    record PaceBody(
            @Schema(description = "0 means as fast as possible")
            double epochsPerSecond) {}

    /** Paths of related resources, relative to the server's root. */
    @Schema(name = "Links")
    public record Links(
            String self,
            String events,
            String history,
            String parameters,
            String gradients,
            String boundary,
            String samples,
            String predict,
            String trace) {

        static Links of(String id) {
            return of(id, "");
        }

        /** @param prefix of the API's path */
        static Links of(String id, String prefix) {
            String self = prefix + "/api/v1/jobs/" + id;
            return new Links(
                    self,
                    self + "/events",
                    self + "/history",
                    self + "/parameters",
                    self + "/gradients",
                    self + "/boundary",
                    self + "/samples",
                    self + "/predict",
                    self + "/trace");
        }
    }

    /**
     * @param withSpec whether the body holds the spec, which can be large
     * @param language of the failure's text
     */
    public static JobBody of(Job job, boolean withSpec, Language language) {
        Job.Progress progress = job.progress();
        Job.Life life = job.life();
        Losses losses = progress.losses();
        return new JobBody(
                job.id(),
                job.mode(),
                life.state(),
                progress.run(),
                withSpec ? job.spec() : null,
                job.arithmetic(),
                StopBody.of(job.stop()),
                new PaceBody(job.pace().epochsPerSecond()),
                progress.epoch(),
                new BatchBody(progress.batch(), progress.batches()),
                losses == null ? null : finite(losses.train()),
                losses == null ? null : finite(losses.validation()),
                losses == null ? null : finite(losses.test()),
                MetricsBody.of(progress.metrics()),
                progress.learningRate(),
                rounded(progress.epochsPerSecond()),
                progress.busy() ? true : null,
                progress.bestEpoch(),
                life.reason(),
                failure(job, language),
                progress.device(),
                job.description().requestedDevice(),
                null,
                null,
                life.createdAt(),
                life.startedAt(),
                life.finishedAt(),
                life.expiresAt(),
                job.description().name(),
                job.description().labels(),
                ParentBody.of(job.description().parent()),
                Links.of(job.id()),
                null);
    }

    private static @Nullable ProblemDocument failure(Job job, Language language) {
        Failure failure = job.life().failure();
        return failure == null
                ? null
                : ProblemDocument.of(
                        failure.type(), failure.detail(), Links.of(job.id()).self(), language);
    }

    /** The same for a queued job. */
    public JobBody withQueuePosition(@Nullable Integer queuePosition, @Nullable Instant estimatedStartAt) {
        return with(queuePosition, estimatedStartAt, links, controlToken);
    }

    /** The same with a prefix before all links. */
    public JobBody withLinkPrefix(String prefix) {
        return with(queuePosition, estimatedStartAt, Links.of(id, prefix), controlToken);
    }

    /** The same with the job's control token. */
    public JobBody withControlToken(String controlToken) {
        return with(queuePosition, estimatedStartAt, links, controlToken);
    }

    private JobBody with(
            @Nullable Integer queuePosition,
            @Nullable Instant estimatedStartAt,
            Links links,
            @Nullable String controlToken) {
        return new JobBody(
                id,
                mode,
                state,
                run,
                spec,
                arithmetic,
                stop,
                pace,
                epoch,
                batch,
                trainLoss,
                validationLoss,
                testLoss,
                metrics,
                learningRate,
                epochsPerSecond,
                busy,
                bestEpoch,
                stopReason,
                failure,
                device,
                requestedDevice,
                queuePosition,
                estimatedStartAt,
                createdAt,
                startedAt,
                finishedAt,
                expiresAt,
                name,
                labels,
                parent,
                links,
                controlToken);
    }

    /** A loss in the engine's precision (float32); null if it is not finite. */
    public static @Nullable Float finite(double loss) {
        return Double.isFinite(loss) ? (float) loss : null;
    }

    /** Rounds a measured rate to one decimal. */
    public static double rounded(double epochsPerSecond) {
        return Math.round(epochsPerSecond * 10) / 10.0;
    }
}
