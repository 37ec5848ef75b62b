package org.nnplayground.web.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.webhook.Webhook;
import org.nnplayground.webhook.Webhooks;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells the owner of a job what has become of its webhook, and sends it again. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
@RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class DeliveryController {

    private final JobChange control;
    private final Webhooks webhooks;
    private final JsonBody body;
    private final JobRequestReader requests;

    DeliveryController(JobChange control, Webhooks webhooks, JsonBody body, JobRequestReader requests) {
        this.control = control;
        this.webhooks = webhooks;
        this.body = body;
        this.requests = requests;
    }

    @Schema(name = "Deliveries")
    record DeliveriesBody(
            @Schema(description = "Empty if the job has no webhook, or a day after the last attempt")
            List<DeliveryBody> data) {}

    @Schema(name = "Delivery")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryBody(
            @Schema(description = "The webhook-id of all attempts")
            String id,

            String url,

            @Schema(
                    description =
                            "waiting for the end of the job, pending until the next attempt, delivered, or failed",
                    allowableValues = {"waiting", "pending", "delivered", "failed"})
            String state,

            @Schema(description = "Since the end of the job, or since it was last sent again")
            int attempts,

            @Nullable Instant lastAttemptAt,

            @Schema(description = "HTTP status of the last attempt; absent without response") @Nullable
            Integer lastStatus,

            @Nullable Instant nextAttemptAt) {

        static DeliveryBody of(Webhook webhook) {
            Webhook.Outcome outcome = webhook.outcome();
            Webhook.Attempt last = webhook.lastAttempt();
            String unfinished = webhook.body() == null ? "waiting" : "pending";
            return new DeliveryBody(
                    webhook.id(),
                    webhook.url().toString(),
                    outcome == null ? unfinished : outcome.wireName(),
                    webhook.attempts(),
                    last == null ? null : last.at(),
                    last == null ? null : last.status(),
                    webhook.dueAt());
        }
    }

    @GetMapping
    @Operation(
            operationId = "listDeliveries",
            summary = "Returns the delivery status of the job's webhook",
            description = "An empty list if the job has no webhook or its outcome is older than a day.")
    Mono<DeliveriesBody> list(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.controlled(id, exchange)
                .flatMap(job -> webhooks.find(id).map(DeliveryBody::of).map(List::of))
                .defaultIfEmpty(List.of())
                .map(DeliveriesBody::new);
    }

    @PostMapping("/resend")
    @PossibleProblems(ProblemType.ILLEGAL_STATE)
    @Operation(
            operationId = "resendDelivery",
            summary = "Sends the webhook of an ended job again",
            description = "At once, and with all repetitions if it fails. Not within 10 seconds of an attempt.")
    @ApiResponse(responseCode = "202", description = "The delivery, which is pending", useReturnTypeSchema = true)
    Mono<ResponseEntity<DeliveryBody>> resend(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return control.controlled(id, exchange)
                .flatMap(job -> body.readIfAny(exchange, json -> {
                    requests.empty(json);
                    return webhooks.resend(id);
                }))
                .map(webhook -> ResponseEntity.accepted().body(DeliveryBody.of(webhook)));
    }
}
