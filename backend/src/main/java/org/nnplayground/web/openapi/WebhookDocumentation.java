package org.nnplayground.web.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;

/** Describes the calls that the server makes: the webhooks of jobs and sweeps. */
final class WebhookDocumentation {

    private WebhookDocumentation() {}

    static PathItem jobState() {
        return state("job", "receiveJobState", "JobStateEvent");
    }

    static PathItem sweepState() {
        return state("sweep", "receiveSweepState", "SweepStateEvent");
    }

    private static PathItem state(String thing, String operationId, String schema) {
        return new PathItem()
                .post(new Operation()
                        .operationId(operationId)
                        .addTagsItem("Webhooks")
                        .summary("Receives the end of a " + thing)
                        .description(
                                "Sent to the webhook's URL when the " + thing + " has ended, as Standard Webhooks 1.0.0"
                                        + " defines it. Without a 2xx answer within 10 seconds it is repeated, with the same"
                                        + " webhook-id.")
                        .security(List.of())
                        .addParametersItem(header("webhook-id", "The same for every attempt."))
                        .addParametersItem(header("webhook-timestamp", "Of the attempt, in seconds since 1970."))
                        .addParametersItem(
                                header(
                                        "webhook-signature",
                                        "One or more, separated by spaces: \"v1,\" and the base64 of HMAC-SHA-256 over webhook-id,"
                                                + " webhook-timestamp and body, joined by dots, under the key's webhook secret."))
                        .requestBody(new RequestBody()
                                .required(true)
                                .content(new Content()
                                        .addMediaType(
                                                "application/json", new MediaType().schema(Schemas.reference(schema)))))
                        .responses(new ApiResponses()
                                .addApiResponse("2XX", new ApiResponse().description("Received"))
                                .addApiResponse("410", new ApiResponse().description("Gone: not repeated"))));
    }

    private static Parameter header(String name, String description) {
        return new HeaderParameter()
                .name(name)
                .required(true)
                .description(description)
                .schema(Schemas.of("string"));
    }
}
