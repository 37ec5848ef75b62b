package org.nnplayground.trainer;

import static org.nnplayground.job.JobState.FAILED;
import static org.nnplayground.job.JobState.PAUSED;
import static org.nnplayground.job.JobState.QUEUED;
import static org.nnplayground.job.JobState.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.SessionShape;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.View;
import org.nnplayground.job.Control;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry.Cause;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.trainer.schedule.PaceController;
import org.nnplayground.trainer.schedule.Pacer;
import org.nnplayground.trainer.schedule.TrainerTask;

/**
 * The training of one open job, live or batch: one {@link Run} after another. Each change of the job, its losses and
 * its checkpoint goes to the store in one write. Used by one thread at a time, except {@link #job} and
 * {@link #hasEnded}.
 */
final class LiveTraining {

    private static final Losses[] NONE = {};

    /** A batch job whose next epoch is due later than this waits in the queue meanwhile. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final TrainerSessions sessions;
    private final TrainingRecorder recorder;
    private final JobSettings settings;
    private final Runnable onEnd;
    private final ControlHandler controls;
    private final FramePublisher frames;
    private final PaceController pace;
    private volatile Job job;
    private volatile boolean ended;
    private volatile boolean cancelRequested;
    private boolean cancelling;
    private volatile boolean yieldRequested;

    /** How long the job stays out of the queue after it has left; null if it has not left. */
    private volatile @Nullable Duration absence;

    private @Nullable Run run;

    /** Where to continue; null if the job has not begun, and once it is open. */
    private @Nullable RunCheckpoint resumeFrom;

    private Journal journal;

    /** Whether the store has another journal. */
    private boolean isJournalNew;

    /** Losses of the present run that the store does not have yet, from epoch {@link #newLossesFrom} on. */
    private Losses[] newLosses = NONE;

    private long newLossesFrom;

    /**
     * @param opened the job as it was stored
     * @param onEnd called when the training has ended here, before requests for it are answered
     */
    LiveTraining(
            TrainerSessions sessions,
            TrainingRecorder recorder,
            JobSettings settings,
            JobStore.Opened opened,
            Runnable onEnd) {
        this.sessions = sessions;
        this.recorder = recorder;
        this.settings = settings;
        this.job = opened.job();
        this.resumeFrom = opened.checkpoint();
        this.journal = opened.journal();
        this.onEnd = onEnd;
        this.controls = new ControlHandler(this, sessions);
        this.frames = new FramePublisher(recorder);
        this.pace = new PaceController(job.pace());
    }

