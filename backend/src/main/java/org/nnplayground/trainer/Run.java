package org.nnplayground.trainer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.RunCheckpoint;

/**
 * The training of one run while it is open: its session, how far it is to go, and what was last seen of it. For one
 * thread at a time.
 */
final class Run implements AutoCloseable {

    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    /** The part of the time that checkpoints may take. */
    private static final double CHECKPOINT_SHARE = 0.01;

    private static final long SHORTEST_BETWEEN_CHECKPOINTS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Numbers of checkpoints that one run may give a disk to write. */
    private static final double NUMBERS_PER_SECOND = 500_000;

    private final int number;
    private final TrainingSession session;
    private final List<Reservation> rooms = new ArrayList<>();
    /** Whether an evaluation takes longer than a slice, about. */
    private final boolean isLarge;

    /** The job's stop conditions but for those after which a person went on. */
    private StopConditions stop;

    /** Nanoseconds that it ran for before it last came to rest. */
    private long ran;

    private @Nullable Long runsSince;
    private @Nullable StepTarget step;
    private long nextCheckpointAt = System.nanoTime();
    private final DiagnosisMonitor checkup;

    /**
     * Opens the session of a job's run.
     *
     * @param number counted from 1, one more with every reset and new spec
     * @param checkpoint where it begins, null for untrained
     */
    static Run open(
            TrainerSessions sessions,
            Job job,
            int number,
            TrainingSpec spec,
            @Nullable Checkpoint checkpoint,
            StopConditions stop) {
        Reservation room = sessions.admission().enter(job, spec);
        try {
            return new Run(
                    number, spec, sessions.open(spec, job.description().requestedDevice(), checkpoint), room, stop);
        } catch (RuntimeException | Error e) {
            room.close();
            throw e;
        }
    }

    private Run(int number, TrainingSpec spec, TrainingSession session, Reservation room, StopConditions stop) {
        this.number = number;
        this.session = session;
        rooms.add(room);
        this.stop = stop;
        this.isLarge = TrainingRecorder.isLarge(spec);
        this.checkup = new DiagnosisMonitor(session, spec);
    }

    /** Counts on from an earlier session of the same run, in nanoseconds. */
    void goOn(long ran) {
        this.ran = ran;
    }

    /** Its time runs, unless it does already. */
    void runs() {
        if (runsSince == null) {
            runsSince = System.nanoTime();
        }
    }

    /** Its time stands still. */
    void standsStill() {
        ran = nanosecondsRun();
        runsSince = null;
    }

    private long nanosecondsRun() {
        return ran + (runsSince == null ? 0 : System.nanoTime() - runsSince);
    }

    /** The {@link System#nanoTime} at which its time is up, unless it stands still before. */
    long timeIsUpAt() {
        Double most = stop.maxSeconds();
        return most == null ? TrainerTask.NEVER : System.nanoTime() + Math.round(most * NANOSECONDS) - nanosecondsRun();
    }

    boolean isTimeUp() {
        return stop.maxSeconds() != null && nanosecondsRun() >= stop.maxSeconds() * NANOSECONDS;
    }

    /** A checkpoint if enough time has passed since the last one, else null. */
    @Nullable
    RunCheckpoint checkpointIfDue() {
        return System.nanoTime() - nextCheckpointAt >= 0 ? checkpoint() : null;
    }

    /**
     * The run at this moment. The next checkpoint is due when this one has taken at most {@link #CHECKPOINT_SHARE} of
     * the time.
     */
    RunCheckpoint checkpoint() {
        long start = System.nanoTime();
        Checkpoint at = session.checkpoint();
        long end = System.nanoTime();
        double pause = Math.max((end - start) / CHECKPOINT_SHARE, at.size() / NUMBERS_PER_SECOND * NANOSECONDS);
        nextCheckpointAt = end + Math.max(SHORTEST_BETWEEN_CHECKPOINTS, (long) pause);
        return new RunCheckpoint(number, at, stop, nanosecondsRun(), Instant.now());
    }

    TrainingSession session() {
        return session;
    }

    /** What ails it, as of the last evaluation. */
    List<Diagnosis> diagnosis() {
        return checkup.found();
    }

    /** Whether a person asked for some epochs or batches, no matter at which pace. */
    boolean isStepping() {
        return step != null;
    }

    void begin(StepTarget step) {
        this.step = step;
    }

