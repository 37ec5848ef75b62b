package org.nnplayground.trainer;

import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobControls;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Mono;

/** Applies controls to the jobs that are open in this process. */
public final class LocalJobControls implements JobControls {

    private final OpenJobs open;
    private final JobStore store;

    public LocalJobControls(OpenJobs open, JobStore store) {
        this.open = open;
        this.store = store;
    }

    @Override
    public Mono<Job> send(String job, Control control) {
        return Mono.defer(() -> Mono.justOrEmpty(open.find(job)))
                .flatMap(training -> Mono.fromFuture(training.ask(control)))
                .onErrorComplete(JobEndedException.class)
                .delayUntil(done -> store.flush(job));
    }

    @Override
    public void touch(String job) {
        open.find(job).ifPresent(OpenJob::touch);
    }
}