    Job job() {
        return job;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the evaluation in progress, if there is one, because {@link #cancel} is going to be called. */
    void requestCancel() {
        cancelRequested = true;
    }

    private void checkCancel() {
        if (cancelRequested && !cancelling) {
            throw new JobEndedException();
        }
    }

    // Called in each turn.

    /** Opens the session if that has not been done. */
    void open() {
        if (run != null || ended) {
            return;
        }
        RunCheckpoint earlier = resumeFrom;
        if (earlier == null) {
            startRun(job.spec(), null);
        } else {
            enter(job, earlier.run(), earlier.checkpoint(), earlier.stop())
                    .clock()
                    .add(earlier.nanosecondsRun());
            resumeFrom = null;
        }
        if (job.state() != QUEUED) {
            pace.start(job.pace());
            change(job); // a live job, running or paused
        } else if (job.mode() == Mode.LIVE) {
            pauseAtStart();
        } else {
            become(RUNNING, null, null);
            if (earlier != null) {
                pace.startAtOnce(job.pace()); // it may have waited in the queue for its next epoch
            }
        }
    }

    /** Pauses at the start of a run; the reason says so if the network's outputs are not finite. */
    void pauseAtStart() {
        StopOutcome stop = run().notFinite();
        become(PAUSED, stop == null ? null : stop.reason(), stop == null ? null : stop.failure());
    }

    /**
     * A turn of a running job.
     *
     * @param plan the slice that is due; null if none is
     * @param view what a frame after the slice shows; null if no frame is due
     */
    record Turn(Run.@Nullable Plan plan, @Nullable View view) {}

    /** Trains for one slice if the job is running and epochs are due, unless the store is behind. */
    void trainSlice() {
        Turn turn = begin(0, sessions.sliceNanoseconds());
        if (turn == null) {
            return;
        }
        Run.Plan plan = turn.plan;
        Advance advance = plan == null ? null : plan.advance(session());
        complete(new Turn(plan, dueView(0)), advance);
    }

    /**
     * Begins a turn, in which the caller advances the session.
     *
     * @param tolerance as in {@link FramePublisher#dueView}
     * @param nanoseconds target duration of the slice
     * @return null if the job does not run, or the store is behind
     */
    @Nullable
    Turn begin(long tolerance, long nanoseconds) {
        if (ended || job.state() != RUNNING) {
            return null;
        }
        run().clock().start();
        if (recorder.isBehind()) {
            job = run().withProgress(job, 0);
            write(run().checkpointIfDue()); // so that everything before the wait can be written
            pace.hold(job.pace());
            return null;
        }
        pace.resume(job.pace());
        long due = run().isStepping() ? Long.MAX_VALUE : pace.due();
        boolean trains = due > 0 || run().isTimeLimitReached();
        View view = dueView(tolerance);
        return new Turn(trains ? run().plan(due, nanoseconds) : null, view);
    }

    /** As {@link FramePublisher#dueView}, with gradients if the diagnosis of the frame needs them. */
    private @Nullable View dueView(long tolerance) {
        View view = frames.dueView(job, tolerance);
        return view != null && run().planGradientCheck() ? view.withGradients() : view;
    }

    /** @param advance the result of the planned slice; null if none was due */
    void complete(Turn turn, @Nullable Advance advance) {
        RunCheckpoint checkpoint = null;
        if (turn.plan != null && advance != null) {
            Run.Outcome outcome = run().complete(turn.plan, advance);
            advanced(outcome.advance());
            if (outcome.stop() != null) {
                stop(outcome.stop());
                return;
            }
            checkpoint = run().checkpointIfDue();
        }
        boolean isFrameDue = turn.view != null;
        if (isFrameDue) {
            evaluate(false);
        }
        Duration wait = waitInQueue(checkpoint != null);
        if (wait != null) {
            leave(wait, checkpoint == null ? run().checkpoint() : checkpoint, isFrameDue);
            return;
        }
        if (advance != null || isFrameDue) {
            write(checkpoint);
        }
        if (isFrameDue) {
            frames.publish(job, run());
        }
    }

    /**
     * The trainings that this one can be trained with in one call: those with the same mode, whose sessions are of one
     * family, and whose pace is limited or unlimited alike. Null while it trains alone or not at all.
     */
    @Nullable
    GroupKey groupKey() {
        if (ended || run == null || job.state() != RUNNING || run.isStepping()) {
            return null;
        }
        SessionShape shape = run.session().shape();
        return shape == null
                ? null
                : new GroupKey(shape.family(), job.mode(), job.pace().epochsPerSecond() == 0);
    }

    /** The interval that the followers want between frames; null if there are none. */
    @Nullable
    Duration frameInterval() {
        return frames.interval(job);
    }

    /** Lets the job leave for other callers' jobs at its next checkpoint. Called by any thread. */
    void requestYield() {
        yieldRequested = true;
    }

    boolean isYieldRequested() {
        return yieldRequested;
    }

    /**
     * How long a batch job has to leave: until its next epoch is due, or zero to yield to others. Null if it stays.
     *
     * @param isSaved whether a checkpoint was just taken
     */
    private @Nullable Duration waitInQueue(boolean isSaved) {
        if (job.mode() != Mode.BATCH) {
            return null;
        }
        Duration wait = Duration.ofNanos(pace.nextDueAt() - System.nanoTime());
        if (wait.compareTo(MAX_WAIT) > 0) {
            return wait;
        }
        return yieldRequested && isSaved ? Duration.ZERO : null;
    }

    /** Closes the session of a job that continues from this checkpoint when it is claimed again. */
    private void leave(Duration wait, RunCheckpoint checkpoint, boolean isFrameDue) {
        job = run().withProgress(job, 0).become(QUEUED, null, null, Instant.now());
        write(checkpoint);
        if (isFrameDue) {
            frames.publish(job, run());
        }
        recorder.publishState(job);
        absence = wait;
        ended = true;
        close();
        onEnd.run();
    }

    /** How long a job that has left stays out of the queue, zero if it waits at once; null if it has not left. */
    @Nullable
    Duration absence() {
        return absence;
    }

    private void advanced(Advance advance) {
        if (newLosses.length > 0) {
            write(null); // left over from a request that failed
        }
        newLosses = advance.losses();
        newLossesFrom = advance.fromEpoch();
        recorder.trained(job, newLosses.length);
        Job advanced = run().withProgress(job, pace.completed(newLosses.length));
        job = advanced.with(advanced.progress().withBusy(sessions.isBusy(Pacer.MAX_LAG)));
    }

    private void stop(StopOutcome outcome) {
        if (outcome.reason() == StopReason.EARLY_STOPPING) {
            write(run().checkpoint()); // the parameters of the last epoch, before the best ones are restored
        }
        run().applyStop(outcome.reason());
        if (outcome.reason() == StopReason.EARLY_STOPPING) {
            recordRestart(Cause.RESTORED_BEST);
        } else if (journal.isBeyond(Journal.presentRun(job), session().position())) {
            recordRestart(Cause.SET_BACK);
        }
        if (job.mode() == Mode.LIVE) {
            become(PAUSED, outcome.reason(), outcome.failure());
        } else {
            end(outcome.endState(), outcome.reason(), outcome.failure());
        }
    }

    /** When the next turn is due, as {@link TrainerTask#runTurn} returns it. */
    long nextTurn() {
        if (ended || job.state() != RUNNING) {
            return TrainerTask.NEVER;
        }
        if (pace.isHeld()) {
            return pace.nextDueAt();
        }
        return run().isStepping() ? System.nanoTime() : Math.min(pace.nextDueAt(), run().timeLimitAt());
    }

    // Called for requests, within a turn.

    /** @return completes when the control has taken effect */
    CompletableFuture<Job> handle(Control control) {
        return controls.handle(control);
    }

    /** @throws JobEndedException if no session is open */
    Run run() {
        if (run == null) {
            throw new JobEndedException();
        }
        return run;
    }

    TrainingSession session() {
        return run().session();
    }

    /**
     * Opens the next run. The caller pauses or starts it, which also writes its first loss.
     *
     * @param checkpoint where the run begins, null for untrained
     * @throws org.nnplayground.problem.PlaygroundException as {@link Job#withNewRun}; nothing has changed then
     */
    void startRun(TrainingSpec spec, @Nullable Checkpoint checkpoint) {
        Job before = job;
        enter(job.withNewRun(spec), job.progress().run() + 1, checkpoint, job.stop());
        record(journal.runStarted(before, job, Cause.KEPT_PARAMETERS, checkpoint));
        newLossesFrom = 0;
        newLosses = new Losses[] {session().losses()};
    }

    /** @param next the job with the spec and the arithmetic of the run */
    private Run enter(Job next, int number, @Nullable Checkpoint checkpoint, StopConditions stop) {
        Run opened = Run.open(sessions, next, number, next.spec(), checkpoint, stop, this::checkCancel);
        Job entered;
        try {
            entered = opened.withProgress(next, 0);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
        close();
        run = opened;
        job = entered;
        return opened;
    }

    /** Changes the state: running or paused. */
    void become(JobState next, @Nullable StopReason reason, @Nullable Failure failure) {
        boolean runs = next == RUNNING;
        job = run().withProgress(job, 0);
        if (!runs) {
            evaluate(true);
        }
        job = job.become(next, reason, failure, Instant.now());
        if (runs) {
            pace.start(job.pace());
        } else {
            run().clock().stop();
        }
        if (reason == StopReason.IDLE) {
            job = job.withExpiry(Instant.now().plus(settings.idleExpiry()));
        }
        write(run().checkpoint());
        if (!runs) {
            frames.publish(job, run());
        }
        recorder.publishState(job);
        if (!runs) {
            run().finishStep(job);
        }
    }

    /** Takes a job that was changed without a change of state. */
    void change(Job changed) {
        job = run().withProgress(changed, changed.progress().epochsPerSecond());
        write(run().checkpoint());
        recorder.publishState(job);
    }

    /** Records that the parameters of the run were replaced, and shows them. */
    void parametersReplaced() {
        job = run().withProgress(job, job.progress().epochsPerSecond());
        evaluate(true);
        recordRestart(Cause.REPLACED_PARAMETERS);
        write(run().checkpoint());
        frames.publish(job, run());
        recorder.publishState(job);
    }

    /** Records that the rates or the batch size of the present run were changed. */
    void recordRetuning(JobPatch patch) {
        record(journal.retuned(job, session().position(), patch));
    }

    private void recordRestart(Cause cause) {
        record(journal.restarted(job, cause, session().checkpoint()));
    }

    private void record(Journal next) {
        isJournalNew = isJournalNew || !next.equals(journal);
        journal = next;
    }

    /** Continues at this pace. */
    void startPace(Pace changed) {
        pace.start(changed);
    }

    // Ending the job.

    /** Ends the job because of a request, without a long evaluation; its session need not be open. */
    void cancel(StopReason reason) {
        cancelling = true;
        Run present = run;
        if (present == null) {
            end(JobState.CANCELLED, reason, null, null);
        } else if (present.isLarge()) {
            job = present.withProgress(job, 0);
            end(JobState.CANCELLED, reason, null, present.checkpoint());
        } else {
            end(JobState.CANCELLED, reason, null);
        }
    }

    /** Ends the job. */
    private void end(JobState state, @Nullable StopReason reason, @Nullable Failure failure) {
        job = run().withProgress(job, 0);
        evaluate(true);
        end(state, reason, failure, run().checkpoint());
    }

    /** Ends the job because of an internal error. */
    void fail() {
        if (!ended) {
            end(FAILED, null, new Failure(ProblemType.INTERNAL, Message.of("job.broke-off")), null);
        }
    }

    /** @param checkpoint null if the store keeps the last one */
    private void end(
            JobState state,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            @Nullable RunCheckpoint checkpoint) {
        Instant now = Instant.now();
        job = job.become(state, reason, failure, now).withExpiry(now.plus(settings.retention()));
        ended = true;
        Run last = run;
        write(checkpoint);
        if (last != null && checkpoint != null) {
            frames.publish(job, last);
        }
        close();
        recorder.publishState(job);
        onEnd.run();
        if (last != null) {
            last.finishStep(job);
        }
        recorder.logEnd(job);
    }

    /** Closes the session without writing anything: another trainer has the job. */
    boolean abandon() {
        ended = true;
        close();
        onEnd.run();
        return true;
    }

    /** Saves the training for a later process and closes the session. */
    void suspend() {
        cancelling = true; // a cancellation that no turn has answered must not interrupt this
        if (run != null && run.isStepping()) {
            become(PAUSED, null, null); // a later process does not continue a step
        } else if (run != null) {
            write(run.checkpoint());
        }
        close();
    }

    private void close() {
        if (run != null) {
            run.close();
            run = null;
        }
    }

    /** Writes the job, the losses since the last write, and the checkpoint if there is one. */
    private void write(@Nullable RunCheckpoint checkpoint) {
        recorder.write(moment(checkpoint));
        newLosses = NONE;
        isJournalNew = false;
    }

    private Moment moment(@Nullable RunCheckpoint checkpoint) {
        return Moment.of(job)
                .withLosses(newLossesFrom, newLosses)
                .withCheckpoint(checkpoint)
                .withJournal(isJournalNew ? journal : null);
    }

    // Reads.

    /** @param thoroughly as in {@link Run#withEvaluation} */
    private void evaluate(boolean thoroughly) {
        job = run().withEvaluation(job, thoroughly);
    }

    /** The job at this moment, with its metrics. */
    Job evaluated() {
        run().planGradientCheck();
        evaluate(false);
        write(null);
        return job;
    }

    /** A frame of this moment for one client. */
    JobEvent.FrameMade frame(View view) {
        return recorder.frame(evaluated(), session(), run().diagnosis(), view);
    }
}
