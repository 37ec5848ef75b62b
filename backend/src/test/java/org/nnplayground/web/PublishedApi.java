package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed OpenAPI document, with which {@link Client} compares every response. */
final class PublishedApi {

    private static final JsonNode DOCUMENT = read();

    private PublishedApi() {}

    private static JsonNode read() {
        try {
            return new JsonMapper().readTree(Files.readString(Path.of("../docs/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path with variables in braces */
    record Call(String method, String path, JsonNode operation) {

        List<String> statuses() {
            return List.copyOf(operation.get("responses").propertyNames());
        }

        boolean needs(String scheme) {
            JsonNode security = operation.path("security");
            return security.valueStream().anyMatch(any -> any.has(scheme))
                    && security.valueStream().noneMatch(JsonNode::isEmpty);
        }
    }

    static List<Call> calls() {
        var calls = new ArrayList<Call>();
        DOCUMENT.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> calls.add(new Call(method.toUpperCase(Locale.ROOT), path, operation))));
        return calls;
    }

    /** Asserts that the document has the answer: its status, its media type, and the headers that it promises. */
    static void assertHas(String method, String path, HttpResponse<?> answer) {
        calls().stream()
                .filter(call -> call.method.equals(method) && isAt(call.path, path))
                .forEach(call -> assertHas(call, answer));
    }

    static boolean isAt(String template, String path) {
        String[] parts = template.split("/", -1);
        String[] given = path.split("[?#]", 2)[0].split("/", -1);
        return parts.length == given.length
                && Arrays.equals(parts, given, (part, name) -> part.startsWith("{") ? 0 : part.compareTo(name));
    }

    private static void assertHas(Call call, HttpResponse<?> answer) {
        String status = Integer.toString(answer.statusCode());
        if (status.equals("500")) {
            return; // not documented per call
        }
        String told = call.method + " " + call.path + " answered " + status;
        JsonNode response = resolved(call.operation.get("responses").get(status));
        assertThat(response).as(told).isNotNull();
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        if (response.has("content") || !type.isEmpty()) {
            assertThat(response.path("content").propertyNames()).as(told).contains(type);
        }
        response.path("headers").forEachEntry((name, header) -> {
            if (header.path("required").booleanValue(false)) {
                assertThat(answer.headers().firstValue(name))
                        .as(told + ": " + name)
                        .isPresent();
            }
        });
    }

    private static @Nullable JsonNode resolved(@Nullable JsonNode node) {
        return node == null || !node.has("$ref")
                ? node
                : DOCUMENT.at(node.get("$ref").stringValue().substring(1));
    }
}
