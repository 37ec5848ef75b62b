package org.nnplayground.web.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobSettings;
import org.nnplayground.job.JobState;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.webhook.Webhooks;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cancels and deletes the API key's jobs with certain labels, a limited number per call. */
@RestController
@RequestMapping(path = "/api/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
@RequiresAuthorization(RequiresAuthorization.Token.API_KEY)
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class JobSelectionController {

    /** Maximum number of jobs that one call changes. */
    private static final int MAX_JOBS = JobController.MAX_PAGE_SIZE;

    private static final int CONCURRENCY = 32;
    private static final List<JobState> UNFINISHED = List.of(JobState.QUEUED, JobState.RUNNING, JobState.PAUSED);

    private final JobService jobs;
    private final JobStore store;
    private final AccessControl access;
    private final JsonBody body;
    private final JobRequestReader requests;
    private final Webhooks webhooks;
    private final Duration timeout;

    JobSelectionController(
            JobService jobs,
            JobStore store,
            AccessControl access,
            JsonBody body,
            JobRequestReader requests,
            Webhooks webhooks,
            JobSettings settings) {
        this.jobs = jobs;
        this.store = store;
        this.access = access;
        this.body = body;
        this.requests = requests;
        this.webhooks = webhooks;
        this.timeout = settings.changeTimeout();
    }

    @Schema(name = "JobSelection")
    record SelectionBody(
            @Schema(description = "Number of jobs that were changed")
            int changed,

            @Schema(description = "Ids of jobs that could not be changed now; change each of them by its id")
            List<String> unchanged,

            @Schema(description = "Whether more jobs match; call again")
            boolean more) {}

    @PostMapping("/cancel")
    @PossibleProblems(ProblemType.INVALID_REQUEST)
    @Operation(
            operationId = "cancelJobs",
            summary = "Cancels the API key's unfinished jobs with all of the given labels",
            description = "At most " + MAX_JOBS + " jobs per call, the newest first",
            parameters =
                    @Parameter(
                            in = ParameterIn.QUERY,
                            name = "label",
                            required = true,
                            description = "As key:value; can be repeated",
                            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1)))
    Mono<SelectionBody> cancel(@Parameter(hidden = true) ServerWebExchange exchange) {
        Map<String, String> labels = labels(null, exchange).labels();
        return owner(exchange)
                .flatMap(owner ->
                        body.readIfAny(exchange).doOnNext(requests::empty).thenReturn(owner))
                .flatMap(owner -> change(
                        Flux.fromIterable(UNFINISHED)
                                .concatMap(state -> ids(new JobStore.Query(owner, null, MAX_JOBS + 1, state, labels))),
                        id -> jobs.cancel(id).then()));
    }

    @DeleteMapping
    @PossibleProblems(ProblemType.INVALID_REQUEST)
    @Operation(
            operationId = "deleteJobs",
            summary = "Deletes the API key's jobs with all of the given labels; cancels them first if needed",
            description = "At most " + MAX_JOBS + " jobs per call, the newest first",
            parameters =
                    @Parameter(
                            in = ParameterIn.QUERY,
                            name = "label",
                            required = true,
                            description = "As key:value; can be repeated",
                            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1)))
    Mono<SelectionBody> delete(
            @Parameter(description = "Only jobs in this state", schema = @Schema(implementation = JobState.class))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        JobFilter filter = labels(state, exchange);
        return owner(exchange)
                .flatMap(owner -> change(
                        ids(new JobStore.Query(owner, null, MAX_JOBS + 1, filter.state(), filter.labels())),
                        id -> jobs.delete(id).then(webhooks.forget(id))));
    }

    /** The filter, which must have a label, so that nobody changes all jobs by mistake. */
    private static JobFilter labels(@Nullable String state, ServerWebExchange exchange) {
        var errors = new QueryErrors();
        JobFilter filter = JobFilter.of(state, exchange, errors);
        if (!exchange.getRequest().getQueryParams().containsKey("label")) {
            errors.add("label", Message.of("query.label-missing"));
        }
        errors.throwIfAny();
        return filter;
    }

    private Mono<String> owner(ServerWebExchange exchange) {
        return access.requireOwner(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    private Flux<String> ids(JobStore.Query query) {
        return store.list(query)
                .expand(page -> page.next() == null
                        ? Mono.empty()
                        : store.list(new JobStore.Query(
                                query.owner(), page.next(), query.limit(), query.state(), query.labels())))
                .concatMapIterable(JobStore.Page::jobs)
                .map(Job::id);
    }

    /** Changes the first jobs, each once the caller no longer waits, too. */
    private Mono<SelectionBody> change(Flux<String> found, Function<String, Mono<Void>> change) {
        return found.take(MAX_JOBS + 1L).collectList().flatMap(ids -> {
            List<String> chosen = ids.subList(0, Math.min(MAX_JOBS, ids.size()));
            return Flux.fromIterable(chosen)
                    .flatMap(
                            id -> Mono.fromFuture(change.apply(id)::toFuture, true)
                                    .thenReturn("")
                                    .onErrorResume(JobSelectionController::isGone, gone -> Mono.just(""))
                                    .timeout(timeout, Mono.just(id))
                                    .onErrorResume(PlaygroundException.class, e -> Mono.just(id)),
                            CONCURRENCY)
                    .filter(id -> !id.isEmpty())
                    .collectList()
                    .map(unchanged -> new SelectionBody(
                            chosen.size() - unchanged.size(), new ArrayList<>(unchanged), ids.size() > chosen.size()));
        });
    }

    /** Whether the job was deleted or has ended meanwhile. */
    private static boolean isGone(Throwable e) {
        return e instanceof PlaygroundException problem
                && (problem.type() == ProblemType.NOT_FOUND || problem.type() == ProblemType.ILLEGAL_STATE);
    }
}
