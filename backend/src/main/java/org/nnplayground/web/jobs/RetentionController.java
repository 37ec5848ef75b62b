package org.nnplayground.web.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Objects;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.Violations;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.NumberField;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.response.JobBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Sets how long an ended job is kept. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}/retention", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
@RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
@PossibleProblems({ProblemType.ILLEGAL_STATE, ProblemType.STORE_UNAVAILABLE})
@ApiResponse(responseCode = "200", description = "The job with its new expiresAt", useReturnTypeSchema = true)
@ApiResponse(
        responseCode = "202",
        description = "The current job: the change was accepted and takes effect later",
        useReturnTypeSchema = true)
class RetentionController {

    private final JobService jobs;
    private final JobChange control;
    private final NumberField<Integer> days;

    RetentionController(JobService jobs, JobChange control, RetentionSettings settings) {
        this.jobs = jobs;
        this.control = control;
        this.days = NumberField.whole("days", 1, settings.maxDays());
    }

    @Schema(name = "RetentionRequest")
    record RetentionBody(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    minimum = "1",
                    description = "Days from the end of the job; the maximum is serviceLimits.maxRetentionDays")
            int days) {}

    @PutMapping
    @Operation(
            operationId = "setRetention",
            summary = "Sets for how many days after its end the job is kept",
            description = "Ended jobs only. The oldest ended jobs are deleted earlier if the store is full.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RetentionBody.class))))
    Mono<ResponseEntity<JobBody>> retain(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.byBody(id, exchange, (job, body) -> jobs.retain(id, Duration.ofDays(daysOf(body))));
    }

    private int daysOf(JsonNode body) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        Integer given = fields.value(days);
        fields.done();
        violations.throwIfAny();
        return Objects.requireNonNull(given);
    }
}
