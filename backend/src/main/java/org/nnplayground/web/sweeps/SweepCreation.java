package org.nnplayground.web.sweeps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.Caller;
import org.nnplayground.access.CallerHashes;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.access.Submissions;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.Mode;
import org.nnplayground.service.JobService;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepRequest;
import org.nnplayground.sweep.Sweeps;
import org.nnplayground.web.filter.NewJobs;
import org.nnplayground.web.filter.TraceParent;
import org.nnplayground.webhook.Webhooks;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Creates sweeps within the caller's quota and rate of new jobs, and only once for each idempotency key. */
@Component
final class SweepCreation {

    private final Sweeps sweeps;
    private final JobService jobs;
    private final SweepRequestReader requests;
    private final AccessControl access;
    private final Submissions submissions;
    private final CallerHashes codes;
    private final CallerLimits limits;
    private final Webhooks webhooks;

    SweepCreation(
            Sweeps sweeps,
            JobService jobs,
            SweepRequestReader requests,
            AccessControl access,
            Submissions submissions,
            CallerHashes codes,
            CallerLimits limits,
            Webhooks webhooks) {
        this.sweeps = sweeps;
        this.jobs = jobs;
        this.requests = requests;
        this.access = access;
        this.submissions = submissions;
        this.codes = codes;
        this.limits = limits;
        this.webhooks = webhooks;
    }

    /** @param key the {@code Idempotency-Key}; null if the client sent none */
    Mono<Sweep> submit(Caller caller, JsonNode body, @Nullable String key, ServerWebExchange exchange) {
        String id = jobs.newId();
        return Mono.fromSupplier(() -> requests.read(body, id))
                .subscribeOn(Schedulers.boundedElastic()) // a combination takes as long as a body of a job
                .flatMap(request -> {
                    access.requireMayCreate(caller, Mode.BATCH);
                    access.requireMayHave(request.webhook(), caller);
                    String text = key == null ? "" : "sweep " + body;
                    return submissions.once(
                            caller, key, text, id, made -> create(made, request, caller, exchange), sweeps::findIfAny);
                });
    }

    private Mono<Sweep> create(String id, SweepRequest request, Caller caller, ServerWebExchange exchange) {
        NewJobs.count(exchange, request.jobs().size());
        String trace = TraceParent.of(exchange);
        String code = codes.of(caller);
        List<JobRequest> counted = request.jobs().stream()
                .map(job -> job.withCaller(code).withTrace(trace))
                .toList();
        Mono<Sweep> created = sweeps.create(id, request.with(counted), caller.owner(), limits.batchJobs());
        return webhooks.creating(id, request.webhook(), caller.keyId(), created);
    }
}
