package org.nnplayground.web;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.Access;
import org.nnplayground.job.JobService;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.JobState;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.door.CallerAddress;
import org.nnplayground.web.door.TraceParent;
import org.nnplayground.web.openapi.Needs;
import org.nnplayground.web.openapi.Problems;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JsonBody;
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
@Problems(ProblemType.STORE_UNAVAILABLE)
class JobController {

    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    static final int PAGE = 50;
    static final int LARGEST_PAGE = 200;

    private final JobService jobs;
    private final JobStore store;
    private final JobSubmission submission;
    private final JobControl control;
    private final Access access;
    private final JsonBody body;
    private final JobBodies bodies;
    private final Leaving leaving;

    JobController(
            JobService jobs,
            JobStore store,
            JobSubmission submission,
            JobControl control,
            Access access,
            JsonBody body,
            JobBodies bodies,
            Leaving leaving) {
        this.jobs = jobs;
        this.store = store;
        this.submission = submission;
        this.control = control;
        this.access = access;
        this.body = body;
        this.bodies = bodies;
        this.leaving = leaving;
    }

    @Schema(name = "JobPage")
    record JobPage(
            List<JobBody> data,

            @Schema(description = "Give it as \"after\" to read on; absent at the end")
            @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            @Nullable
            String next) {}

    @PostMapping
    @Needs(Needs.Token.API_KEY_IF_ANY)
    @Problems({ProblemType.UNAUTHORIZED, ProblemType.KEY_IN_USE, ProblemType.KEY_REUSED})
    @Operation(
            summary = "Submits a job",
            parameters = {
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Prefer",
                        description = "wait=N answers when the job has ended, after N seconds at most ("
                                + Requests.LONGEST_WAIT + ")",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Idempotency-Key",
                        description = "The same key and body get the same job for a day; a UUID without API key",
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
                        description = "wait=N as it was applied, where Prefer asked for it",
                        schema = @Schema(type = "string"))
            },
            useReturnTypeSchema = true)
    Mono<ResponseEntity<JobBody>> submit(@Parameter(hidden = true) ServerWebExchange exchange) {
        var wait = Requests.wait(exchange.getRequest().getHeaders());
        return access.caller(header(exchange, HttpHeaders.AUTHORIZATION), CallerAddress.of(exchange))
                .flatMap(caller -> body.read(exchange)
                        .flatMap(json -> submission.submit(
                                caller, json, header(exchange, "Idempotency-Key"), TraceParent.of(exchange))))
                .flatMap(job -> wait.isEmpty()
                        ? Mono.just(job)
                        : jobs.whenEnded(job.id())
                                .takeUntilOther(leaving.begun())
                                .switchIfEmpty(jobs.find(job.id()))
                                .timeout(wait.get(), jobs.find(job.id())))
                .flatMap(job -> bodies.of(job, exchange).map(made -> {
                    var response =
                            ResponseEntity.created(URI.create(made.links().self()));
                    wait.ifPresent(time -> response.header(PREFERENCE_APPLIED, "wait=" + time.toSeconds()));
                    return response.body(made.controlled(access.tokenOf(job.id())));
                }));
    }

    @GetMapping("/{id}")
    @Operation(summary = "The job as it stands")
    Mono<JobBody> find(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return jobs.present(id).flatMap(job -> bodies.of(job, exchange));
    }

    @GetMapping
    @Needs(Needs.Token.API_KEY)
    @Operation(
            summary = "The API key's jobs, newest first",
            description = "Fewer than the limit where their specs hold many samples or parameters",
            parameters =
                    @Parameter(
                            in = ParameterIn.QUERY,
                            name = "label",
                            description =
                                    "A label that they have, as key:value; several where it is given several times",
                            array = @ArraySchema(schema = @Schema(type = "string"))))
    Mono<JobPage> list(
            @Parameter(description = "\"next\" of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "integer",
                                            minimum = "" + Requests.LEAST,
                                            maximum = "" + LARGEST_PAGE,
                                            defaultValue = "" + PAGE))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(schema = @Schema(implementation = JobState.class)) @RequestParam(required = false) @Nullable
                    String state,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        int size = (int) Requests.number("limit", limit, PAGE, Requests.LEAST, LARGEST_PAGE);
        Long before = after == null ? null : Requests.number("after", after, 0, 1, Long.MAX_VALUE);
        JobState wanted = state(state);
        Map<String, String> pairs = labels(exchange);
        return access.requireOwner(header(exchange, HttpHeaders.AUTHORIZATION))
                .flatMap(owner -> store.list(new JobStore.Query(owner, before, size, wanted, pairs)))
                .flatMap(page -> Flux.fromIterable(page.jobs())
                        .flatMapSequential(job -> bodies.of(job, exchange))
                        .collectList()
                        .map(data -> new JobPage(
                                data, page.next() == null ? null : page.next().toString())));
    }

    private static @Nullable JobState state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(JobState.values())
                .filter(state -> state.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> Requests.invalid(
                        "state",
                        Message.of(
                                "choice.one-of",
                                Arrays.stream(JobState.values())
                                        .map(JobState::wireName)
                                        .toList())));
    }

    /** Read from the query itself, since a parameter of the method would be split at the commas of a value. */
    private static Map<String, String> labels(ServerWebExchange exchange) {
        var labels = new HashMap<String, String>();
        for (String pair : exchange.getRequest().getQueryParams().getOrDefault("label", List.of())) {
            int colon = pair == null ? -1 : pair.indexOf(':');
            if (pair == null || colon < 1) {
                throw Requests.invalid("label", Message.of("query.label"));
            }
            if (!JobCatalog.isOneLine(pair)) {
                throw Requests.invalid("label", Message.of("text.controls"));
            }
            if (labels.putIfAbsent(pair.substring(0, colon), pair.substring(colon + 1)) != null) {
                throw Requests.invalid("label", Message.of("query.label-twice"));
            }
        }
        return labels;
    }

    @DeleteMapping("/{id}")
    @Needs(Needs.Token.CONTROL)
    @Operation(summary = "Removes the job, and cancels it before where needed")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.controlled(id, exchange)
                .flatMap(job -> jobs.delete(id))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static @Nullable String header(ServerWebExchange exchange, String name) {
        return exchange.getRequest().getHeaders().getFirst(name);
    }
}
