package org.nnplayground.job;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.MemoryBudget.Reservation;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.Mode;
import org.nnplayground.store.StopReason;

/**
 * What a person can do to an open job, each within one of its turns. All answer with the job as it is afterwards; all
 * but {@link #cancel} fail with a {@link PlaygroundException} ({@code ILLEGAL_STATE}) for a batch job.
 */
final class Controls {

    private final OpenJob open;
    private final Trainer trainer;

    Controls(OpenJob open, Trainer trainer) {
        this.open = open;
        this.trainer = trainer;
    }

    Job play() {
        requireLive();
        open.finishStep();
        if (open.job().state() != JobState.RUNNING) {
            open.become(JobState.RUNNING, null, null);
        }
        return open.job();
    }

    /** @param reason null where a person asked for it */
    Job pause(@Nullable StopReason reason) {
        requireLive();
        if (open.job().state() == JobState.RUNNING) {
            open.become(JobState.PAUSED, reason, null);
        }
        return open.job();
    }

    /**
     * Trains so many epochs, or batches.
     *
     * @return completes when the training stands still again
     */
    CompletableFuture<Job> step(boolean batches, long count) {
        requireLive();
        open.finishStep();
        var position = open.run().session().position();
        Step step = batches ? Step.batches(position, count) : Step.epochs(position, count);
        open.run().begin(step);
        if (open.job().state() != JobState.RUNNING) {
            open.become(JobState.RUNNING, null, null);
        }
        return step.done();
    }

    /** Takes other parameters of the same shape. */
    Job replace(Parameters parameters) {
        requireLive();
        open.run().replace(parameters);
        open.progress(open.job().progress().epochsPerSecond());
        open.show();
        return open.change(open.job());
    }

    /**
     * Begins a new run, paused at epoch 0.
     *
     * @param next gives its spec from the present one
     * @param keepParameters whether layers that keep their shape keep their parameters, too
     */
    Job restart(UnaryOperator<TrainingSpec> next, boolean keepParameters) {
        requireLive();
        TrainingSpec spec = next.apply(open.job().spec());
        if (open.job().stop().needsTestSet(spec) && !spec.data().hasTest()) {
            throw Refusal.noTestSet("/data");
        }
        open.finishStep();
        open.begin(spec, keepParameters ? kept(spec) : null);
        open.become(JobState.PAUSED, null, null);
        return open.job();
    }

    private Checkpoint kept(TrainingSpec spec) {
        try (Reservation room = trainer.admission().reserve(spec, 0);
                TrainingSession fresh =
                        trainer.openSession(spec, open.job().description().requestedDevice(), null)) {
            return KeptParameters.over(open.job().spec(), open.run().session().checkpoint(), spec, fresh.checkpoint());
        }
    }

    Job patch(JobPatch patch) {
        requireLive();
        Job job = open.job();
        if (patch.stop() != null
                && patch.stop().needsTestSet(job.spec())
                && !job.spec().data().hasTest()) {
            throw Refusal.noTestSet("/stop");
        }
        if (patch.changesTraining()) {
            var training = patch.applyTo(job.spec().training());
            TrainingSpec retuned = job.spec().withTraining(training);
            trainer.admission().requireFit(retuned, "/batchSize");
            open.run()
                    .retune(
                            training,
                            trainer.admission().reserve(retuned, open.run().room()));
            job = job.with(retuned);
        }
        if (patch.stop() != null) {
            open.run().stopAt(patch.stop());
            job = job.with(patch.stop());
        }
        if (patch.pace() != null) {
            job = job.with(patch.pace());
            open.startClocks(patch.pace());
        }
        return open.change(job);
    }

    Job cancel(StopReason reason) {
        open.end(JobState.CANCELLED, reason, null);
        return open.job();
    }

    private void requireLive() {
        if (open.job().mode() != Mode.LIVE) {
            throw Refusal.batchJob();
        }
    }
}
