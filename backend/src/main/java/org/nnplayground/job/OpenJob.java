package org.nnplayground.job;

import static org.nnplayground.store.JobState.FAILED;
import static org.nnplayground.store.JobState.PAUSED;
import static org.nnplayground.store.JobState.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.MemoryBudget.Reservation;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Failure;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.Mode;
import org.nnplayground.store.Pace;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.store.Stop;
import org.nnplayground.store.StopReason;
import org.nnplayground.stream.JobEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job while it is open for training. One trainer thread at a time takes a turn with it: does what was asked
 * ({@link Controls}), trains a slice of its {@link Run} where epochs are due, and has both recorded. Nothing but
 * {@link #ask}, {@link #touch} and {@link #job} may be called from elsewhere.
 */
final class OpenJob implements Turn {

    private static final Logger log = LoggerFactory.getLogger(OpenJob.class);

    /** Between two looks at whether the store can take more. */
    private static final Duration STANDING_BY = Duration.ofMillis(100);

    private final Trainer trainer;
    private final Recorder recorder;
    private final Lease lease;
    private final Controls controls;
    private final Mailbox mailbox = new Mailbox();
    private final Speedometer speedometer = new Speedometer();
    private boolean standingBy;
    private volatile Job job;
    private volatile boolean ended;
    private volatile long lastTouched = System.nanoTime();
    private final Frames frames;
    private Pacer pacer;
    private @Nullable Run run;

    /** Where to go on; null where the job begins, or has gone on. */
    private @Nullable RunCheckpoint from;

    OpenJob(Trainer trainer, Recorder recorder, Lease lease, Job job, @Nullable RunCheckpoint from) {
        this.trainer = trainer;
        this.recorder = recorder;
        this.lease = lease;
        this.job = job;
        this.from = from;
        this.controls = new Controls(this, trainer);
        this.frames = new Frames(recorder);
        this.pacer = new Pacer(job.pace(), System.nanoTime());
    }

    Job job() {
        return job;
    }

    Lease lease() {
        return lease;
    }

    boolean ended() {
        return ended;
    }

    /** Somebody cares for this job. */
    void touch() {
        lastTouched = System.nanoTime();
    }

    Duration untouched() {
        return Duration.ofNanos(System.nanoTime() - lastTouched);
    }

    /**
     * Does something in the training's next turn.
     *
     * @return what it gave; fails with {@link JobEnded} where the training ends before
     */
    <T> CompletableFuture<T> ask(Function<OpenJob, T> request) {
        CompletableFuture<T> answer = mailbox.put(request);
        trainer.wake(this);
        return answer;
    }

    @Override
    public boolean patient() {
        return job.mode() == Mode.BATCH;
    }

    @Override
    public long take() {
        try {
            if (run == null && !ended) {
                open();
            }
            mailbox.answer(this);
            if (job.state() == RUNNING && recorder.isBehind()) {
                return standBy();
            }
            if (job.state() == RUNNING) {
                standingBy = false;
                train();
            }
        } catch (Throwable e) {
            log.atError().addKeyValue("job", job.id()).setCause(e).log("A training broke off");
            fail();
        }
        mailbox.answer(this);
        if (job.state() != RUNNING) {
            return NEVER;
        }
        long now = System.nanoTime();
        return run().isStepping() ? now : pacer.next(now);
    }

    private void open() {
        RunCheckpoint earlier = from;
        if (earlier == null) {
            begin(job.spec(), null);
        } else {
            from = null;
            enter(job.spec(), earlier.run(), earlier.checkpoint(), earlier.stop())
                    .goOn(earlier.nanosecondsTrained());
        }
        if (earlier != null && job.state() == PAUSED) {
            change(job); // as it stood still, for its reason
        } else {
            become(job.mode() == Mode.LIVE ? PAUSED : RUNNING, null, null);
        }
    }

    /** Waits, with all that it has ready to be written, until the store can take more. */
    private long standBy() {
        if (!standingBy) {
            standingBy = true;
            progress(0);
            recorder.kept(job, run().checkpoint());
        }
        startClocks(job.pace());
        return System.nanoTime() + STANDING_BY.toNanos();
    }

    private void train() {
        long owed = run().isStepping() ? Long.MAX_VALUE : pacer.owed(System.nanoTime());
        if (owed > 0) {
            Run.Outcome outcome = run().train(owed, trainer.slice());
            var losses = outcome.advance().losses();
            recorder.completed(job, outcome.advance().fromEpoch(), losses);
            pacer.did(losses.length);
            progress(speedometer.did(losses.length, System.nanoTime()));
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

    private void comeTo(Rest rest) {
        run().rest(rest.reason());
        if (job.mode() == Mode.LIVE) {
            become(PAUSED, rest.reason(), rest.failure());
        } else {
            end(rest.end(), rest.reason(), rest.failure());
        }
    }

    // For what is asked, within a turn.

    Controls controls() {
        return controls;
    }

    Run run() {
        if (run == null) {
            throw new JobEnded();
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

    private Run enter(TrainingSpec spec, int number, @Nullable Checkpoint checkpoint, Stop stop) {
        Reservation room = trainer.admission().enter(job, spec);
        TrainingSession session;
        try {
            session = trainer.openSession(spec, job.description().requestedDevice(), checkpoint);
        } catch (RuntimeException | Error e) {
            room.close();
            throw e;
        }
        close();
        Run next = new Run(number, spec, session, room, stop);
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
            startClocks(job.pace());
        }
        if (reason == StopReason.IDLE) {
            job = job.expiring(Instant.now().plus(trainer.settings().idleExpiry()));
        }
        recorder.changed(job, run().checkpoint());
        if (next != RUNNING) {
            finishStep();
        }
    }

    /** Takes a job that was changed within its state, and brings its progress up to date. */
    Job change(Job changed) {
        job = changed;
        progress(job.progress().epochsPerSecond());
        recorder.changed(job, run().checkpoint());
        return job;
    }

    void startClocks(Pace pace) {
        long now = System.nanoTime();
        pacer = new Pacer(pace, now);
        speedometer.start(now);
    }

    void finishStep() {
        if (run != null) {
            run.finishStep(job);
        }
    }

    // The end.

    void end(JobState state, @Nullable StopReason reason, @Nullable Failure failure) {
        progress(0);
        show();
        leave(state, reason, failure, run().checkpoint());
    }

    private void fail() {
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
        job = job.become(state, reason, failure, now)
                .expiring(now.plus(trainer.settings().retention()));
        ended = true;
        Run last = run;
        close();
        recorder.changed(job, checkpoint);
        trainer.left(this);
        if (last != null) {
            last.finishStep(job);
        }
        log.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("mode", job.mode().wireName())
                .addKeyValue("state", state.wireName())
                .addKeyValue("reason", reason == null ? "" : reason.wireName())
                .addKeyValue("epoch", job.progress().epoch())
                .log("Job ended");
    }

    /** Another trainer has the job. */
    Job abandon() {
        ended = true;
        close();
        trainer.left(this);
        return job;
    }

    /** Leaves the training where it stands, for a later process; no turn is taken any more. */
    void leaveOff() {
        if (run != null) {
            recorder.kept(job, run.checkpoint());
        }
        close();
    }

    void close() {
        if (run != null) {
            run.close();
            run = null;
        }
    }

    // What is seen of it.

    /** Brings the job's progress up to date. */
    void progress(double epochsPerSecond) {
        if (run != null) {
            job = run.progressed(job, epochsPerSecond);
            recorder.progressed(job);
        }
    }

    private void evaluate(boolean thoroughly) {
        if (run != null) {
            job = run.evaluated(job, thoroughly);
            recorder.progressed(job);
        }
    }

    /** Looks at the training thoroughly and shows it to those who follow. */
    void show() {
        if (run != null) {
            evaluate(true);
            frames.show(job, run);
        }
    }

    /** A frame of the present for one client. */
    JobEvent.FrameMade frame(View view) {
        evaluate(false);
        return recorder.frame(job, session(), run().diagnosis(), view);
    }
}
