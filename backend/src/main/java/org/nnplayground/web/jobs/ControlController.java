package org.nnplayground.web.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.ParametersReader;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.request.ResetSeed;
import org.nnplayground.web.request.StepUnit;
import org.nnplayground.web.response.JobBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Controls jobs. Each call needs the job's control token or its owner's API key. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
@RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
@PossibleProblems({ProblemType.ILLEGAL_STATE, ProblemType.STORE_UNAVAILABLE})
@ApiResponse(responseCode = "200", description = "The job once the change has taken effect", useReturnTypeSchema = true)
@ApiResponse(
        responseCode = "202",
        description = "The current job: the change was accepted and takes effect later",
        useReturnTypeSchema = true)
class ControlController {

    private static final String KEEP_PARAMETERS = "parameters";

    private final JobService jobs;
    private final JobChange control;
    private final JobRequestReader requests;
    private final SpecReader specs;
    private final ParametersReader parameters;

    ControlController(
            JobService jobs,
            JobChange control,
            JobRequestReader requests,
            SpecReader specs,
            ParametersReader parameters) {
        this.jobs = jobs;
        this.control = control;
        this.requests = requests;
        this.specs = specs;
        this.parameters = parameters;
    }

    @PostMapping("/play")
    @Operation(operationId = "playJob", summary = "Starts or resumes training", description = "Live jobs only.")
    Mono<ResponseEntity<JobBody>> play(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return withoutBody(id, exchange, jobs::play);
    }

    @PostMapping("/pause")
    @Operation(operationId = "pauseJob", summary = "Pauses training", description = "Live jobs only.")
    Mono<ResponseEntity<JobBody>> pause(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return withoutBody(id, exchange, jobs::pause);
    }

    @PostMapping("/cancel")
    @Operation(
            operationId = "cancelJob",
            summary = "Cancels the job",
            description = "The job ends as cancelled, and keeps its history and parameters.")
    Mono<ResponseEntity<JobBody>> cancel(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return withoutBody(id, exchange, jobs::cancel);
    }

    @PostMapping("/step")
    @Operation(
            operationId = "stepJob",
            summary = "Trains a number of epochs or batches, then pauses",
            description = "Live jobs only.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/StepRequest"))))
    Mono<ResponseEntity<JobBody>> step(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.byBodyIfAny(id, exchange, (job, body) -> {
            var step = requests.step(body);
            return jobs.step(id, step.unit() == StepUnit.BATCH, step.count());
        });
    }

    @PostMapping("/reset")
    @Operation(
            operationId = "resetJob",
            summary = "Starts a new run with the same initial parameters or with new seeds",
            description = "Live jobs only.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/ResetRequest"))))
    Mono<ResponseEntity<JobBody>> reset(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.byBodyIfAny(id, exchange, (job, body) -> jobs.reset(id, requests.reset(body) == ResetSeed.NEW));
    }

    @PatchMapping
    @Operation(
            operationId = "patchJob",
            summary = "Changes rates, batch size, pace or stop condition",
            description = "Live jobs only.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/JobPatch"))))
    Mono<ResponseEntity<JobBody>> patch(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.byBody(id, exchange, (job, body) -> jobs.patch(id, requests.patch(body)));
    }

    @PutMapping("/spec")
    @Operation(
            operationId = "replaceSpec",
            summary = "Starts a new run with another spec",
            description = "Live jobs only; keep=parameters carries over the layers that have the same shape.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/TrainingSpec"))))
    Mono<ResponseEntity<JobBody>> replaceSpec(
            @PathVariable String id,
            @Parameter(schema = @Schema(type = "string", allowableValues = KEEP_PARAMETERS))
                    @RequestParam(required = false)
                    @Nullable
                    String keep,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        if (keep != null && !keep.equals(KEEP_PARAMETERS)) {
            throw RequestValues.invalid("keep", Message.of("query.keep"));
        }
        return control.byBody(id, exchange, (job, body) -> jobs.replaceSpec(id, specs.read(body), keep != null));
    }

    @PutMapping("/parameters")
    @Operation(
            operationId = "replaceParameters",
            summary = "Replaces the parameters by others of the same shape",
            description = "Live jobs only; history and optimizer state stay.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/ParametersUpdate"))))
    Mono<ResponseEntity<JobBody>> replaceParameters(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.byBody(id, exchange, (job, body) -> {
            var given = parameters.read(body, job.spec());
            return jobs.replace(id, given.parameters(), given.run());
        });
    }

    private Mono<ResponseEntity<JobBody>> withoutBody(
            String id, ServerWebExchange exchange, Function<String, Mono<Job>> change) {
        return control.byBodyIfAny(id, exchange, (job, body) -> {
            requests.empty(body);
            return change.apply(id);
        });
    }
}
