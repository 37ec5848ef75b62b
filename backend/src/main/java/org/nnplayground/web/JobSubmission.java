package org.nnplayground.web;

import org.jspecify.annotations.Nullable;
import org.nnplayground.access.Access;
import org.nnplayground.access.Caller;
import org.nnplayground.access.Submissions;
import org.nnplayground.access.Tallies;
import org.nnplayground.access.Tally;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobService;
import org.nnplayground.store.Job;
import org.nnplayground.web.request.JobRequestReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Makes jobs for those who may have one more, and each only once. */
@Component
final class JobSubmission {

    private final JobService jobs;
    private final JobRequestReader requests;
    private final Access access;
    private final Submissions submissions;
    private final Tallies tallies;

    JobSubmission(JobService jobs, JobRequestReader requests, Access access, Submissions submissions, Tallies tallies) {
        this.jobs = jobs;
        this.requests = requests;
        this.access = access;
        this.submissions = submissions;
        this.tallies = tallies;
    }

    /** @param key what the client calls the request so that it can repeat it, null where it will not */
    Mono<Job> submit(Caller caller, JsonNode body, @Nullable String key) {
        JobRequest request = requests.create(body);
        access.requireMayCreate(caller, request.mode());
        Mono<Job> submitted =
                submissions.once(caller, key, body.toString(), jobs.newId(), id -> make(id, request, caller));
        // Once begun it is finished, whether or not the client still waits: half a job is nobody's.
        return Mono.fromFuture(submitted::toFuture, true);
    }

    private Mono<Job> make(String id, JobRequest request, Caller caller) {
        Tally tally = tallies.jobs(request.mode());
        return Mono.defer(() -> {
                    tally.take(id, caller.counted());
                    return jobs.submit(id, request, caller.owner());
                })
                .doOnError(e -> tally.release(id));
    }
}
