package org.nnplayground.trainer;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.Lease;
import org.nnplayground.store.JobStore;
import org.nnplayground.trainer.schedule.TrainerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that is open in this process, for use by any thread. Each turn answers the requests to its {@link LiveTraining}
 * and trains a slice if epochs are due, unless a {@link TrainingGroup} trains it together with others.
 */
final class OpenJob implements TrainerTask {

    private static final Logger log = LoggerFactory.getLogger(OpenJob.class);

    private final Lease lease;
    private final LiveTraining training;
    private final TrainerSessions sessions;
    private final Mailbox mailbox = new Mailbox();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicReference<Use> use = new AtomicReference<>(Use.FREE);
    private final long claimedAt = System.nanoTime();
    private volatile long lastTouched = System.nanoTime();

    /** The group that trains the job; null while it trains alone. Used between {@link #enter} and {@link #exit}. */
    private @Nullable Membership membership;

    /** @param key with which the job joined: the same objects as its next keys, so that a comparison is cheap */
    private record Membership(TrainingGroup group, GroupKey key, TrainingSession session) {}

    /** Whether a thread uses the training, and whether another one has requested a turn meanwhile. */
    private enum Use {
        FREE,
        IN_USE,
        REQUESTED
    }

    /** @param left called when the training has ended here, before its requests are answered */
    OpenJob(
            Lease lease,
            JobStore.Opened opened,
            TrainerSessions sessions,
            TrainingRecorder recorder,
            JobSettings settings,
            Consumer<OpenJob> left) {
        this.lease = lease;
        this.sessions = sessions;
        this.training = new LiveTraining(sessions, recorder, settings, opened, () -> left.accept(this));
    }

    Job job() {
        return training.job();
    }

    Lease lease() {
        return lease;
    }

    /** The {@link System#nanoTime} of the claim. */
    long claimedAt() {
        return claimedAt;
    }

    /** As {@link LiveTraining#requestYield}. */
    void requestYield() {
        training.requestYield();
    }

    boolean isYieldRequested() {
        return training.isYieldRequested();
    }

    /** As {@link LiveTraining#absence}. */
    @Nullable
    Duration absence() {
        return training.absence();
    }

    /** Records that the job is in use. */
    void touch() {
        lastTouched = System.nanoTime();
    }

    Duration idleTime() {
        return Duration.ofNanos(System.nanoTime() - lastTouched);
    }

    /**
     * Calls a function in the training's next turn.
     *
     * @return its result; fails with {@link JobEndedException} if the training ends before
     */
    <T> CompletableFuture<T> ask(Function<LiveTraining, T> request) {
        CompletableFuture<T> answer = mailbox.put(request);
        sessions.wake(this);
        return answer;
    }

    /**
     * Applies a control in the training's next turn.
     *
     * @return the job once the control has taken effect; fails with {@link JobEndedException} if the training ends
     *     before
     */
    CompletableFuture<Job> ask(Control control) {
        CompletableFuture<CompletableFuture<Job>> handled = ask(training -> training.handle(control));
        if (control instanceof Control.Cancel) {
            training.requestCancel();
        }
        return handled.thenCompose(done -> done);
    }

    /** Records that this node has lost the lease; false if that was recorded before. */
    boolean markLost() {
        return lost.compareAndSet(false, true);
    }

    /** Closes the session without a write; nothing more is done about the job here when this completes. */
    CompletableFuture<Void> abandon() {
        return ask(LiveTraining::abandon).exceptionally(ended -> false).thenAccept(abandoned -> {});
    }

    @Override
    public boolean isBackground() {
        return job().mode() == Mode.BATCH;
    }

    @Override
    public long runTurn() {
        if (!enter()) {
            return NEVER; // its group trains it now, and wakes this afterwards
        }
        try {
            attempt(training::open);
            mailbox.answer(training);
            if (!joinOrLeave()) { // before the first slice, which would cost as much alone as in a group
                attempt(training::trainSlice);
                mailbox.answer(training);
            }
            return joinOrLeave() ? NEVER : training.nextTurn();
        } finally {
            exit();
        }
    }

    /** Reserves the training for the present thread; false if another one uses it, which wakes this afterwards. */
    boolean enter() {
        return use.getAndUpdate(now -> now == Use.FREE ? Use.IN_USE : Use.REQUESTED) == Use.FREE;
    }

    void exit() {
        if (use.getAndSet(Use.FREE) == Use.REQUESTED) {
            sessions.wake(this);
        }
    }

    /** Joins the group of its shape, or leaves it if the training now has another key or none. */
    private boolean joinOrLeave() {
        GroupKey key = training.groupKey();
        Membership present = membership;
        if (present != null && !(present.key.equals(key) && present.session == training.session())) {
            present.group.remove(this, present.session);
            membership = present = null;
        }
        if (key != null && present == null) {
            TrainingSession session = training.session();
            membership = new Membership(
                    sessions.groups()
                            .join(key, Objects.requireNonNull(session.shape()).shape(), this),
                    key,
                    session);
        }
        return key != null;
    }

    // Called by the group between enter() and exit().

    /**
     * Answers the requests and begins a turn in a group.
     *
     * @param tolerance as in {@link LiveTraining#begin}
     * @param nanoseconds as in {@link LiveTraining#begin}
     * @return null if nothing is due, or the job has left the group
     */
    LiveTraining.@Nullable Turn begin(TrainingGroup group, long tolerance, long nanoseconds) {
        mailbox.answer(training);
        if (!isMemberOf(group)) {
            return null;
        }
        var turn = new LiveTraining.@Nullable Turn[1];
        attempt(() -> turn[0] = training.begin(tolerance, nanoseconds));
        return turn[0];
    }

    /** The session's part of a turn. */
    SessionGroup.Turn sessionTurn(LiveTraining.Turn turn) {
        TrainingSession session = training.session();
        long epoch = session.position().epoch();
        TrainingSession.Slice slice = turn.plan() == null ? null : turn.plan().slice();
        return new SessionGroup.Turn(session, slice == null ? new TrainingSession.Slice(epoch, 1) : slice, turn.view());
    }

    /**
     * Completes a turn in a group, and answers the requests again.
     *
     * @return whether the job is still in the group
     */
    boolean complete(TrainingGroup group, LiveTraining.Turn turn, TrainingSession.Advance advance) {
        attempt(() -> training.complete(turn, turn.plan() == null ? null : advance));
        mailbox.answer(training);
        return isMemberOf(group);
    }

    /** Ends the job because its group failed. */
    void fail(Throwable cause) {
        attempt(() -> {
            throw new IllegalStateException("the group of the training failed", cause);
        });
    }

    private boolean isMemberOf(TrainingGroup group) {
        if (!joinOrLeave()) {
            sessions.wake(this);
        }
        return membership != null && membership.group == group;
    }

    /** The interval that the followers want between frames; null if there are none. */
    @Nullable
    Duration frameInterval() {
        return training.frameInterval();
    }

    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (JobEndedException cancelled) {
            log.atDebug()
                    .addKeyValue("job", job().id())
                    .log("Trainer: an evaluation ends because the job is cancelled");
        } catch (Throwable e) {
            log.atError()
                    .addKeyValue("job", job().id())
                    .setCause(e)
                    .log("Trainer: a training failed with an internal error; the job ends as failed");
            training.fail();
        }
    }

    /** Saves the training for a later process. Called when no more turns run. */
    void suspend() {
        training.suspend();
    }
}
