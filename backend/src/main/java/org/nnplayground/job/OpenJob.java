package org.nnplayground.job;

import static org.nnplayground.store.JobState.CANCELLED;
import static org.nnplayground.store.JobState.FAILED;
import static org.nnplayground.store.JobState.PAUSED;
import static org.nnplayground.store.JobState.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.InactiveUnits;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Failure;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.Mode;
import org.nnplayground.store.Stop;
import org.nnplayground.store.StopReason;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job while it is open for training. One trainer thread at a time takes a turn with it: does what was asked, trains
 * a slice where epochs are due, and tells the event log. Nothing but {@link #ask}, {@link #touch} and {@link #job} may
 * be called from elsewhere.
 */
final class OpenJob implements Turn {

    private static final Logger log = LoggerFactory.getLogger(OpenJob.class);
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final double NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final Trainer trainer;
    private final Recorder recorder;
    private final Lease lease;
    private final Mailbox mailbox = new Mailbox();
    private final Speedometer speedometer = new Speedometer();
    private volatile Job job;
    private volatile boolean ended;
    private volatile long lastTouched = System.nanoTime();
    private @Nullable TrainingSession session;
    private Pacer pacer;
    private long lastFrameAt = System.nanoTime();
    private @Nullable Step step;
    private List<InactiveUnits> inactiveUnits = List.of();

    /** Nanoseconds of training in this run. */
    private long trained;

    /** The job's stop conditions but for those after which a person went on. */
    private Stop effectiveStop;

    OpenJob(Trainer trainer, Recorder recorder, Lease lease, Job job) {
        this.trainer = trainer;
        this.recorder = recorder;
        this.lease = lease;
        this.job = job;
        this.effectiveStop = job.stop();
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
            if (session == null && !ended) {
                open(job.spec(), null);
                become(job.mode() == Mode.LIVE ? PAUSED : RUNNING, null, null);
            }
            mailbox.answer(this);
            if (job.state() == RUNNING) {
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
        return step == null ? pacer.next(now) : now;
    }

    private void train() {
        TrainingSession session = session();
        long now = System.nanoTime();
        var before = session.position();
        long owed = step == null ? pacer.owed(now) : Long.MAX_VALUE;
        if (owed > 0) {
            Advance advance = session.advance(slice(before, owed));
            long after = System.nanoTime();
            trained += after - now;
            recorder.completed(job, advance.fromEpoch(), advance.losses());
            pacer.did(advance.losses().length);
            progress(speedometer.did(advance.losses().length, after));
            var position = session.position();
            Rest rest = Rest.after(effectiveStop, before.epoch(), position.epoch(), advance, trained / NANOSECONDS);
            if (rest == null && step != null && step.isDone(position)) {
                rest = Rest.STEPPED;
            }
            if (rest != null) {
                comeTo(rest);
                return;
            }
        }
        showFrame(false);
    }

    private Slice slice(TrainingSession.Position from, long owed) {
        long until = Rest.next(effectiveStop, from.epoch());
        if (step != null) {
            until = Math.min(until, step.untilEpoch());
        }
        var slice = new Slice(owed < until - from.epoch() ? from.epoch() + owed : until, SLICE);
        if (step != null) {
            slice = slice.withUpdates(step.updatesLeft(from));
        }
        Double target = effectiveStop.targetTestLoss();
        Long patience = effectiveStop.patience();
        slice = target == null ? slice : slice.withTargetTestLoss(target);
        return patience == null ? slice : slice.withPatience(patience);
    }

    private void comeTo(Rest rest) {
        StopReason reason = rest.reason();
        if (reason == StopReason.EARLY_STOPPING) {
            session().restoreBest();
        }
        if (reason != null) {
            effectiveStop = effectiveStop.without(reason);
        }
        if (job.mode() == Mode.LIVE) {
            become(PAUSED, rest.reason(), rest.failure());
        } else {
            end(rest.end(), rest.reason(), rest.failure());
        }
    }

    // What can be asked. Each runs within a turn.

    Job play() {
        requireLive();
        finishStep();
        if (job.state() != RUNNING) {
            become(RUNNING, null, null);
        }
        return job;
    }

    Job pause(@Nullable StopReason reason) {
        requireLive();
        if (job.state() == RUNNING) {
            become(PAUSED, reason, null);
        }
        return job;
    }

    /**
     * Trains so many epochs, or batches.
     *
     * @return completes when the training stands still again
     */
    CompletableFuture<Job> step(boolean batches, long count) {
        requireLive();
        finishStep();
        var position = session().position();
        Step next = batches ? Step.batches(position, count) : Step.epochs(position, count);
        step = next;
        if (job.state() != RUNNING) {
            become(RUNNING, null, null);
        }
        return next.done();
    }

    /** Takes other parameters of the same shape. */
    Job replace(Parameters parameters) {
        requireLive();
        session().replace(parameters);
        progress(job.progress().epochsPerSecond());
        evaluate();
        showFrame(true);
        recorder.changed(job);
        return job;
    }

    /**
     * Begins a new run, paused at epoch 0.
     *
     * @param keepParameters whether layers that keep their shape keep their parameters, too
     */
    Job restart(TrainingSpec spec, boolean keepParameters) {
        requireLive();
        if (job.stop().needsTestSet(spec) && !spec.data().hasTest()) {
            throw Refusal.noTestSet("/data");
        }
        finishStep();
        open(spec, keepParameters ? kept(spec) : null);
        become(PAUSED, null, null);
        return job;
    }

    private Checkpoint kept(TrainingSpec spec) {
        try (TrainingSession fresh = trainer.openSession(spec, trainer.samples(spec), null)) {
            return KeptParameters.over(job.spec(), session().checkpoint(), spec, fresh.checkpoint());
        }
    }

    Job patch(JobPatch patch) {
        requireLive();
        if (patch.changesTraining()) {
            var training = patch.applyTo(job.spec().training());
            session().retune(training);
            job = job.with(job.spec().withTraining(training));
        }
        if (patch.pace() != null) {
            job = job.with(patch.pace());
            startClocks();
        }
        if (patch.stop() != null) {
            if (patch.stop().needsTestSet(job.spec()) && !job.spec().data().hasTest()) {
                throw Refusal.noTestSet("/stop");
            }
            job = job.with(patch.stop());
            effectiveStop = patch.stop();
        }
        progress(job.progress().epochsPerSecond());
        recorder.changed(job);
        return job;
    }

    Job cancel(StopReason reason) {
        end(CANCELLED, reason, null);
        return job;
    }

    TrainingSession session() {
        if (session == null) {
            throw new JobEnded();
        }
        return session;
    }

    private void requireLive() {
        if (job.mode() != Mode.LIVE) {
            throw Refusal.batchJob();
        }
    }

    /** Another trainer has the job. */
    Job abandon() {
        ended = true;
        close();
        trainer.left(this);
        return job;
    }

    // Changes of state, and telling of them.

    private void open(TrainingSpec spec, @Nullable Checkpoint checkpoint) {
        Samples data = trainer.samples(spec);
        TrainingSession opened = trainer.openSession(spec, data, checkpoint);
        close();
        session = opened;
        trained = 0;
        effectiveStop = job.stop();
        inactiveUnits = List.of();
        var position = opened.position();
        int run = job.progress().run() + 1;
        job = job.with(spec)
                .with(new Job.Progress(
                        run,
                        position.epoch(),
                        position.batch(),
                        position.batches(),
                        opened.losses(),
                        opened.learningRate(),
                        0,
                        null,
                        null));
        recorder.completed(job, 0, opened.losses());
    }

    private void become(JobState next, @Nullable StopReason reason, @Nullable Failure failure) {
        progress(0);
        if (next != RUNNING) {
            evaluate();
        }
        job = job.become(next, reason, failure, Instant.now());
        if (next == RUNNING) {
            startClocks();
        } else {
            showFrame(true);
        }
        if (reason == StopReason.IDLE) {
            job = job.expiring(Instant.now().plus(trainer.settings().idleExpiry()));
        }
        recorder.changed(job);
        if (next != RUNNING) {
            finishStep();
        }
    }

    private void end(JobState state, @Nullable StopReason reason, @Nullable Failure failure) {
        progress(0);
        evaluate();
        recorder.kept(job, session().checkpoint());
        showFrame(true);
        leave(state, reason, failure);
    }

    private void fail() {
        if (!ended) {
            leave(FAILED, null, new Failure(ProblemType.INTERNAL, "The training broke off; submit the job again."));
        }
    }

    private void leave(JobState state, @Nullable StopReason reason, @Nullable Failure failure) {
        Instant now = Instant.now();
        job = job.become(state, reason, failure, now)
                .expiring(now.plus(trainer.settings().retention()));
        ended = true;
        close();
        recorder.changed(job);
        trainer.left(this);
        finishStep();
        log.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("mode", job.mode().wireName())
                .addKeyValue("state", state.wireName())
                .addKeyValue("reason", reason == null ? "" : reason.wireName())
                .addKeyValue("epoch", job.progress().epoch())
                .log("Job ended");
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private void finishStep() {
        if (step != null) {
            step.done().complete(job);
            step = null;
        }
    }

    private void startClocks() {
        long now = System.nanoTime();
        pacer = new Pacer(job.pace(), now);
        speedometer.start(now);
    }

    private void progress(double epochsPerSecond) {
        if (session == null) {
            return;
        }
        var position = session.position();
        var best = session.best();
        job = job.with(new Job.Progress(
                job.progress().run(),
                position.epoch(),
                position.batch(),
                position.batches(),
                evaluationIsLong() ? job.progress().losses() : session.losses(),
                session.learningRate(),
                epochsPerSecond,
                best == null ? null : best.epoch(),
                job.progress().metrics()));
        recorder.progressed(job);
    }

    /** In mid-epoch it costs a pass over all samples: a large network shows what its last epoch gave. */
    private boolean evaluationIsLong() {
        return session().position().batch() > 0 && Recorder.isLarge(job.spec());
    }

    /** Looks at more than the losses. */
    private void evaluate() {
        if (session != null && !evaluationIsLong()) {
            inactiveUnits = session.inactiveUnits();
            job = job.with(job.progress().with(session.metrics()));
            recorder.progressed(job);
        }
    }

    /** Makes a frame where somebody follows and one is due; in any case the last before a rest. */
    private void showFrame(boolean beforeRest) {
        EventLog.Interest interest = recorder.interest(job);
        long now = System.nanoTime();
        if (session == null || interest == null) {
            return;
        }
        if (beforeRest || now - lastFrameAt >= interest.interval().toNanos()) {
            touch();
            lastFrameAt = now;
            if (!beforeRest) {
                evaluate();
            }
            recorder.show(job, session, inactiveUnits, interest.view());
        }
    }
}