    /** Answers who waits for a step, if anybody does. */
    void finishStep(Job job) {
        if (step != null) {
            step.done().complete(job);
            step = null;
        }
    }

    /** Bytes that are granted to its session. */
    long room() {
        return rooms.stream().mapToLong(Reservation::bytes).sum();
    }

    /** Takes other parameters of the same shape. */
    void replace(Parameters parameters) {
        session.replace(parameters);
        checkup.startAfresh();
    }

    /** Takes other rates, another batch size or penalty from the next epoch on, with the room that they take more. */
    void retune(Training training, boolean freshRate, Reservation more) {
        rooms.add(more);
        session.retune(training, freshRate);
    }

    /** Takes other stop conditions in place of those that were left; who watches already goes on. */
    void stopAt(StopConditions stop) {
        if (this.stop.patience() == null || stop.patience() == null) {
            session.clearBest();
        }
        this.stop = stop;
    }

    /**
     * What a slice did.
     *
     * @param rest null where the training goes on
     */
    record Outcome(Advance advance, @Nullable StopOutcome rest) {}

    /**
     * Trains a slice, unless it is to come to rest before.
     *
     * @param epochs at most so many; while there is a step, it alone counts
     * @param nanoseconds to spend, about
     */
    Outcome train(long epochs, long nanoseconds) {
        var before = session.position();
        StopOutcome already = restBefore();
        if (already != null) {
            return new Outcome(new Advance(before.epoch() + 1, new Losses[0], null), already);
        }
        Advance advance = session.advance(slice(before, step == null ? epochs : Long.MAX_VALUE, nanoseconds));
        checkup.trained(advance.losses());
        if (advance.divergence() != null) {
            checkup.diverged();
        }
        var position = session.position();
        StopOutcome rest = StopOutcome.after(stop, before.epoch(), position.epoch(), advance);
        if (rest == null && step != null && step.isDone(session)) {
            rest = StopOutcome.STEPPED;
        }
        return new Outcome(advance, rest);
    }

    private @Nullable StopOutcome restBefore() {
        StopOutcome rest = notFinite();
        if (rest == null && step == null) {
            rest = StopOutcome.before(stop, session);
        }
        return rest == null && isTimeUp() ? StopOutcome.TIME_UP : rest;
    }

    /** As {@link StopOutcome#notFinite}. */
    @Nullable
    StopOutcome notFinite() {
        StopOutcome rest = StopOutcome.notFinite(session);
        if (rest != null) {
            checkup.diverged();
        }
        return rest;
    }

    private Slice slice(TrainingSession.Position from, long epochs, long nanoseconds) {
        long until = StopOutcome.next(stop, from.epoch());
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

    /** Stands still for this reason, which is none any more when a person goes on. */
    void rest(@Nullable StopReason reason) {
        if (reason == StopReason.EARLY_STOPPING) {
            session.restoreBest();
            checkup.startAfresh();
        }
        if (reason != null) {
            stop = stop.without(reason);
        }
    }

    /** The job with where the training stands. */
    Job progressed(Job job, double epochsPerSecond) {
        var position = session.position();
        var best = session.best();
        var before = job.progress();
        return job.with(new Job.Progress(
                number,
                position.epoch(),
                position.batch(),
                position.batches(),
                before.run() == number && evaluationIsLong() ? before.losses() : session.losses(),
                session.learningRate(),
                epochsPerSecond,
                best == null ? null : best.epoch(),
                session.device(),
                before.run() == number && (isLarge || isAt(before)) ? before.metrics() : null));
    }

    private boolean isAt(Job.Progress progress) {
        var position = session.position();
        return progress.epoch() == position.epoch() && progress.batch() == position.batch();
    }

    /**
     * The job with more than the losses; as it is where that would take long.
     *
     * @param thoroughly whether time does not matter, as it stands still
     */
    Job evaluated(Job job, boolean thoroughly) {
        if (evaluationIsLong()) {
            return job;
        }
        Metrics metrics = session.metrics();
        checkup.look(metrics, thoroughly);
        return job.with(job.progress().with(metrics));
    }

    /** In mid-epoch it costs a pass over all samples: a large network shows what its last epoch gave. */
    private boolean evaluationIsLong() {
        return isLarge && session.position().batch() > 0;
    }

    @Override
    public void close() {
        session.close();
        rooms.forEach(Reservation::close);
    }
}
