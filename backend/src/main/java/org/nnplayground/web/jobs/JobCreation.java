package org.nnplayground.web.jobs;

import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.Caller;
import org.nnplayground.access.CallerHashes;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.access.Submissions;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.Mode;
import org.nnplayground.service.JobService;
import org.nnplayground.web.branch.Branches;
import org.nnplayground.web.branch.Branches.NewJob;
import org.nnplayground.webhook.Webhooks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Creates jobs within the caller's quota, and only once for each idempotency key. */
@Component
final class JobCreation {

    private final JobService jobs;
    private final Branches branches;
    private final AccessControl access;
    private final Submissions submissions;
    private final CallerHashes codes;
    private final CallerLimits limits;
    private final Webhooks webhooks;

    JobCreation(
            JobService jobs,
            Branches branches,
            AccessControl access,
            Submissions submissions,
            CallerHashes codes,
            CallerLimits limits,
            Webhooks webhooks) {
        this.jobs = jobs;
        this.branches = branches;
        this.access = access;
        this.submissions = submissions;
        this.codes = codes;
        this.limits = limits;
        this.webhooks = webhooks;
    }

    /**
     * @param key the {@code Idempotency-Key}; null if the client sent none
     * @param trace the trace that the job belongs to; null for none
     */
    Mono<Job> submit(Caller caller, JsonNode body, @Nullable String key, @Nullable String trace) {
        return branches.read(body).flatMap(made -> submit(caller, made.withTrace(trace), body, key));
    }

    private Mono<Job> submit(Caller caller, NewJob made, JsonNode body, @Nullable String key) {
        JobRequest request = made.request();
        access.requireMayCreate(caller, request.mode());
        access.requireMayHave(request.webhook(), caller);
        String text = key == null ? "" : body.toString();
        return submissions.once(caller, key, text, jobs.newId(), id -> create(id, made, caller));
    }

    private Mono<Job> create(String id, NewJob made, Caller caller) {
        JobRequest request = made.request();
        Mono<Job> created = Mono.defer(() -> jobs.submit(
                id,
                request.withCaller(codes.of(caller)),
                made.beginning(),
                caller.owner(),
                maxUnfinished(request.mode())));
        return webhooks.creating(id, request.webhook(), caller.keyId(), created);
    }

    private int maxUnfinished(Mode mode) {
        return switch (mode) {
            case LIVE -> limits.liveJobs();
            case BATCH -> limits.batchJobs();
        };
    }
}
