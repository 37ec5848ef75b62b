package org.nnplayground.trainer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.Admission;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.job.Job;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.trainer.schedule.TrainerTask;

/**
 * One run of an open job: its session, its stop conditions, its clock and its diagnosis. Used by one thread at a time.
 */
final class Run implements AutoCloseable {

    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    /** Maximum share of the time that checkpoints take. */
    private static final double CHECKPOINT_SHARE = 0.01;

    private static final long MIN_CHECKPOINT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

    /** Maximum number of floats per second that the checkpoints of one run write: 1 MB. */
    private static final double FLOATS_PER_SECOND = 250_000;

    /** Checkpoints with more floats than this, 1 MB, become rarer in a long run. */
    private static final long LARGE_CHECKPOINT = 250_000;

    /**
     * Minimum time between large checkpoints, as a share of the time that the run has been running. So the bytes that a
     * run writes grow with the logarithm of its duration, and a crash costs at most this share of it.
     */
    private static final double LARGE_CHECKPOINT_SHARE = 0.02;

    private final int number;
    private final TrainingSession session;
    private final List<Reservation> reservations = new ArrayList<>();
    private final boolean isLarge;

    /** The job's stop conditions without those after which a user continued. */
    private StopConditions stop;

    private final RunClock clock = new RunClock();
    private @Nullable StepTarget step;
    private long nextCheckpointAt = System.nanoTime();
    private final DiagnosisMonitor monitor;

    /**
     * Opens the session of a job's run.
     *
     * @param number number of the run, counted from 1
     * @param checkpoint initial state, null for untrained
     * @param check as in {@link TrainerSessions#open}
     * @throws org.nnplayground.problem.PlaygroundException if too little memory is free
     */
    static Run open(
            TrainerSessions sessions,
            Job job,
            int number,
            TrainingSpec spec,
            @Nullable Checkpoint checkpoint,
            StopConditions stop,
            Runnable check) {
        Reservation reservation = sessions.admission().reservationFor(job, spec, stop);
        TrainingSession session = null;
        try {
            session = sessions.open(spec, job.arithmetic(), job.description().requestedDevice(), checkpoint, check);
            return new Run(number, spec, session, reservation, stop);
        } catch (RuntimeException | Error e) {
            if (session != null) {
                session.close();
            }
            reservation.close();
            throw e;
        }
    }

    private Run(int number, TrainingSpec spec, TrainingSession session, Reservation reservation, StopConditions stop) {
        this.number = number;
        this.session = session;
        reservations.add(reservation);
        this.stop = stop;
        this.isLarge = TrainingRecorder.isLarge(spec);
        this.monitor = new DiagnosisMonitor(session, spec);
    }

    /** Whether an evaluation is estimated to take longer than a slice. */
    boolean isLarge() {
        return isLarge;
    }

    /** Measures how long the run has been running. */
    RunClock clock() {
        return clock;
    }

    /** The {@link System#nanoTime} at which the time limit is reached if the run does not pause before. */
    long timeLimitAt() {
        Double limit = stop.maxSeconds();
        return limit == null
                ? TrainerTask.NEVER
                : System.nanoTime() + Math.round(limit * NANOSECONDS) - clock.nanoseconds();
    }

    boolean isTimeLimitReached() {
        return stop.maxSeconds() != null && clock.nanoseconds() >= stop.maxSeconds() * NANOSECONDS;
    }

    /** A checkpoint if enough time has passed since the last one, else null. */
    @Nullable
    RunCheckpoint checkpointIfDue() {
        return System.nanoTime() - nextCheckpointAt >= 0 ? checkpoint() : null;
    }

    /**
     * The run at this moment. The next checkpoint is due when this one has taken at most {@link #CHECKPOINT_SHARE} of
     * the time, and its size allows it.
     */
    RunCheckpoint checkpoint() {
        long start = System.nanoTime();
        Checkpoint at = session.checkpoint();
        long end = System.nanoTime();
        nextCheckpointAt = end + pauseAfterCheckpoint(at.size(), end - start, clock.nanoseconds());
        return new RunCheckpoint(number, at, stop, clock.nanoseconds(), Instant.now());
    }

    /**
     * The time in nanoseconds until the next checkpoint.
     *
     * @param floats in the last one
     * @param took nanoseconds that the last one took
     * @param ran nanoseconds that the run has been running
     */
    static long pauseAfterCheckpoint(long floats, long took, long ran) {
        double pause = Math.max(took / CHECKPOINT_SHARE, floats / FLOATS_PER_SECOND * NANOSECONDS);
        if (floats > LARGE_CHECKPOINT) {
            pause = Math.max(pause, LARGE_CHECKPOINT_SHARE * ran);
        }
        return Math.max(MIN_CHECKPOINT_INTERVAL, (long) pause);
    }

    TrainingSession session() {
        return session;
    }

    /** As {@link DiagnosisMonitor#planGradientCheck}. */
    boolean planGradientCheck() {
        return monitor.planGradientCheck();
    }

    /** The diagnosis of the last evaluation. */
    List<Diagnosis> diagnosis() {
        return monitor.diagnosis();
    }

    /** Whether a user has requested a number of epochs or batches, which are trained at full pace. */
    boolean isStepping() {
        return step != null;
    }

    void startStep(StepTarget step) {
        this.step = step;
    }

    /** Completes the step, if there is one. */
    void finishStep(Job job) {
        if (step != null) {
            step.done().complete(job);
            step = null;
        }
    }

    /** Adds memory for a change of the training. */
    void reserve(Admission admission, TrainingSpec spec, Arithmetic arithmetic, StopConditions stop) {
        reservations.add(admission.reserve(spec, arithmetic, stop, reservations));
    }

