package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.PublishedApi.Call;
import tools.jackson.databind.JsonNode;

/** Compares the OpenAPI document with the server's responses, call by call. */
class PublishedApiOverHttpTest extends ServerTest {

    private static final String UNKNOWN = "00000000000000000000000000000000";
    private static final String EXERCISE = "gradient-step";
    private static final String SPEC = XOR.strip().substring("'spec': ".length());

    private static final String SWEEP = "{" + XOR + ", 'axes': [{'seeds': 1}], 'stop': {'epochs': 5}}";

    private Created job;

    /** A sweep that ends soon. */
    private JsonNode sweep;

    @BeforeEach
    void create() {
        job = client.creates("{'mode': 'live', " + XOR + "}", "Authorization", school);
        sweep = client.sends("POST", "/api/v1/sweeps", SWEEP).json();
    }

    @AfterEach
    void end() {
        client.controls(job, "DELETE", "", null);
    }

    /** The 202 of controls is missing here: it takes a change of more than 10 seconds. */
    @Test
    void everyDocumentedSuccessMatchesTheServersResponse() {
        var seen = new TreeSet<String>();
        Consumer<Answer> see =
                answer -> seen.add(named(answer.response().request().method(), answer) + " " + answer.status());
        Created ended = client.creates("{" + XOR + ", 'stop': {'epochs': 5}}", "Prefer", "wait=30");
        String events = ended.path() + "/events";
        String last = lastId(client.gets(events).text());
        Answer uploaded = client.uploads("/api/v1/datasets", BodyPublishers.ofString("a,b\n1,x\n2,y\n"));
        String dataset = "/api/v1/datasets/" + uploaded.json().get("id").stringValue();
        String several = "/api/v1/events?job=" + ended.id();
        String sweepPath = "/api/v1/sweeps/" + sweepId();
        String sweepToken = "Bearer " + sweep.get("controlToken").stringValue();
        String lastOfSeveral = lastId(client.gets(several).text());

        List.of(
                        client.gets("/api/v1/catalog"),
                        uploaded,
                        client.gets(dataset),
                        client.sends(
                                "DELETE",
                                dataset,
                                null,
                                "Authorization",
                                "Bearer " + uploaded.json().get("controlToken").stringValue()),
                        client.gets("/api/v1/exercises"),
                        client.gets("/api/v1/exercises/" + EXERCISE),
                        client.sends("POST", "/api/v1/exercises/" + EXERCISE + "/answers", "{'answers': {}}"),
                        client.gets("/api/v1/jobs", "Authorization", school),
                        client.sends("POST", "/api/v1/jobs", "{" + XOR + "}"),
                        client.gets(several),
                        client.gets(several, "Last-Event-ID", lastOfSeveral),
                        client.gets(events),
                        client.gets(events, "Last-Event-ID", last),
                        client.gets(job.path()),
                        client.gets(job.path() + "/boundary"),
                        client.gets(job.path() + "/boundary", "Accept", "image/png"),
                        client.gets(job.path() + "/samples"),
                        client.gets(job.path() + "/samples", "Accept", "text/csv"),
                        client.gets(job.path() + "/checkpoints"),
                        client.gets(job.path() + "/gradients"),
                        client.gets(job.path() + "/landscape"),
                        client.gets(job.path() + "/changes"),
                        client.gets(job.path() + "/frame"),
                        client.gets(job.path() + "/metrics"),
                        client.gets(job.path() + "/export?format=onnx"),
                        client.gets(job.path() + "/export?format=numpy"),
                        client.gets(job.path() + "/export?format=json"),
                        client.gets(job.path() + "/export?format=onnx&data=true"),
                        client.gets(job.path() + "/history"),
                        client.gets(job.path() + "/history", "Accept", "text/csv"),
                        client.gets(job.path() + "/parameters"),
                        client.gets(job.path() + "/parameters", "Accept", "text/csv"),
                        controls("GET", "/deliveries", null),
                        client.sends("POST", job.path() + "/predict", "{'x': [[0, 1]]}"),
                        client.sends("POST", job.path() + "/trace", "{'batch': 0}"),
                        controls("PATCH", "", "{'learningRate': 0.1}"),
                        controls(
                                "PUT",
                                "/parameters",
                                client.gets(job.path() + "/parameters").text()),
                        controls("PUT", "/attention", "{'unit': {'layer': 0, 'unit': 1}}"),
                        controls("POST", "/play", null),
                        controls("POST", "/pause", null),
                        controls("POST", "/step", "{'count': 2}"),
                        controls("POST", "/reset", "{'seed': 'new'}"),
                        controls("PUT", "/spec", SPEC),
                        controls("POST", "/cancel", null),
                        controls("PUT", "/retention", "{'days': 2}"),
                        client.sends("POST", "/api/v1/sweeps", SWEEP),
                        client.gets(sweepPath),
                        client.gets(sweepPath + "/jobs"),
                        client.gets(sweepPath + "/table"),
                        client.gets(sweepPath + "/table", "Accept", "text/csv"),
                        client.gets(sweepPath + "/events"),
                        client.gets(sweepPath + "/events", "Last-Event-ID", "end"),
                        client.sends("POST", sweepPath + "/cancel", null, "Authorization", sweepToken),
                        client.sends("DELETE", sweepPath, null, "Authorization", sweepToken),
                        client.sends("POST", "/api/v1/saved-pages", "{'address': 'dataset=xor'}"),
                        client.sends("POST", "/api/v1/jobs/cancel?label=no:one", null, "Authorization", school),
                        client.sends("DELETE", "/api/v1/jobs?label=no:one", null, "Authorization", school),
                        client.controls(ended, "DELETE", "", null))
                .forEach(see);

        var documented = new TreeSet<String>();
        PublishedApi.calls()
                .forEach(call -> call.statuses().stream()
                        .filter(status -> status.startsWith("2") && !status.equals("202"))
                        .forEach(status -> documented.add(call.method() + " " + call.path() + " " + status)));
        assertThat(seen).isEqualTo(documented);
    }

