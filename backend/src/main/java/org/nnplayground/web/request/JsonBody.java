package org.nnplayground.web.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.FastByteArrayOutputStream;
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
 * Reads request bodies as JSON, with limits on size, time and memory. A controller takes the exchange instead of a
 * {@code @RequestBody}:
 *
 * <pre>{@code
 * @PostMapping("/api/v1/jobs")
 * Mono<ResponseEntity<JobView>> create(ServerWebExchange exchange) {
 *     return body.read(exchange).map(requests::create).flatMap(jobs::submit)...
 * }
 * }</pre>
 *
 * <p>An invalid body fails with a {@link PlaygroundException}: {@code unsupported-media-type} if it is not sent as
 * JSON, {@code content-too-large}, {@code request-timeout} if it does not arrive in time, {@code queue-full} if other
 * bodies use all the memory, {@code invalid-json} if it is not JSON, has a duplicate field, or exceeds the limits on
 * nesting and on the length of names, numbers and strings.
 *
 * <p>Small bodies are parsed on the event loop. Large ones are parsed on two threads of their own, together with the
 * directly following operators ({@code map}): a tree takes several times the memory of its text, and this limits the
 * number of trees at a time.
 */
public final class JsonBody {

    private static final int LARGE_BODY = 64 * 1024;
    private static final int MAX_WAITING = 64;
    private static final int MAX_DISCARDED = 8; // times the limit
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 400; // 1e308 written out has 309 digits
    private static final int MAX_STRING_LENGTH = 100_000;

    private final long limit;
    private final Duration time;
    private final BodyMemory memory;
    private final JsonMapper mapper;
    private final Scheduler largeBodies = Schedulers.newBoundedElastic(2, MAX_WAITING, "large-bodies", 60, true);

    /** @param limit bytes of a body */
    public JsonBody(long limit, BodySettings settings) {
        this.limit = limit;
        this.time = settings.timeout();
        this.memory = new BodyMemory(settings.maxMemoryBytes());
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

    /** The required body. */
    public Mono<JsonNode> read(ServerWebExchange exchange) {
        return tree(exchange).switchIfEmpty(Mono.error(JsonBody::missing));
    }

    /** The body, or an empty object if there is none. */
    public Mono<JsonNode> readIfAny(ServerWebExchange exchange) {
        return tree(exchange).defaultIfEmpty(JsonNodeFactory.instance.objectNode());
    }

    private Mono<JsonNode> tree(ServerWebExchange exchange) {
        return Mono.using(
                Collected::new, collected -> received(exchange, collected).flatMap(this::parse));
    }

    private static PlaygroundException missing() {
        return new PlaygroundException(ProblemType.INVALID_JSON, Message.of("body.empty"));
    }

    /**
     * The bytes; empty if there are none. A body that is too large is read to its end and discarded before it is
     * refused; otherwise most clients would see a broken connection instead of the response. With {@code Expect:
     * 100-continue} it is refused before it is sent.
     */
    private Mono<Collected> received(ServerWebExchange exchange, Collected collected) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (headers.containsHeader(HttpHeaders.EXPECT) && headers.getContentLength() > limit) {
            return Mono.error(this::tooLarge);
        }
        return exchange.getRequest()
                .getBody()
                .collect(() -> collected, Collected::add)
                .timeout(time, Mono.error(() -> tooSlow(exchange)))
                .flatMap(whole -> {
                    if (whole.refused != null) {
                        return Mono.error(whole.refused);
                    }
                    if (whole.size > 0 && !isJson(headers)) {
                        return Mono.error(notJson(headers));
                    }
                    return whole.size > 0 ? Mono.just(whole) : Mono.empty();
                });
    }

    /** Closes the connection, because the rest of the body may never arrive. */
    private static PlaygroundException tooSlow(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return new PlaygroundException(ProblemType.REQUEST_TIMEOUT, Message.of("body.too-slow"));
    }

    /** The part of a body that has arrived. */
    private final class Collected implements AutoCloseable {
        private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();
        private final BodyMemory.Share share = memory.share();
        private long size;
        private @Nullable PlaygroundException refused;

        void add(DataBuffer buffer) {
            try {
                size += buffer.readableByteCount();
                if (size > limit * MAX_DISCARDED) {
                    throw tooLarge();
                }
                if (size > limit) {
                    refuse(tooLarge());
                } else if (refused == null && !share.grow(size)) {
                    refuse(tooMany());
                }
                if (refused == null) {
                    var chunk = new byte[buffer.readableByteCount()];
                    buffer.read(chunk);
                    bytes.write(chunk);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("memory is always there to be written", e);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        private void refuse(PlaygroundException why) {
            refused = why;
            bytes.reset();
            share.close();
        }

        @Override
        public void close() {
            share.close();
        }
    }

    private static TryLaterException tooMany() {
        return new TryLaterException(ProblemType.QUEUE_FULL, Message.of("body.too-many-large"), Duration.ofSeconds(5));
    }

    private PlaygroundException tooLarge() {
        return new PlaygroundException(ProblemType.CONTENT_TOO_LARGE, Message.of("body.too-large", limit));
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

    private Mono<JsonNode> parse(Collected body) {
        Mono<JsonNode> parsed = Mono.fromSupplier(() -> parsed(body.bytes.getInputStream()));
        return body.size <= LARGE_BODY
                ? parsed
                : parsed.subscribeOn(largeBodies).onErrorMap(RejectedExecutionException.class, e -> tooMany());
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
