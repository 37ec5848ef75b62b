package org.nnplayground.web.jobs;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.service.JobService;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.request.AttentionReader;
import org.nnplayground.web.request.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells the followers of a job what its presenter points at. Nothing of it is stored. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}/attention", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
@RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class AttentionController {

    /** Maximum number of requests for one job; each is one event for every follower. */
    private static final int REQUESTS_PER_SECOND = 20;

    private static final int MAX_JOBS = 100_000;

    private final JobService jobs;
    private final JobChange control;
    private final JsonBody body;
    private final LoadingCache<String, Bucket> rates = Caffeine.newBuilder()
            .maximumSize(MAX_JOBS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build(job -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(REQUESTS_PER_SECOND)
                            .refillGreedy(REQUESTS_PER_SECOND, Duration.ofSeconds(1)))
                    .build());

    AttentionController(JobService jobs, JobChange control, JsonBody body) {
        this.jobs = jobs;
        this.control = control;
        this.body = body;
    }

    @PutMapping
    @Operation(
            operationId = "setAttention",
            summary = "Tells the followers of the job what its presenter points at",
            description =
                    "At most one of input, unit, link and trace; none for nothing. Every present stream of the job sends"
                            + " the event job.attention. It is not stored, and not sent again after a lost connection. At most "
                            + REQUESTS_PER_SECOND + " requests a second for one job.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/AttentionRequest"))))
    @ApiResponse(responseCode = "204", description = "The present followers are told", content = @Content)
    Mono<ResponseEntity<Void>> attend(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.controlled(id, exchange)
                .flatMap(job -> body.read(exchange, json -> {
                    var attention = AttentionReader.read(json, job.spec());
                    if (!rates.get(id).tryConsume(1)) {
                        throw new TryLaterException(
                                ProblemType.TOO_MANY_REQUESTS,
                                Message.of("caller.too-fast", Message.of("things.calls")),
                                Duration.ofSeconds(1));
                    }
                    jobs.attend(id, attention);
                    return Mono.just(ResponseEntity.noContent().<Void>build());
                }));
    }
}
