package org.nnplayground.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;

/**
 * One training at some moment.
 *
 * @param id 128 random bits in hexadecimal; anyone who knows it can read the job
 * @param owner the name of the API key, null for a job submitted without a key
 * @param arithmetic of the present run, before the first run of that one; never changes within a run
 */
public record Job(
        String id,
        @Nullable String owner,
        Mode mode,
        Description description,
        TrainingSpec spec,
        Arithmetic arithmetic,
        StopConditions stop,
        Pace pace,
        Life life,
        Progress progress) {

    /**
     * What the client and its request say about the job beside the training.
     *
     * @param requestedArithmetic null for the default
     * @param caller pseudonym of the client whose quota the job counts against; null for none
     * @param trace the {@code traceparent} (W3C Trace Context) of the request that submitted the job, so that the
     *     trainer's spans belong to the same trace; null if the request is not traced
     * @param parent the job from which this one goes on; null for none
     */
    public record Description(
            @Nullable String name,
            Map<String, String> labels,
            RequestedDevice requestedDevice,
            @Nullable Arithmetic requestedArithmetic,
            @Nullable String caller,
            @Nullable String trace,
            @Nullable Parent parent) {

        public Description {
            labels = Map.copyOf(labels);
        }

        /** Without a parent. */
        public Description(
                @Nullable String name,
                Map<String, String> labels,
                RequestedDevice requestedDevice,
                @Nullable Arithmetic requestedArithmetic,
                @Nullable String caller,
                @Nullable String trace) {
            this(name, labels, requestedDevice, requestedArithmetic, caller, trace, null);
        }

        public Description withParent(Parent parent) {
            return new Description(name, labels, requestedDevice, requestedArithmetic, caller, trace, parent);
        }

        public Description withCaller(String caller) {
            return new Description(name, labels, requestedDevice, requestedArithmetic, caller, trace, parent);
        }

        public Description withArithmetic(@Nullable Arithmetic requested) {
            return new Description(name, labels, requestedDevice, requested, caller, trace, parent);
        }

        public Description withTrace(@Nullable String trace) {
            return new Description(name, labels, requestedDevice, requestedArithmetic, caller, trace, parent);
        }

        /**
         * The arithmetic of a run of this job, as {@link ArithmeticRule#of}.
         *
         * @throws org.nnplayground.problem.PlaygroundException {@code INVALID_REQUEST} if the client requested the
         *     shared arithmetic and it cannot train the spec
         */
        public Arithmetic arithmeticOf(Mode mode, TrainingSpec spec) {
            return ArithmeticRule.of(requestedArithmetic, mode, requestedDevice, spec);
        }
    }

    /**
     * The moment of another job from which a job goes on.
     *
     * @param run of the other job
     * @param epoch completed epochs of that run
     */
    public record Parent(String job, int run, long epoch) {}

    /**
     * The state of the job and its times.
     *
     * @param reason why it has paused or ended; null while it is queued or running, and after a user has paused it
     * @param failure the error, null if there is none
     * @param expiresAt when the job is removed, unless it is used before; null while it is running
     */
    public record Life(
            JobState state,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt) {

        /** The next state; {@code now} becomes the time of the start or the end, if the job has none yet. */
        Life become(JobState next, @Nullable StopReason reason, @Nullable Failure failure, Instant now) {
            boolean starts = startedAt == null && next == JobState.RUNNING;
            return new Life(
                    next, reason, failure, createdAt, starts ? now : startedAt, next.isTerminal() ? now : null, null);
        }
    }

    /**
     * The progress of the present run.
     *
     * @param run number of the run, counted from 1; each reset and each new spec starts another run; 0 before the first
     * @param epoch completed epochs of the run
     * @param batch completed updates of the epoch in progress
     * @param batches updates per epoch, 0 before the first session has opened
     * @param losses at the present parameters, null before the first session has opened
     * @param learningRate of the epoch in progress or of the next
     * @param epochsPerSecond throughput of the last half second, 0 while the job is not running
     * @param bestEpoch the epoch whose parameters early stopping would restore, or has restored; null without patience
     * @param device the device of the run; null before the first session has opened
     * @param metrics of the last evaluation; null before the first evaluation
     * @param busy whether other trainings keep the job below its pace
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
            @Nullable Metrics metrics,
            boolean busy) {

        public Progress withMetrics(Metrics metrics) {
            return new Progress(
                    run,
                    epoch,
                    batch,
                    batches,
                    losses,
                    learningRate,
                    epochsPerSecond,
                    bestEpoch,
                    device,
                    metrics,
                    busy);
        }

        public Progress withBusy(boolean busy) {
            return new Progress(
                    run,
                    epoch,
                    batch,
                    batches,
                    losses,
                    learningRate,
                    epochsPerSecond,
                    bestEpoch,
                    device,
                    metrics,
                    busy);
        }
    }

    public JobState state() {
        return life.state;
    }

    /**
     * The job in another state.
     *
     * @throws IllegalStateException if the present state does not allow it
     */
    public Job become(JobState next, @Nullable StopReason reason, @Nullable Failure failure, Instant now) {
        if (!life.state.mayBecome(next)) {
            throw new IllegalStateException("a " + life.state.wireName() + " job cannot become " + next.wireName());
        }
        return with(life.become(next, reason, failure, now));
    }

    /** The job with another expiry; null for none. */
    public Job withExpiry(@Nullable Instant at) {
        return with(
                new Life(life.state, life.reason, life.failure, life.createdAt, life.startedAt, life.finishedAt, at));
    }

    /** The job with a changed spec of the present run. */
    public Job with(TrainingSpec spec) {
        return new Job(id, owner, mode, description, spec, arithmetic, stop, pace, life, progress);
    }

    /**
     * The job with the spec and the arithmetic of a new run.
     *
     * @throws org.nnplayground.problem.PlaygroundException as {@link Description#arithmeticOf}
     */
    public Job withNewRun(TrainingSpec spec) {
        Arithmetic next = description.arithmeticOf(mode, spec);
        return new Job(id, owner, mode, description, spec, next, stop, pace, life, progress);
    }

    public Job with(StopConditions stop) {
        return new Job(id, owner, mode, description, spec, arithmetic, stop, pace, life, progress);
    }

    public Job with(Pace pace) {
        return new Job(id, owner, mode, description, spec, arithmetic, stop, pace, life, progress);
    }

    public Job with(Progress progress) {
        return new Job(id, owner, mode, description, spec, arithmetic, stop, pace, life, progress);
    }

    private Job with(Life life) {
        return new Job(id, owner, mode, description, spec, arithmetic, stop, pace, life, progress);
    }
}
