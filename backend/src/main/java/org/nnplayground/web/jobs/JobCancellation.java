package org.nnplayground.web.jobs;

import java.util.Optional;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.service.JobService;
import org.nnplayground.web.gateway.RemoteCancellation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cancels jobs of a request that is about several, each where it is: at another process, or here. */
@Component
public final class JobCancellation {

    private final JobService jobs;
    private final JobHolders holders;
    private final ObjectProvider<RemoteCancellation> remote;

    JobCancellation(JobService jobs, JobHolders holders, ObjectProvider<RemoteCancellation> remote) {
        this.jobs = jobs;
        this.holders = holders;
        this.remote = remote;
    }

    /** @param authorization an {@code Authorization} header that allows it, for the other process */
    public Mono<Void> cancel(String job, String authorization) {
        return holders.elsewhere(job)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(holder -> holder.isPresent()
                        ? remote.getObject().cancel(holder.get(), job, authorization)
                        : jobs.cancel(job).then());
    }
}
