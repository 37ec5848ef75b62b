package org.nnplayground.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.Access;
import org.nnplayground.job.JobQueue;
import org.nnplayground.job.JobService;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobState;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.ParametersReader;
import org.nnplayground.web.request.ResetSeed;
import org.nnplayground.web.request.SpecReader;
import org.nnplayground.web.request.StepUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Submits jobs and controls them. */
@RestController
@RequestMapping(path = "/api/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs", description = "Submit, control, list and delete")
class JobController {

    /** A control that has not taken effect by then is answered as accepted. */
    private static final Duration CONTROL = Duration.ofSeconds(10);

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final JobService jobs;
    private final JobStore store;
    private final JobQueue queue;
    private final Access access;
    private final JsonBody body;
    private final JobRequestReader requests;
    private final SpecReader specs;
    private final ParametersReader parameters;

    JobController(
            JobService jobs,
            JobStore store,
            JobQueue queue,
            Access access,
            JsonBody body,
            JobRequestReader requests,
            SpecReader specs,
            ParametersReader parameters) {
        this.jobs = jobs;
        this.store = store;
        this.queue = queue;
        this.access = access;
        this.body = body;
        this.requests = requests;
        this.specs = specs;
        this.parameters = parameters;
    }

    @Schema(name = "JobPage")
    record JobPage(
            List<JobBody> data,

            @Schema(description = "Give it as \"after\" to read on; absent at the end")
            @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            @Nullable
            String next) {}

    @PostMapping
    @Operation(
            summary = "Submits a job",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = "Prefer",
                            description = "wait=N answers when the job has ended, after N seconds at most (60)",
                            schema = @Schema(type = "string")),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/JobRequest"))))
    Mono<ResponseEntity<JobBody>> submit(@Parameter(hidden = true) ServerWebExchange exchange) {
        String owner = access.owner(authorization(exchange));
        var wait = Requests.wait(exchange.getRequest().getHeaders());
        return body.read(exchange)
                .map(requests::create)
                .flatMap(request -> jobs.submit(request, owner))
                .flatMap(job -> wait.isEmpty()
                        ? Mono.just(job)
                        : jobs.whenEnded(job.id()).timeout(wait.get(), jobs.find(job.id())))
                .map(job -> {
                    var response = ResponseEntity.created(
                            URI.create(JobBody.Links.of(job.id()).self()));
                    wait.ifPresent(time -> response.header("Preference-Applied", "wait=" + time.toSeconds()));
                    return response.body(told(job).with(access.tokenOf(job.id())));
                });
    }

    @GetMapping("/{id}")
    @Operation(summary = "The job as it stands")
    Mono<JobBody> find(@PathVariable String id) {
        return jobs.find(id).map(this::told);
    }

