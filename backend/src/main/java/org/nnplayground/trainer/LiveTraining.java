package org.nnplayground.trainer;

import static org.nnplayground.job.JobState.FAILED;
import static org.nnplayground.job.JobState.PAUSED;
import static org.nnplayground.job.JobState.QUEUED;
import static org.nnplayground.job.JobState.RUNNING;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Control;
import org.nnplayground.job.Failure;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.stream.JobEvent;

/**
 * What becomes of one job while it is open: {@link Run} after run, each recorded. For one thread at a time, but for
 * {@link #job} and {@link #ended}.
 */
final class LiveTraining {

    private final TrainerSessions sessions;
    private final TrainingRecorder recorder;
    private final JobSettings settings;
    private final Runnable left;
    private final ControlHandler controls;
    private final FramePublisher frames;
    private final PaceController tempo;
    private volatile Job job;
    private volatile boolean ended;
    private @Nullable Run run;

    /** Where to go on; null where the job begins, or has gone on. */
    private @Nullable RunCheckpoint from;

    /** @param left called when the training has ended, before anybody is told */
    LiveTraining(
            TrainerSessions sessions,
            TrainingRecorder recorder,
            JobSettings settings,
            Job job,
            @Nullable RunCheckpoint from,
            Runnable left) {
        this.sessions = sessions;
        this.recorder = recorder;
        this.settings = settings;
        this.job = job;
        this.from = from;
        this.left = left;
        this.controls = new ControlHandler(this, sessions);
        this.frames = new FramePublisher(recorder);
        this.tempo = new PaceController(job.pace());
    }

    Job job() {
        return job;
    }

    boolean ended() {
        return ended;
    }

    // A turn.

    /** Opens the session where that has not been done. */
    void begin() {
        if (run == null && !ended) {
            open();
        }
    }

    private void open() {
        RunCheckpoint earlier = from;
        if (earlier == null) {
            begin(job.spec(), null);
        } else {
            from = null;
            enter(job.spec(), earlier.run(), earlier.checkpoint(), earlier.stop())
                    .goOn(earlier.nanosecondsRun());
        }
        if (earlier != null && job.state() != QUEUED) {
            tempo.start(job.pace());
            change(job); // a live job that plays on, or stands still for its reason
        } else if (job.mode() == Mode.LIVE) {
            standStill();
        } else {
            become(RUNNING, null, null);
        }
    }

    /** Stands still where a run begins; one whose network gives no finite numbers says so. */
    void standStill() {
        StopOutcome rest = run().notFinite();
        become(PAUSED, rest == null ? null : rest.reason(), rest == null ? null : rest.failure());
    }

    /** Trains a slice where epochs are due, unless the store cannot take what comes of them. */
    void goOn() {
        if (job.state() != RUNNING) {
            return;
        }
        run().runs();
        if (recorder.isBehind()) {
            progress(0);
            keep(); // so that all there is can be written
            tempo.hold(job.pace());
        } else {
            train();
        }
    }

    private void train() {
        long owed = run().isStepping() ? Long.MAX_VALUE : tempo.owed();
        if (owed > 0 || run().isTimeUp()) {
            Run.Outcome outcome = run().train(owed, sessions.slice());
            var losses = outcome.advance().losses();
            recorder.completed(job, outcome.advance().fromEpoch(), losses);
            progress(tempo.did(losses.length));
            if (outcome.rest() != null) {
                comeTo(outcome.rest());
                return;
            }
            if (run().isCheckpointDue()) {
                recorder.kept(job, run().checkpoint());
            }
        }
        if (frames.isDue(job)) {
            evaluate(false);
            frames.show(job, run());
        }
    }

    private void comeTo(StopOutcome rest) {
        if (rest.reason() == StopReason.EARLY_STOPPING) {
            recorder.kept(job, run().checkpoint()); // the last epoch's own parameters, before the best are restored
        }
        run().rest(rest.reason());
        if (job.mode() == Mode.LIVE) {
            become(PAUSED, rest.reason(), rest.failure());
        } else {
            end(rest.end(), rest.reason(), rest.failure());
        }
    }

    /** When the next turn is due, as {@link TrainerTask#take} answers. */
    long nextTurn() {
        if (job.state() != RUNNING) {
            return TrainerTask.NEVER;
        }
        if (tempo.isHeld()) {
            return tempo.next();
        }
        return run().isStepping() ? System.nanoTime() : Math.min(tempo.next(), run().timeIsUpAt());
    }

