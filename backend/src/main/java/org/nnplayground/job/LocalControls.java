package org.nnplayground.job;

import org.nnplayground.store.Job;
import org.nnplayground.store.JobStore;
import reactor.core.publisher.Mono;

/** Controls of the jobs that are open in this process. */
public final class LocalControls implements Controls {

    private final OpenJobs open;
    private final JobStore store;

    LocalControls(OpenJobs open, JobStore store) {
        this.open = open;
        this.store = store;
    }

    @Override
    public Mono<Job> send(String job, Control control) {
        return Mono.defer(() -> Mono.justOrEmpty(open.find(job)))
                .flatMap(training -> Mono.fromFuture(training.ask(control)))
                .onErrorComplete(JobEnded.class)
                .delayUntil(done -> store.settle(job));
    }

    @Override
    public void touch(String job) {
        open.find(job).ifPresent(OpenJob::touch);
    }
}