    @GetMapping
    @Operation(summary = "The API key's jobs, newest first")
    Mono<JobPage> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(name = "label", required = false) @Nullable List<String> labels,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        String owner = access.requireOwner(authorization(exchange));
        int size = (int) Requests.number("limit", limit, PAGE, 1, LARGEST_PAGE);
        var query = new JobStore.Query(owner, after, size + 1, state(state), labels(labels));
        return store.list(query).collectList().map(found -> {
            boolean more = found.size() > size;
            List<Job> page = found.subList(0, Math.min(size, found.size()));
            return new JobPage(
                    page.stream().map(this::told).toList(),
                    more ? page.getLast().id() : null);
        });
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
                        "must be one of "
                                + Arrays.stream(JobState.values())
                                        .map(JobState::wireName)
                                        .toList()));
    }

    private static Map<String, String> labels(@Nullable List<String> pairs) {
        var labels = new HashMap<String, String>();
        for (String pair : pairs == null ? List.<String>of() : pairs) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw Requests.invalid("label", "must be a key and a value with a colon between");
            }
            labels.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return labels;
    }

    @PostMapping("/{id}/play")
    @Operation(summary = "Trains on", description = "Live jobs only")
    Mono<ResponseEntity<JobBody>> play(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return plainControl(id, exchange, job -> jobs.play(id));
    }

    @PostMapping("/{id}/pause")
    @Operation(summary = "Stands still", description = "Live jobs only")
    Mono<ResponseEntity<JobBody>> pause(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return plainControl(id, exchange, job -> jobs.pause(id));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Ends the job for good")
    Mono<ResponseEntity<JobBody>> cancel(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return plainControl(id, exchange, job -> jobs.cancel(id));
    }

    @PostMapping("/{id}/step")
    @Operation(
            summary = "Trains so many epochs or batches, then stands still",
            description = "Live jobs only",
            requestBody = @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/StepRequest"))))
    Mono<ResponseEntity<JobBody>> step(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control(
                id,
                exchange,
                job -> body.readIfAny(exchange)
                        .map(requests::step)
                        .flatMap(step -> jobs.step(id, step.unit() == StepUnit.BATCH, step.count())));
    }

    @PostMapping("/{id}/reset")
    @Operation(
            summary = "Begins a new run, with the same initial parameters or with new seeds",
            description = "Live jobs only",
            requestBody = @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/ResetRequest"))))
    Mono<ResponseEntity<JobBody>> reset(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control(
                id,
                exchange,
                job -> body.readIfAny(exchange)
                        .map(requests::reset)
                        .flatMap(seed -> jobs.reset(id, seed == ResetSeed.NEW)));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Changes rates, batch size, pace or stop condition",
            description = "Live jobs only",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/JobPatch"))))
    Mono<ResponseEntity<JobBody>> patch(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control(
                id, exchange, job -> body.read(exchange).map(requests::patch).flatMap(patch -> jobs.patch(id, patch)));
    }

    @PutMapping("/{id}/spec")
    @Operation(
            summary = "Begins a new run of another spec",
            description = "Live jobs only; keep=parameters carries over the layers that have the same shape",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/TrainingSpec"))))
    Mono<ResponseEntity<JobBody>> replaceSpec(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String keep,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        if (keep != null && !keep.equals("parameters")) {
            throw Requests.invalid("keep", "must be \"parameters\" or absent");
        }
        return control(
                id,
                exchange,
                job -> body.read(exchange).map(specs::read).flatMap(spec -> jobs.replaceSpec(id, spec, keep != null)));
    }

    @PutMapping("/{id}/parameters")
    @Operation(
            summary = "Takes other parameters of the same shape",
            description = "Live jobs only; history and what the optimizer keeps stay",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/FrameParameters"))))
    Mono<ResponseEntity<JobBody>> replaceParameters(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control(
                id,
                exchange,
                job -> body.read(exchange)
                        .map(json -> parameters.read(json, job.spec()))
                        .flatMap(replacement -> jobs.replace(id, replacement)));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Removes the job, and cancels it before where needed")
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return controlled(id, exchange)
                .flatMap(job -> jobs.delete(id))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private Mono<ResponseEntity<JobBody>> plainControl(
            String id, ServerWebExchange exchange, Function<Job, Mono<Job>> action) {
        return control(
                id,
                exchange,
                job -> body.readIfAny(exchange).doOnNext(requests::nothing).flatMap(nothing -> action.apply(job)));
    }

    private Mono<ResponseEntity<JobBody>> control(
            String id, ServerWebExchange exchange, Function<Job, Mono<Job>> action) {
        return controlled(id, exchange)
                .flatMap(job -> action.apply(job)
                        .map(done -> ResponseEntity.ok(told(done)))
                        .timeout(
                                CONTROL,
                                jobs.find(id)
                                        .map(now -> ResponseEntity.status(HttpStatus.ACCEPTED)
                                                .body(told(now)))));
    }

    private Mono<Job> controlled(String id, ServerWebExchange exchange) {
        return jobs.find(id).doOnNext(job -> access.requireControl(job, authorization(exchange)));
    }

    private JobBody told(Job job) {
        return JobBody.of(job, true, queue.position(job.id()));
    }

    private static @Nullable String authorization(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    }
}
