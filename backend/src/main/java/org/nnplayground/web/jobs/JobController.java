package org.nnplayground.web.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.filter.CallerAddress;
import org.nnplayground.web.filter.TraceParent;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.operations.GracefulShutdown;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.web.response.ResponseMemory;
import org.nnplayground.webhook.Webhooks;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Submits jobs, shows, lists and deletes them. */
@RestController
@RequestMapping(path = "/api/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs", description = "Submit, control, list and delete")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
public class JobController {

    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    public static final int DEFAULT_PAGE_SIZE = 50;
    public static final int MAX_PAGE_SIZE = 200;

    private final JobService jobs;
    private final JobStore store;
    private final JobCreation submission;
    private final JobChange control;
    private final AccessControl access;
    private final JsonBody body;
    private final JobResponses bodies;
    private final Webhooks webhooks;
    private final GracefulShutdown leaving;

    JobController(
            JobService jobs,
            JobStore store,
            JobCreation submission,
            JobChange control,
            AccessControl access,
            JsonBody body,
            JobResponses bodies,
            Webhooks webhooks,
            GracefulShutdown leaving) {
        this.jobs = jobs;
        this.store = store;
        this.submission = submission;
        this.control = control;
        this.access = access;
        this.body = body;
        this.bodies = bodies;
        this.webhooks = webhooks;
        this.leaving = leaving;
    }

    @Schema(name = "JobPage")
    record JobPage(
            List<JobBody> data,

            @Schema(description = "Pass it as \"after\" for the next page; absent on the last page")
            @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            @Nullable
            String next) {}

    @PostMapping
    @RequiresAuthorization(RequiresAuthorization.Token.API_KEY_IF_ANY)
    @PossibleProblems({ProblemType.UNAUTHORIZED, ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @Operation(
            operationId = "submitJob",
            summary = "Submits a job",
            description = "A batch job runs to its stop condition. A live job is paused until it is told to play.",
            parameters = {
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Prefer",
                        description = "wait=N answers when the job has ended, after N seconds at most ("
                                + RequestValues.MAX_WAIT_SECONDS + ")",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Idempotency-Key",
                        description =
                                "The same key and body return the same job for a day; without an API key it must be a UUID",
                        schema = @Schema(type = "string"))
            },
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/JobRequest"))))
    @ApiResponse(
            responseCode = "201",
            description = "The job, with its controlToken",
            headers = {
                @Header(
                        name = HttpHeaders.LOCATION,
                        required = true,
                        description = "The job's path",
                        schema = @Schema(type = "string", format = "uri-reference")),
                @Header(
                        name = PREFERENCE_APPLIED,
                        description = "The applied wait=N, if Prefer asked for it",
                        schema = @Schema(type = "string"))
            },
            useReturnTypeSchema = true)
    Mono<ResponseEntity<JobBody>> submit(@Parameter(hidden = true) ServerWebExchange exchange) {
        var wait = RequestValues.wait(exchange.getRequest().getHeaders());
        return access.caller(header(exchange, HttpHeaders.AUTHORIZATION), CallerAddress.of(exchange))
                .flatMap(caller -> body.read(
                        exchange,
                        json -> submission.submit(
                                caller, json, header(exchange, "Idempotency-Key"), TraceParent.of(exchange))))
                .flatMap(job -> wait.isEmpty()
                        ? Mono.just(job)
                        : jobs.awaitEnd(job.id())
                                .takeUntilOther(leaving.started())
                                .switchIfEmpty(jobs.find(job.id()))
                                .timeout(wait.get(), jobs.find(job.id())))
                .flatMap(job -> bodies.of(job, exchange).map(made -> {
                    var response =
                            ResponseEntity.created(URI.create(made.links().self()));
                    wait.ifPresent(time -> response.header(PREFERENCE_APPLIED, "wait=" + time.toSeconds()));
                    return response.body(made.withControlToken(access.tokenOf(job.id())));
                }));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getJob", summary = "Returns the job", description = "With its present state and losses.")
    Mono<JobBody> find(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return jobs.current(id)
                .doOnNext(job -> keepMemory(List.of(job), exchange))
                .flatMap(job -> bodies.of(job, exchange));
    }

    @GetMapping
    @RequiresAuthorization(RequiresAuthorization.Token.API_KEY)
    @Operation(
            operationId = "listJobs",
            summary = "Lists the API key's jobs, newest first",
            description = "Returns fewer than the limit if the specs contain many samples or parameters.",
            parameters =
                    @Parameter(
                            in = ParameterIn.QUERY,
                            name = "label",
                            description = "Only jobs with this label, as key:value; can be repeated",
                            array = @ArraySchema(schema = @Schema(type = "string"))))
    Mono<JobPage> list(
            @Parameter(description = "\"next\" of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "integer",
                                            minimum = "" + RequestValues.MIN_COUNT,
                                            maximum = "" + MAX_PAGE_SIZE,
                                            defaultValue = "" + DEFAULT_PAGE_SIZE))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(schema = @Schema(implementation = JobState.class)) @RequestParam(required = false) @Nullable
                    String state,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var errors = new QueryErrors();
        int size = (int) errors.number("limit", limit, DEFAULT_PAGE_SIZE, RequestValues.MIN_COUNT, MAX_PAGE_SIZE);
        Long before = after == null ? null : (Long) errors.number("after", after, 0, 1, Long.MAX_VALUE);
        JobFilter filter = JobFilter.of(state, exchange, errors);
        errors.throwIfAny();
        return access.requireOwner(header(exchange, HttpHeaders.AUTHORIZATION))
                .flatMap(owner -> store.list(new JobStore.Query(owner, before, size, filter.state(), filter.labels())))
                .doOnNext(page -> keepMemory(page.jobs(), exchange))
                .flatMap(page -> Flux.fromIterable(page.jobs())
                        .flatMapSequential(job -> bodies.of(job, exchange))
                        .collectList()
                        .map(data -> new JobPage(
                                data, page.next() == null ? null : page.next().toString())));
    }

    /**
     * For their specs, which can be large. Not after a change: that would be answered with an error, but have happened.
     */
    private void keepMemory(List<Job> read, ServerWebExchange exchange) {
        long numbers = read.stream().mapToLong(job -> job.spec().numbers()).sum();
        ResponseMemory.keep(exchange, jobs.reserveResponse(numbers));
    }

    @DeleteMapping("/{id}")
    @RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
    @Operation(
            operationId = "deleteJob",
            summary = "Deletes the job",
            description = "With everything that is kept of it; a job that has not ended is cancelled first.")
    @ApiResponse(responseCode = "204", description = "The job is deleted", content = @Content)
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.controlled(id, exchange)
                .flatMap(job -> jobs.delete(id))
                .then(webhooks.forget(id))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static @Nullable String header(ServerWebExchange exchange, String name) {
        return exchange.getRequest().getHeaders().getFirst(name);
    }
}
