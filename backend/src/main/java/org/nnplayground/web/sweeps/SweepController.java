package org.nnplayground.web.sweeps;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.job.ChangePendingException;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobSettings;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepTable;
import org.nnplayground.sweep.Sweeps;
import org.nnplayground.web.filter.CallerAddress;
import org.nnplayground.web.filter.EmbedFilter;
import org.nnplayground.web.jobs.JobCancellation;
import org.nnplayground.web.jobs.JobResponses;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.web.response.ResponseMemory;
import org.nnplayground.webhook.Webhooks;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Submits, shows, cancels and deletes sweeps. */
@RestController
@RequestMapping(path = "/api/v1/sweeps", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sweeps", description = "Many batch jobs by one request, which differ in a few values")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class SweepController {

    private static final String CSV = "text/csv";
    private static final int CONCURRENT_CANCELLATIONS = 32;

    private final Sweeps sweeps;
    private final JobService jobs;
    private final SweepCreation creation;
    private final JobCancellation cancellation;
    private final JobRequestReader requests;
    private final JobResponses bodies;
    private final AccessControl access;
    private final JsonBody body;
    private final Webhooks webhooks;
    private final Duration timeout;

    SweepController(
            Sweeps sweeps,
            JobService jobs,
            SweepCreation creation,
            JobCancellation cancellation,
            JobRequestReader requests,
            JobResponses bodies,
            AccessControl access,
            JsonBody body,
            Webhooks webhooks,
            JobSettings settings) {
        this.sweeps = sweeps;
        this.jobs = jobs;
        this.creation = creation;
        this.cancellation = cancellation;
        this.requests = requests;
        this.bodies = bodies;
        this.access = access;
        this.body = body;
        this.webhooks = webhooks;
        this.timeout = settings.changeTimeout();
    }

    @PostMapping
    @RequiresAuthorization(RequiresAuthorization.Token.API_KEY_IF_ANY)
    @PossibleProblems({ProblemType.UNAUTHORIZED, ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @Operation(
            operationId = "submitSweep",
            summary = "Submits a batch job for each combination of the values of the axes",
            description = "All jobs or, after any problem, none. Jobs within the catalogue's sharedShape have shared"
                    + " arithmetic and train together. Seeds that the spec does not give are drawn once for all jobs."
                    + " Each job counts against the limits of its caller.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = "Idempotency-Key",
                            description =
                                    "The same key and body return the same sweep for a day; without an API key it must be a UUID",
                            schema = @Schema(type = "string")),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/SweepRequest"))))
    @ApiResponse(
            responseCode = "201",
            description = "The sweep, with its controlToken",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            required = true,
                            description = "The sweep's path",
                            schema = @Schema(type = "string", format = "uri-reference")),
            useReturnTypeSchema = true)
    Mono<ResponseEntity<SweepBody>> submit(@Parameter(hidden = true) ServerWebExchange exchange) {
        return access.caller(header(exchange, HttpHeaders.AUTHORIZATION), CallerAddress.of(exchange))
                .flatMap(caller -> body.read(
                        exchange, json -> creation.submit(caller, json, header(exchange, "Idempotency-Key"), exchange)))
                .flatMap(sweep -> shown(sweep, exchange))
                .map(made -> ResponseEntity.created(URI.create(made.links().self()))
                        .body(made.withControlToken(access.tokenOf(made.id()))));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getSweep",
            summary = "Returns the sweep",
            description = "With the number of its jobs in each state.")
    Mono<SweepBody> find(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return sweeps.find(id).flatMap(sweep -> shown(sweep, exchange));
    }

    @Schema(name = "SweepJobs")
    record JobsBody(List<JobBody> data) {}

    @GetMapping("/{id}/jobs")
    @Operation(
            operationId = "listSweepJobs",
            summary = "Returns the jobs of the sweep in the order of the table",
            description = "Without those that were deleted.")
    Mono<JobsBody> jobs(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return sweeps.find(id)
                .flatMap(sweep ->
                        sweeps.jobs(sweep.jobs()).concatMap(Mono::justOrEmpty).collectList())
                .doOnNext(found -> keepMemory(found, exchange))
                .flatMap(found -> Flux.fromIterable(found)
                        .flatMapSequential(job -> bodies.of(job, exchange))
                        .collectList())
                .map(JobsBody::new);
    }

    /** For their specs, which can be large. */
    private void keepMemory(List<Job> read, ServerWebExchange exchange) {
        long numbers = read.stream().mapToLong(job -> job.spec().numbers()).sum();
        ResponseMemory.keep(exchange, jobs.reserveResponse(numbers));
    }

    @Schema(name = "SweepTable")
    record TableBody(
            @Schema(
                    description = "Of each axis its pointer, or seed; then job, state, stopReason, epoch, trainLoss,"
                            + " testLoss, trainAccuracy, testAccuracy, epochsToTarget. A later version may add some.")
            List<String> columns,

            @Schema(description = "One for each job; null for what a job does not have")
            List<List<@Nullable Object>> rows) {}

    @GetMapping("/{id}/table")
    @Operation(
            operationId = "getSweepTable",
            summary = "Returns the values and the result of each job, also as text/csv",
            description = "The last axis changes fastest. epochsToTarget is the first epoch with a test loss at or"
                    + " below stop.targetTestLoss.")
    Mono<TableBody> table(@PathVariable String id) {
        return sweeps.find(id)
                .flatMap(sweeps::progress)
                .map(progress -> new TableBody(SweepTable.columns(progress.sweep()), progress.rows()));
    }

    @GetMapping(path = "/{id}/table", produces = CSV)
    @Operation(operationId = "getSweepTable")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    Mono<String> tableAsCsv(@PathVariable String id) {
        return sweeps.find(id).flatMap(sweeps::progress).map(SweepCsv::of);
    }

    @PostMapping("/{id}/cancel")
    @RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
    @PossibleProblems(ProblemType.INVALID_REQUEST)
    @Operation(
            operationId = "cancelSweep",
            summary = "Cancels the jobs of the sweep that have not ended",
            description = "Changes nothing if all have ended.")
    @ApiResponse(responseCode = "200", description = "The sweep once all have ended", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "The current sweep: the change was accepted and takes effect later",
            useReturnTypeSchema = true)
    Mono<ResponseEntity<SweepBody>> cancel(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return controlled(id, exchange)
                .flatMap(sweep -> body.readIfAny(exchange, json -> {
                    requests.empty(json);
                    Mono<ResponseEntity<SweepBody>> accepted = shown(sweep, exchange)
                            .map(now ->
                                    ResponseEntity.status(HttpStatus.ACCEPTED).body(now));
                    // An accepted change is carried out even if the client no longer waits.
                    return Mono.fromFuture(cancelJobs(sweep)::toFuture, true)
                            .then(Mono.defer(() -> shown(sweep, exchange)))
                            .map(ResponseEntity::ok)
                            .timeout(timeout, accepted)
                            .onErrorResume(ChangePendingException.class, pending -> accepted);
                }));
    }

    private Mono<Void> cancelJobs(Sweep sweep) {
        return Sweeps.lastFirst(sweep.jobs())
                .flatMap(
                        id -> sweeps.jobs(List.of(id))
                                .concatMap(Mono::justOrEmpty)
                                .filter(job -> !job.state().isTerminal())
                                .concatMap(job -> cancellation.cancel(id, "Bearer " + access.tokenOf(id)))
                                .onErrorResume(
                                        PlaygroundException.class,
                                        e -> hasEndedMeanwhile(e) ? Mono.empty() : Mono.error(e)),
                        CONCURRENT_CANCELLATIONS)
                .then();
    }

    private static boolean hasEndedMeanwhile(PlaygroundException e) {
        return e.type() == ProblemType.ILLEGAL_STATE || e.type() == ProblemType.NOT_FOUND;
    }

    @DeleteMapping("/{id}")
    @RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
    @Operation(
            operationId = "deleteSweep",
            summary = "Deletes the sweep and its jobs",
            description = "With everything that is kept of them; jobs that have not ended are cancelled first.")
    @ApiResponse(responseCode = "204", description = "The sweep is deleted", content = @Content)
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return controlled(id, exchange)
                .flatMap(sweeps::delete)
                .then(webhooks.forget(id))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** The sweep, if the caller may change it; otherwise fails. */
    private Mono<Sweep> controlled(String id, ServerWebExchange exchange) {
        String authorization = header(exchange, HttpHeaders.AUTHORIZATION);
        return sweeps.find(id)
                .flatMap(sweep -> access.requireControlOfSweep(id, sweep.owner(), authorization)
                        .thenReturn(sweep));
    }

    private Mono<SweepBody> shown(Sweep sweep, ServerWebExchange exchange) {
        return sweeps.progress(sweep).map(progress -> SweepBody.of(progress, true, EmbedFilter.prefixOf(exchange)));
    }

    private static @Nullable String header(ServerWebExchange exchange, String name) {
        return exchange.getRequest().getHeaders().getFirst(name);
    }
}
