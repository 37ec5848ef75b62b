package org.nnplayground.trainer;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** Applies controls to one training, within the training's turns. */
final class ControlHandler {

    private final LiveTraining training;
    private final TrainerSessions sessions;

    ControlHandler(LiveTraining training, TrainerSessions sessions) {
        this.training = training;
        this.sessions = sessions;
    }

    /**
     * Applies a control.
     *
     * @return completes with the job when the control has taken effect: at once, except for {@link Control.Advance}
     * @throws PlaygroundException {@code ILLEGAL_STATE} if the control is for live jobs only and this is a batch job
     */
    CompletableFuture<Job> handle(Control control) {
        return switch (control) {
            case Control.Cancel(StopReason reason) -> done(() -> training.cancel(reason));
            case Control.Play() -> live(this::play);
            case Control.Pause(StopReason reason) -> live(() -> pause(reason));
            case Control.Advance(boolean batches, long count) -> {
                requireLive();
                yield advance(batches, count);
            }
            case Control.Replace(var parameters, var run) ->
                live(() -> {
                    int present = training.job().progress().run();
                    if (run != null && run != present) {
                        throw JobProblems.wrongRun(run, present);
                    }
                    training.run().replace(parameters);
                    training.parametersReplaced();
                });
            case Control.Reset(Control.Seeds seeds) -> {
                TrainingSpec present = training.job().spec();
                yield live(() -> restart(seeds == null ? present : seeds.applyTo(present), false));
            }
            case Control.Restart(TrainingSpec spec, boolean keepParameters) ->
                live(() -> restart(spec, keepParameters));
            case Control.Patch(JobPatch patch) -> live(() -> patch(patch));
        };
    }

    private CompletableFuture<Job> done(Runnable change) {
        change.run();
        return CompletableFuture.completedFuture(training.job());
    }

    private CompletableFuture<Job> live(Runnable change) {
        requireLive();
        return done(change);
    }

    private void requireLive() {
        if (training.job().mode() != Mode.LIVE) {
            throw JobProblems.batchJob();
        }
    }

    private void play() {
        training.run().finishStep(training.job());
        if (training.job().state() != JobState.RUNNING) {
            training.become(JobState.RUNNING, null, null);
        }
    }

    /** @param reason null if a user requested it */
    private void pause(@Nullable StopReason reason) {
        if (training.job().state() == JobState.RUNNING) {
            training.become(JobState.PAUSED, reason, null);
        }
    }

    /** @return completes when the training is paused again */
    private CompletableFuture<Job> advance(boolean batches, long count) {
        training.run().finishStep(training.job());
        TrainingSession session = training.session();
        StepTarget step =
                batches ? StepTarget.batches(session.updates(), count) : StepTarget.epochs(session.position(), count);
        training.run().startStep(step);
        if (training.job().state() != JobState.RUNNING) {
            training.become(JobState.RUNNING, null, null);
        }
        return step.done();
    }

    private void restart(TrainingSpec spec, boolean keepParameters) {
        if (training.job().stop().needsTestSet(spec) && !spec.data().hasTest()) {
            throw JobProblems.noTestSet();
        }
        training.job().withNewRun(spec); // throws before anything changes
        training.run().finishStep(training.job());
        training.startRun(spec, keepParameters ? keptParameters(spec) : null);
        training.pauseAtStart();
    }

    private Checkpoint keptParameters(TrainingSpec spec) {
        Job job = training.job();
        try (Reservation reservation = sessions.admission().reserve(job.with(spec));
                TrainingSession fresh =
                        sessions.open(spec, Arithmetic.SOLO, job.description().requestedDevice(), null)) {
            return ParameterTransfer.transfer(job.spec(), training.session().checkpoint(), spec, fresh.checkpoint());
        }
    }

    private void patch(JobPatch patch) {
        Job job = training.job();
        if (patch.stop() != null
                && patch.stop().needsTestSet(job.spec())
                && !job.spec().data().hasTest()) {
            throw JobProblems.noTestSetFor(patch.stop().conditionsOnTestLoss(job.spec()));
        }
        Training retuned = patch.applyTo(job.spec().training());
        TrainingSpec spec = job.spec().withTraining(retuned);
        if (patch.changesTraining() || patch.stop() != null) {
            StopConditions stop = patch.stop() == null ? job.stop() : patch.stop();
            sessions.admission()
                    .requireFit(
                            spec, job.arithmetic(), stop, patch.changesTraining() ? "/batchSize" : "/stop/patience");
            training.run().reserve(sessions.admission(), spec, job.arithmetic(), stop);
        }
        if (patch.changesTraining()) {
            training.run().retune(retuned, patch.learningRate() != null);
            training.recordRetuning(patch);
            job = job.with(spec);
        }
        if (patch.stop() != null) {
            training.run().replaceStop(patch.stop());
            job = job.with(patch.stop());
        }
        if (patch.pace() != null) {
            job = job.with(patch.pace());
            training.startPace(patch.pace());
        }
        training.change(job);
    }
}