    private String named(String method, Answer answer) {
        String path = answer.response().uri().getPath();
        return PublishedApi.calls().stream()
                .filter(call -> call.method().equals(method) && PublishedApi.isAt(call.path(), path))
                .findFirst()
                .map(call -> call.method() + " " + call.path())
                .orElseThrow();
    }

    private static String lastId(String events) {
        return events.lines()
                .filter(line -> line.startsWith("id:"))
                .reduce((before, after) -> after)
                .orElseThrow()
                .substring("id:".length())
                .strip();
    }

    private Answer controls(String method, String path, @Nullable String body) {
        return client.controls(job, method, path, body);
    }

    @Test
    void unknownIdsAreNotFoundByEveryCall() {
        for (Call call : calls(call -> call.path().contains("{"))) {
            Answer answer = client.sends(call.method(), path(call, UNKNOWN, UNKNOWN, "none"), body(call));

            assertThat(answer.status()).as(call.path()).isEqualTo(404);
        }
    }

    @Test
    void exactlyTheDocumentedCallsNeedAToken() {
        // An ended job, because the stream of the other one would not end.
        String ended = client.creates("{" + XOR + ", 'stop': {'epochs': 5}}", "Prefer", "wait=30")
                .id();
        String dataset = client.uploads("/api/v1/datasets", BodyPublishers.ofString("a,b\n1,x\n2,y\n"))
                .json()
                .get("id")
                .stringValue();
        for (Call call : PublishedApi.calls()) {
            boolean isAboutADataset = call.path().startsWith("/api/v1/datasets/");
            String path = path(call, isAboutADataset ? dataset : ended, sweepId(), EXERCISE);

            assertThat(client.sends(call.method(), path, body(call)).status() == 401)
                    .as(call.method() + " " + call.path())
                    .isEqualTo(call.needs("apiKey"));
            if (call.needs("controlToken")) {
                assertThat(client.sends(call.method(), path, body(call), "Authorization", other)
                                .status())
                        .as(call.path())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void invalidBodiesAreRefusedAsDocumented() {
        for (Call call : calls(call -> call.operation().has("requestBody"))) {
            String path = path(call, job.id(), sweepId(), EXERCISE);

            assertThat(client.sends(call.method(), path, "[", "Authorization", school)
                            .status())
                    .as(call.path())
                    .isEqualTo(400);
            assertThat(client.sends(call.method(), path, "{'noField': 1}", "Authorization", school)
                            .status())
                    .as(call.path())
                    .isEqualTo(422);
        }
    }

    @Test
    void documentedRangesAreEnforced() {
        int tried = 0;
        for (Call call : calls(call -> call.method().equals("GET"))) {
            for (JsonNode parameter : call.operation().path("parameters")) {
                for (String wrong : outside(parameter.get("schema"))) {
                    String path = path(call, job.id(), sweepId(), EXERCISE);
                    String query = "?" + parameter.get("name").stringValue() + "=" + wrong;
                    String needed = path.equals("/api/v1/events") ? "&job=" + job.id() : "";

                    Answer answer = client.gets(path + query + needed, "Authorization", school);

                    assertThat(answer.status()).as(call.path() + query).isEqualTo(422);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(20);
    }

    /** Just outside its range, or none of its choices. */
    private static List<String> outside(JsonNode schema) {
        var outside = new ArrayList<String>();
        if (schema.has("minimum")) {
            outside.add(schema.get("minimum")
                    .decimalValue()
                    .subtract(BigDecimal.ONE)
                    .toPlainString());
        }
        if (schema.has("maximum")) {
            outside.add(schema.get("maximum").decimalValue().add(BigDecimal.ONE).toPlainString());
        }
        if (schema.has("enum") || schema.path("items").has("enum")) {
            outside.add("1");
        }
        return outside;
    }

    private static List<Call> calls(Predicate<Call> which) {
        List<Call> calls = PublishedApi.calls().stream().filter(which).toList();
        assertThat(calls).isNotEmpty();
        return calls;
    }

    private String sweepId() {
        return sweep.get("id").stringValue();
    }

    private static String path(Call call, String job, String sweep, String slug) {
        String id = call.path().startsWith("/api/v1/sweeps/") ? sweep : job;
        return call.path().replace("{id}", id).replace("{slug}", slug);
    }

    private static @Nullable String body(Call call) {
        return call.operation().has("requestBody") ? "{}" : null;
    }
}
