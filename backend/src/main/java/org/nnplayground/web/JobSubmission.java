package org.nnplayground.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.Access;
import org.nnplayground.access.ApiKey;
import org.nnplayground.access.Caller;
import org.nnplayground.access.CallerCodes;
import org.nnplayground.access.Submissions;
import org.nnplayground.access.Tallies;
import org.nnplayground.access.Tally;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.JobService;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.Job;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.webhook.Webhooks;
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
    private final CallerCodes codes;
    private final Tallies tallies;
    private final Webhooks webhooks;

    JobSubmission(
            JobService jobs,
            JobRequestReader requests,
            Access access,
            Submissions submissions,
            CallerCodes codes,
            Tallies tallies,
            Webhooks webhooks) {
        this.jobs = jobs;
        this.requests = requests;
        this.access = access;
        this.submissions = submissions;
        this.codes = codes;
        this.tallies = tallies;
        this.webhooks = webhooks;
    }

    /**
     * @param key what the client calls the request so that it can repeat it, null where it will not
     * @param trace that the job shall belong to, null for none
     */
    Mono<Job> submit(Caller caller, JsonNode body, @Nullable String key, @Nullable String trace) {
        JobRequest request = requests.create(body).traced(trace);
        access.requireMayCreate(caller, request.mode());
        if (request.webhook() != null && caller.key() == null) {
            throw new PlaygroundException(ProblemType.UNAUTHORIZED, Message.of("webhook.needs-key"));
        }
        Mono<Job> submitted =
                submissions.once(caller, key, body.toString(), jobs.newId(), id -> make(id, request, caller));
        // Once begun it is finished, whether or not the client still waits: half a job is nobody's.
        return Mono.fromFuture(submitted::toFuture, true);
    }

    private Mono<Job> make(String id, JobRequest request, Caller caller) {
        Tally tally = tallies.jobs(request.mode());
        String code = codes.of(caller);
        return Mono.defer(() -> {
                    tally.take(id, code);
                    return hooked(id, request.by(code), caller);
                })
                .doOnError(e -> tally.release(id));
    }

    private Mono<Job> hooked(String id, JobRequest request, Caller caller) {
        Mono<Job> made = jobs.submit(id, request, caller.owner());
        URI webhook = request.webhook();
        ApiKey key = caller.key();
        return webhook == null || key == null
                ? made
                : webhooks.register(id, webhook, key.id())
                        .then(made)
                        .onErrorResume(e -> webhooks.forget(id).then(Mono.error(e)));
    }
}
