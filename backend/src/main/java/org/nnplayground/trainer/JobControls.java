package org.nnplayground.trainer;

import org.nnplayground.job.ChangePendingException;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Mono;

/** Applies controls to the jobs that are open in this process. */
public final class JobControls {

    private final OpenJobs open;
    private final JobStore store;

    public JobControls(OpenJobs open, JobStore store) {
        this.open = open;
        this.store = store;
    }

    /**
     * Applies a control at most once.
     *
     * @return the job once the control has taken effect and is durable; empty if this process does not have the job
     *     open, so that nothing happened. Fails with a {@link org.nnplayground.problem.PlaygroundException} if the
     *     control is rejected, also because the store accepts no writes, and never takes effect then; with a
     *     {@link ChangePendingException} if it has taken effect but the store does not accept it.
     */
    public Mono<Job> send(String job, Control control) {
        return Mono.defer(() -> Mono.justOrEmpty(open.find(job)))
                .flatMap(training -> store.isWritable()
                        ? Mono.fromFuture(training.ask(control))
                        : Mono.error(TryLaterException::storeUnavailable))
                .onErrorComplete(JobEndedException.class)
                .delayUntil(done ->
                        store.flushChange(job).onErrorMap(TryLaterException.class, ChangePendingException::new));
    }

    /** Records that a job is in use, so that it does not pause or expire as idle. */
    public void touch(String job) {
        open.find(job).ifPresent(OpenJob::touch);
    }
}