    /** Replaces the parameters by others of the same shape. */
    void replace(Parameters parameters) {
        session.replace(parameters);
        monitor.reset();
    }

    /** Changes rates, batch size or regularization from the next epoch on. */
    void retune(Training training, boolean freshRate) {
        session.retune(training, freshRate);
        monitor.retuned();
    }

    /** Replaces the stop conditions. An early stopping that is in progress continues. */
    void replaceStop(StopConditions stop) {
        if (this.stop.patience() == null || stop.patience() == null) {
            session.clearBest();
        }
        this.stop = stop;
    }

    /**
     * The result of a slice.
     *
     * @param stop why the training stops; null if it continues
     */
    record Outcome(Advance advance, @Nullable StopOutcome stop) {}

    /**
     * The next slice of a run.
     *
     * @param slice what to train; null if a stop condition is met already
     * @param already why the training stops before; null if it continues
     */
    record Plan(
            TrainingSession.Position before,
            @Nullable Slice slice,
            @Nullable StopOutcome already) {

        /** Trains the slice. */
        Advance advance(TrainingSession session) {
            return slice == null ? new Advance(before.epoch() + 1, new Losses[0], null) : session.advance(slice);
        }
    }

    /**
     * Plans a slice, unless a stop condition is already met.
     *
     * @param epochs maximum number of epochs; ignored during a step
     * @param nanoseconds target duration
     */
    Plan plan(long epochs, long nanoseconds) {
        var before = session.position();
        StopOutcome already = stopBefore();
        if (already == null) {
            monitor.beforeTraining();
        }
        return already == null
                ? new Plan(before, slice(before, step == null ? epochs : Long.MAX_VALUE, nanoseconds), null)
                : new Plan(before, null, already);
    }

    /** Completes a planned slice after it was trained. */
    Outcome complete(Plan plan, Advance advance) {
        if (plan.already != null) {
            return new Outcome(advance, plan.already);
        }
        monitor.trained(advance.losses());
        if (advance.divergence() != null) {
            monitor.markDiverged();
        }
        var position = session.position();
        StopOutcome outcome = StopOutcome.after(stop, plan.before.epoch(), position.epoch(), advance);
        if (outcome == null && step != null && step.isDone(session)) {
            outcome = StopOutcome.STEPPED;
        }
        return new Outcome(advance, outcome);
    }

    private @Nullable StopOutcome stopBefore() {
        if (session.pretraining() != null) { // its network is not the result of a training yet
            return isTimeLimitReached() ? StopOutcome.TIME_LIMIT : null;
        }
        StopOutcome outcome = notFinite();
        if (outcome == null && step == null) {
            outcome = StopOutcome.before(stop, session);
        }
        return outcome == null && isTimeLimitReached() ? StopOutcome.TIME_LIMIT : outcome;
    }

    /** As {@link StopOutcome#notFinite}. */
    @Nullable
    StopOutcome notFinite() {
        StopOutcome outcome = StopOutcome.notFinite(session);
        if (outcome != null) {
            monitor.markDiverged();
        }
        return outcome;
    }

    private Slice slice(TrainingSession.Position from, long epochs, long nanoseconds) {
        long until = StopOutcome.nextStopEpoch(stop, from.epoch());
        if (step != null) {
            until = Math.min(until, step.untilEpoch());
        }
        var slice = new Slice(epochs < until - from.epoch() ? from.epoch() + epochs : until, nanoseconds);
        if (step != null) {
            slice = slice.withUpdates(step.updatesLeft(session));
        }
        Double target = stop.targetTestLoss();
        Long patience = stop.patience();
        slice = target == null ? slice : slice.withTargetTestLoss(target);
        return patience == null ? slice : slice.withPatience(patience);
    }

    /**
     * Applies a stop: restores the best parameters after early stopping, and removes the condition, so that a user can
     * continue.
     */
    void applyStop(@Nullable StopReason reason) {
        if (reason == StopReason.EARLY_STOPPING) {
            session.restoreBest();
            monitor.reset();
        }
        if (reason != null) {
            stop = stop.without(reason);
        }
    }

    /** The job with the progress of the session; not busy. */
    Job withProgress(Job job, double epochsPerSecond) {
        var position = session.position();
        var best = session.best();
        var before = job.progress();
        return job.with(new Job.Progress(
                number,
                position.epoch(),
                position.batch(),
                position.batches(),
                before.run() == number && isEvaluationSlow() ? before.losses() : session.losses(),
                session.learningRate(),
                epochsPerSecond,
                best == null ? null : best.epoch(),
                session.device(),
                before.run() == number && (isLarge || isAt(before)) ? before.metrics() : null,
                false));
    }

    private boolean isAt(Job.Progress progress) {
        var position = session.position();
        return progress.epoch() == position.epoch() && progress.batch() == position.batch();
    }

    /**
     * The job with metrics, and a new diagnosis; unchanged if an evaluation would be slow.
     *
     * @param thoroughly whether to run expensive checks, because the training does not run
     */
    Job withEvaluation(Job job, boolean thoroughly) {
        if (isEvaluationSlow()) {
            return job;
        }
        Metrics metrics = session.metrics();
        monitor.check(metrics, thoroughly);
        return job.with(job.progress().withMetrics(metrics));
    }

    /**
     * Within an epoch and during the pre-training, an evaluation is another pass over all samples: large networks show
     * the values of the last epoch.
     */
    private boolean isEvaluationSlow() {
        return isLarge && (session.position().batch() > 0 || session.pretraining() != null);
    }

    @Override
    public void close() {
        session.close();
        reservations.forEach(Reservation::close);
    }
}
