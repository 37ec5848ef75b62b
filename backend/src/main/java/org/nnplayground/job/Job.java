package org.nnplayground.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.spec.TrainingSpec;

/**
 * One training as it stood at some moment.
 *
 * @param id 128 random bits in hexadecimal; whoever knows it may look
 * @param owner the API key's name, null for a job made without a key
 */
public record Job(
        String id,
        @Nullable String owner,
        Mode mode,
        Description description,
        TrainingSpec spec,
        StopConditions stop,
        Pace pace,
        Life life,
        Progress progress) {

    /**
     * What the client called it, and where it wants it trained.
     *
     * @param caller whom limits count it for, in a code that does not tell who that is; null for nobody
     * @param trace the {@code traceparent} (W3C Trace Context) of the request that submitted it, so that whoever trains
     *     or shows it adds to the same trace; null where nothing is traced
     */
    public record Description(
            @Nullable String name,
            Map<String, String> labels,
            RequestedDevice requestedDevice,
            @Nullable String caller,
            @Nullable String trace) {

        public Description {
            labels = Map.copyOf(labels);
        }

        public Description by(String caller) {
            return new Description(name, labels, requestedDevice, caller, trace);
        }

        public Description traced(@Nullable String trace) {
            return new Description(name, labels, requestedDevice, caller, trace);
        }
    }

    /**
     * @param reason why it stands still or has ended; null while it is queued, runs, or was paused by a person
     * @param failure set where something went wrong
     * @param expiresAt when it is removed unless somebody looks at it; null while it runs
     */
    public record Life(
            JobState state,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt) {

        /** The same life in another state; {@code now} becomes its start or its end where it has none yet. */
        Life become(JobState next, @Nullable StopReason reason, @Nullable Failure failure, Instant now) {
            boolean starts = startedAt == null && next == JobState.RUNNING;
            return new Life(
                    next, reason, failure, createdAt, starts ? now : startedAt, next.isTerminal() ? now : null, null);
        }
    }

    /**
     * @param run counted from 1, one more with every reset and new spec
     * @param epoch completed epochs of the run
     * @param batch updates done in the epoch in progress
     * @param batches updates of an epoch, 0 before the job's session has opened
     * @param losses at the present parameters, null before the session has opened
     * @param learningRate of the epoch in progress or of the next
     * @param epochsPerSecond reached lately, 0 while it stands still
     * @param bestEpoch the epoch whose parameters patience would restore, or has restored; null without patience
     * @param device that the run is trained on; null before the session has opened
     * @param metrics at the parameters that were last evaluated; null before the first evaluation
     */
    public record Progress(
            int run,
            long epoch,
            int batch,
            int batches,
            @Nullable Losses losses,
            double learningRate,
            double epochsPerSecond,
            @Nullable Long bestEpoch,
            @Nullable Device device,
            @Nullable Metrics metrics) {

        public Progress with(Metrics metrics) {
            return new Progress(
                    run, epoch, batch, batches, losses, learningRate, epochsPerSecond, bestEpoch, device, metrics);
        }
    }

    public JobState state() {
        return life.state;
    }

    /**
     * The job in another state.
     *
     * @throws IllegalStateException where the present state does not allow it
     */
    public Job become(JobState next, @Nullable StopReason reason, @Nullable Failure failure, Instant now) {
        if (!life.state.mayBecome(next)) {
            throw new IllegalStateException("a " + life.state.wireName() + " job cannot become " + next.wireName());
        }
        return with(life.become(next, reason, failure, now));
    }

    /** The job with another time of removal. */
    public Job expiring(@Nullable Instant at) {
        return with(
                new Life(life.state, life.reason, life.failure, life.createdAt, life.startedAt, life.finishedAt, at));
    }

    /** The same job, with what its spec has in common with the other's spec kept once. */
    public Job sharing(Job other) {
        return with(spec.sharing(other.spec));
    }

    public Job with(TrainingSpec spec) {
        return new Job(id, owner, mode, description, spec, stop, pace, life, progress);
    }

    public Job with(StopConditions stop) {
        return new Job(id, owner, mode, description, spec, stop, pace, life, progress);
    }

    public Job with(Pace pace) {
        return new Job(id, owner, mode, description, spec, stop, pace, life, progress);
    }

    public Job with(Progress progress) {
        return new Job(id, owner, mode, description, spec, stop, pace, life, progress);
    }

    private Job with(Life life) {
        return new Job(id, owner, mode, description, spec, stop, pace, life, progress);
    }
}
