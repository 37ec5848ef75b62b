package org.nnplayground.web.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.job.ChangePendingException;
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
    private final JobCancellation cancellation;
    private final Duration timeout;

    JobSelectionController(
            JobService jobs,
            JobStore store,
            AccessControl access,
            JsonBody body,
            JobRequestReader requests,
            Webhooks webhooks,
            JobCancellation cancellation,
            JobSettings settings) {
        this.jobs = jobs;
        this.store = store;
        this.access = access;
        this.body = body;
        this.requests = requests;
        this.webhooks = webhooks;
        this.cancellation = cancellation;
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
            description = "At most " + MAX_JOBS + " jobs per call",
            parameters =
                    @Parameter(
                            in = ParameterIn.QUERY,
                            name = "label",
                            required = true,
                            description = "As key:value; can be repeated",
                            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1)))
    Mono<SelectionBody> cancel(@Parameter(hidden = true) ServerWebExchange exchange) {
        return owner(exchange).flatMap(owner -> {
            Map<String, String> labels = filter(null, exchange).labels();
            Flux<String> unfinished = Flux.fromIterable(UNFINISHED)
                    .concatMap(state -> ids(new JobStore.Query(owner, null, MAX_JOBS + 1, state, labels)));
            return body.readIfAny(exchange, json -> {
                requests.empty(json);
                return change(
                        unfinished,
                        id -> cancellation.cancel(id, Objects.requireNonNull(authorization(exchange))),
                        job -> job.state().isTerminal());
            });
        });
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
        return owner(exchange).flatMap(owner -> {
            JobFilter filter = filter(state, exchange);
            return change(
                    ids(new JobStore.Query(owner, null, MAX_JOBS + 1, filter.state(), filter.labels())),
                    id -> jobs.delete(id).then(webhooks.forget(id)),
                    job -> false);
        });
    }

    /** The filter, which must have a label, so that nobody changes all jobs by mistake. */
    private static JobFilter filter(@Nullable String state, ServerWebExchange exchange) {
        var errors = new QueryErrors();
        JobFilter filter = JobFilter.of(state, exchange, errors);
        if (!exchange.getRequest().getQueryParams().containsKey("label")) {
            errors.add("label", Message.of("query.label-missing"));
        }
        errors.throwIfAny();
        return filter;
    }

    private Mono<String> owner(ServerWebExchange exchange) {
        return access.requireOwner(authorization(exchange));
    }

    private static @Nullable String authorization(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
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

    /**
     * Changes the first jobs. A change that has begun is completed even if the client no longer waits.
     *
     * @param isChanged whether a job needs no change any more; for a job whose change has failed
     */
    private Mono<SelectionBody> change(
            Flux<String> found, Function<String, Mono<Void>> change, Predicate<Job> isChanged) {
        return found.distinct().take(MAX_JOBS + 1L).collectList().flatMap(ids -> {
            List<String> chosen = ids.subList(0, Math.min(MAX_JOBS, ids.size()));
            return Flux.fromIterable(chosen)
                    .flatMap(
                            id -> Mono.fromFuture(change.apply(id)::toFuture, true)
                                    .thenReturn(true)
                                    .timeout(timeout, Mono.just(false))
                                    .onErrorReturn(ChangePendingException.class, false)
                                    .onErrorResume(PlaygroundException.class, e -> isChanged(id, isChanged))
                                    .filter(changed -> !changed)
                                    .map(unchanged -> id),
                            CONCURRENCY)
                    .collectList()
                    .map(unchanged ->
                            new SelectionBody(chosen.size() - unchanged.size(), unchanged, ids.size() > chosen.size()));
        });
    }

    private Mono<Boolean> isChanged(String id, Predicate<Job> isChanged) {
        return store.find(id).map(isChanged::test).defaultIfEmpty(true).onErrorReturn(PlaygroundException.class, false);
    }
}