    // For what is asked, within a turn.

    /** @return completes when the control has taken effect */
    CompletableFuture<Job> handle(Control control) {
        return controls.handle(control);
    }

    Run run() {
        if (run == null) {
            throw new JobEndedException();
        }
        return run;
    }

    TrainingSession session() {
        return run().session();
    }

    /** Begins the next run, at a checkpoint or untrained. */
    void begin(TrainingSpec spec, @Nullable Checkpoint checkpoint) {
        enter(spec, job.progress().run() + 1, checkpoint, job.stop());
        recorder.completed(job, 0, session().losses());
    }

    private Run enter(TrainingSpec spec, int number, @Nullable Checkpoint checkpoint, StopConditions stop) {
        Run next = Run.open(sessions, job, number, spec, checkpoint, stop);
        close();
        run = next;
        job = next.progressed(job.with(spec), 0);
        return next;
    }

    void become(JobState next, @Nullable StopReason reason, @Nullable Failure failure) {
        progress(0);
        if (next != RUNNING) {
            show();
        }
        job = job.become(next, reason, failure, Instant.now());
        if (next == RUNNING) {
            tempo.start(job.pace());
        } else {
            run().standsStill();
        }
        if (reason == StopReason.IDLE) {
            job = job.expiring(Instant.now().plus(settings.idleExpiry()));
        }
        recorder.changed(job, run().checkpoint());
        if (next != RUNNING) {
            run().finishStep(job);
        }
    }

    /** Takes a job that was changed within its state, and brings its progress up to date. */
    void change(Job changed) {
        job = changed;
        progress(job.progress().epochsPerSecond());
        recorder.changed(job, run().checkpoint());
    }

    /** Goes on at this pace. */
    void goOn(Pace pace) {
        tempo.start(pace);
    }

    /** Has the store know where the training stands, unless that was done a moment ago. */
    void keep() {
        if (run().isCheckpointDue()) {
            recorder.kept(job, run().checkpoint());
        }
    }

    // The end.

    void end(JobState state, @Nullable StopReason reason, @Nullable Failure failure) {
        progress(0);
        show();
        leave(state, reason, failure, run().checkpoint());
    }

    /** The training broke off, for a reason that is not the job's. */
    void fail() {
        if (!ended) {
            leave(FAILED, null, new Failure(ProblemType.INTERNAL, Message.of("job.broke-off")), null);
        }
    }

    private void leave(
            JobState state,
            @Nullable StopReason reason,
            @Nullable Failure failure,
            @Nullable RunCheckpoint checkpoint) {
        Instant now = Instant.now();
        job = job.become(state, reason, failure, now).expiring(now.plus(settings.retention()));
        ended = true;
        Run last = run;
        close();
        recorder.changed(job, checkpoint);
        left.run();
        if (last != null) {
            last.finishStep(job);
        }
        recorder.ended(job);
    }

    /** Closes the session; another trainer has the job. */
    boolean abandon() {
        ended = true;
        close();
        left.run();
        return true;
    }

    /** Closes the session and leaves the job where it stands, for a later process. */
    void leaveOff() {
        if (run != null && run.isStepping()) {
            become(PAUSED, null, null); // a step is not gone on with
        } else if (run != null) {
            recorder.kept(job, run.checkpoint());
        }
        close();
    }

    private void close() {
        if (run != null) {
            run.close();
            run = null;
        }
    }

    // What is seen of it.

    /** Brings the job's progress up to date. */
    void progress(double epochsPerSecond) {
        job = run().progressed(job, epochsPerSecond);
        recorder.progressed(job);
    }

    private void evaluate(boolean thoroughly) {
        job = run().evaluated(job, thoroughly);
        recorder.progressed(job);
    }

    /** Looks at the training thoroughly and shows it to those who follow. */
    void show() {
        evaluate(true);
        frames.show(job, run());
    }

    /** The job as it is at this moment, with its measures. */
    Job look() {
        evaluate(false);
        return job;
    }

    /** A frame of the present for one client. */
    JobEvent.FrameMade frame(View view) {
        return recorder.frame(look(), session(), run().diagnosis(), view);
    }
}
