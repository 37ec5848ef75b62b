package org.nnplayground.trainer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.Mode;
import org.nnplayground.queue.Lease;
import org.nnplayground.store.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that is open in this process, for use by any thread. Each turn answers the requests to its {@link LiveTraining}
 * and trains a slice if epochs are due.
 */
final class OpenJob implements TrainerTask {

    private static final Logger log = LoggerFactory.getLogger(OpenJob.class);

    private final Lease lease;
    private final LiveTraining training;
    private final TrainerSessions sessions;
    private final Mailbox mailbox = new Mailbox();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final long claimedAt = System.nanoTime();
    private volatile long lastTouched = System.nanoTime();

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
        this.training = new LiveTraining(
                sessions, recorder, settings, opened.job(), opened.checkpoint(), () -> left.accept(this));
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
        attempt(training::open);
        mailbox.answer(training);
        attempt(training::trainSlice);
        mailbox.answer(training);
        return training.nextTurn();
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
