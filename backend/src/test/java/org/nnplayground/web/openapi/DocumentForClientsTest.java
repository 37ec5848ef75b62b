package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.response.ProblemDocument;
import org.nnplayground.webhook.WebhookSubjects;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What generators of clients need of the OpenAPI document and of the server. */
class DocumentForClientsTest extends ServerTest {

    private static final String VERBS =
            "(submit|get|list|export|delete|play|pause|cancel|step|reset|patch|replace|set|resend|predict|trace|stream|grade|receive)";

    @Autowired
    private List<WebhookSubjects> webhooks;

    private JsonNode document;

    @BeforeEach
    void fetch() {
        document = client.gets("/v3/api-docs").json();
    }

    private List<JsonNode> operations() {
        var operations = new ArrayList<JsonNode>();
        document.get("paths").forEach(path -> path.forEach(operations::add));
        document.get("webhooks").forEach(path -> path.forEach(operations::add));
        return operations;
    }

    @Test
    void operationsAreNamedByAVerbAndAnObjectEachOnlyOnce() {
        List<String> names = operations().stream()
                .map(operation -> operation.get("operationId").stringValue())
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches(VERBS + "[A-Z][A-Za-z]+"));
    }

    @Test
    void noFieldThatOnlySomeVariantsHaveHasADefault() {
        JsonNode fields = document.at("/components/schemas/GeneratedData/properties");

        assertThat(fields.has("classes") && fields.has("dimensions")).isTrue();
        assertThat(fields.get("classes").has("default")).isFalse();
        assertThat(fields.get("dimensions").has("default")).isFalse();
        assertThat(fields.at("/trainFraction/default").doubleValue()).isEqualTo(0.5);
    }

    /** Unknown values and fields would be errors of older clients. */
    @Test
    void responsesMayGetNewValuesAndFields() {
        JsonNode schemas = document.at("/components/schemas");

        assertThat(schemas.at("/Job/properties/state/enum").isMissingNode()).isTrue();
        assertThat(schemas.at("/Job/properties/state/x-extensible-enum"))
                .extracting(JsonNode::stringValue)
                .contains("queued", "cancelled");
        schemas.forEachEntry((name, schema) -> {
            if (name.startsWith("Complete")) {
                schema.path("properties")
                        .forEachEntry((field, type) -> assertThat(type.path("enum"))
                                .as(name + "." + field)
                                .hasSizeLessThan(2)); // one: the name of the variant
            }
            if (name.startsWith("Complete") || name.startsWith("Job") && !name.matches("JobRequest|JobPatch")) {
                assertThat(schema.has("additionalProperties")).as(name).isFalse();
            }
        });
        assertThat(schemas.at("/Problem").has("additionalProperties")).isFalse();
    }

    @Test
    void theDocumentDescribesEveryTypeOfProblem() {
        List<String> types =
                Arrays.stream(ProblemType.values()).map(ProblemDocument::path).toList();

        assertThat(document.at("/components/schemas/Problem/properties/type/x-extensible-enum"))
                .extracting(JsonNode::stringValue)
                .containsExactlyElementsOf(types);
        assertThat(document.findValues("examples"))
                .flatExtracting(examples -> examples.propertyStream()
                        .map(Map.Entry::getValue)
                        .map(example -> example.at("/value/type").stringValue())
                        .toList())
                .containsAll(types);
    }

    private String body(String id) {
        return Objects.requireNonNull(Flux.fromIterable(webhooks)
                        .concatMap(kind -> kind.body(id))
                        .blockFirst())
                .orElseThrow();
    }

    @Test
    void theDocumentDescribesWebhooksAsTheyAreSent() {
        var job = client.creates("{" + XOR + ", 'stop': {'epochs': 5}}", "Prefer", "wait=30");
        JsonNode event = new JsonMapper().readTree(body(job.id()));
        JsonNode schema = document.at("/webhooks/job.state/post/requestBody/content/application~1json/schema/$ref");

        assertThat(schema.stringValue()).isEqualTo("#/components/schemas/JobStateEvent");
        assertThat(document.at("/components/schemas/JobStateEvent/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(event.propertyNames());
        assertThat(document.at("/components/schemas/JobStateEvent/properties/type/x-extensible-enum/0"))
                .isEqualTo(event.get("type"));
        assertThat(document.at("/components/schemas/Job/properties").propertyNames())
                .containsAll(event.get("data").propertyNames());
        assertThat(document.at("/webhooks/job.state/post/parameters"))
                .extracting(header -> header.get("name").stringValue())
                .containsExactlyInAnyOrder("webhook-id", "webhook-timestamp", "webhook-signature");
    }

    /** Clients send it when the only JSON of a call is a problem. */
    @Test
    void aClientThatAcceptsOnlyProblemsGetsTheSuccess() {
        var job = client.creates("{" + XOR + ", 'stop': {'epochs': 5}}", "Prefer", "wait=30");
        String accept = "application/problem+json";

        var events = client.gets(job.path() + "/events", "Accept", accept);
        var deleted =
                client.sends("DELETE", job.path(), null, "Accept", accept, "Authorization", "Bearer " + job.token());

        assertThat(events.status()).isEqualTo(200);
        assertThat(events.text()).contains("job.state");
        assertThat(deleted.status()).isEqualTo(204);
    }
}
