package org.nnplayground.web.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads request bodies as JSON, with the limits of {@link BodyReader}. A controller takes the exchange instead of a
 * {@code @RequestBody}:
 *
 * <pre>{@code
 * @PostMapping("/api/v1/jobs")
 * Mono<ResponseEntity<JobView>> create(ServerWebExchange exchange) {
 *     return body.read(exchange, json -> jobs.submit(requests.create(json)))...
 * }
 * }</pre>
 *
 * <p>An invalid body fails with a {@link PlaygroundException}: {@code unsupported-media-type} if it is not sent as
 * JSON, {@code invalid-json} if it is not JSON, has a duplicate field, or exceeds the limits on nesting and on the
 * length of names, numbers and strings.
 *
 * <p>A tree takes many times the memory of its text. It is counted, by estimate, until the function that uses the tree
 * has completed; that is done even if the client no longer waits. Small bodies are parsed on the event loop, large ones
 * on two threads of their own.
 */
public final class JsonBody {

    private static final int LARGE_BODY = 64 * 1024;
    private static final int MAX_WAITING = 64;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 400; // 1e308 written out has 309 digits
    private static final int MAX_STRING_LENGTH = 100_000;

    private final BodyReader bodies;
    private final JsonMapper mapper;
    private final Scheduler largeBodies = Schedulers.newBoundedElastic(2, MAX_WAITING, "large-bodies", 60, true);

    public JsonBody(BodyReader bodies) {
        this.bodies = bodies;
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNameLength(MAX_NAME_LENGTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxStringLength(MAX_STRING_LENGTH)
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Uses the required body. */
    public <T> Mono<T> read(ServerWebExchange exchange, Function<JsonNode, Mono<T>> use) {
        return tree(exchange, () -> Mono.error(missing()), use);
    }

    /** Uses the body, or an empty object if there is none. */
    public <T> Mono<T> readIfAny(ServerWebExchange exchange, Function<JsonNode, Mono<T>> use) {
        return tree(exchange, () -> use.apply(JsonNodeFactory.instance.objectNode()), use);
    }

    private <T> Mono<T> tree(ServerWebExchange exchange, Supplier<Mono<T>> ifNone, Function<JsonNode, Mono<T>> use) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return bodies.read(exchange, body -> {
            if (body.size() == 0) {
                return ifNone.get();
            }
            return isJson(headers) ? body.completed(parse(body).flatMap(use)) : Mono.error(notJson(headers));
        });
    }

    private static PlaygroundException missing() {
        return new PlaygroundException(ProblemType.INVALID_JSON, Message.of("body.empty"));
    }

    private static boolean isJson(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            return type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static PlaygroundException notJson(HttpHeaders headers) {
        String given = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return new PlaygroundException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                given == null
                        ? Message.of("body.type-missing")
                        : Message.of("body.type-wrong", JsonValues.quoted(given)));
    }

    private Mono<JsonNode> parse(BodyReader.Body body) {
        Mono<JsonNode> parsed = Mono.fromSupplier(() -> {
            byte[] text = body.bytes();
            body.requireMemory(JsonMemory.estimate(text));
            return parsed(new ByteArrayInputStream(text));
        });
        return body.size() <= LARGE_BODY
                ? parsed
                : parsed.subscribeOn(largeBodies)
                        .onErrorMap(RejectedExecutionException.class, e -> BodyReader.tooMany());
    }

    /** @throws PlaygroundException {@code INVALID_JSON} if the bytes are not JSON or exceed a limit */
    public JsonNode parsed(InputStream bytes) {
        try {
            return mapper.readTree(bytes);
        } catch (JacksonException e) {
            throw new PlaygroundException(ProblemType.INVALID_JSON, JsonSyntaxError.of(e));
        }
    }
}
