package org.nnplayground.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** 4 MB of memory for all bodies. */
class JsonBodyTest {

    /** Its memory is more than half of 4 MB once it is parsed. */
    private static final int MORE_THAN_HALF = 600 * 1024;

    private final JsonBody body = body(Duration.ofMinutes(1));

    private static JsonBody body(Duration time) {
        return new JsonBody(new BodyReader(4 << 20, new BodySettings(DataSize.ofMegabytes(4), time)));
    }

    /** The end of an object, after so many spaces. */
    private static Flux<DataBuffer> bytes(int spaces) {
        return Flux.just(" ".repeat(spaces), "{}")
                .map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mono<JsonNode> read(JsonBody body, Flux<DataBuffer> bytes) {
        return read(body, bytes, Mono::just);
    }

    private static <T> Mono<T> read(JsonBody body, Flux<DataBuffer> bytes, Function<JsonNode, Mono<T>> use) {
        return body.read(
                MockServerWebExchange.from(MockServerHttpRequest.post("/")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(bytes)),
                use);
    }

    private static void assertRefused(Mono<JsonNode> read, ProblemType type) {
        assertThatThrownBy(read::block)
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void largeBodiesAreRefusedWhenMemoryIsUsedUpAndSmallOnesAreNot() {
        var first =
                read(body, bytes(4 * MORE_THAN_HALF).concatWith(Mono.never())).subscribe();

        assertRefused(read(body, bytes(MORE_THAN_HALF)), ProblemType.QUEUE_FULL);
        assertThat(read(body, bytes(10_000)).block()).isNotNull();

        first.dispose();
        assertThat(read(body, bytes(MORE_THAN_HALF)).block()).isNotNull();
    }

    @Test
    void theMemoryOfABodyIsCountedUntilItsUseHasCompletedEvenIfTheClientIsGone() throws InterruptedException {
        var begun = new CountDownLatch(1);
        Sinks.Empty<JsonNode> use = Sinks.empty();
        var first = read(body, bytes(MORE_THAN_HALF), json -> {
                    begun.countDown();
                    return use.asMono();
                })
                .subscribe();
        begun.await();
        first.dispose();

        assertRefused(read(body, bytes(MORE_THAN_HALF)), ProblemType.QUEUE_FULL);

        use.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        assertThat(read(body, bytes(MORE_THAN_HALF)).block()).isNotNull();
    }

    @Test
    void aBodyThatIsTooLargeOnceParsedIsRefusedForGood() {
        var arrays = Flux.just("[" + "[],".repeat(50_000) + "[]]").map(text ->
                (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(read(body, arrays)::block)
                .hasMessageContaining("The request body needs 8 MiB of memory when it is parsed")
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONTENT_TOO_LARGE));
    }

    @Test
    void theMemoryOfABodyIsAlwaysReleased() {
        for (int i = 0; i < 10; i++) {
            assertThat(read(body, bytes(MORE_THAN_HALF)).block()).isNotNull();
            assertRefused(read(body, bytes(MORE_THAN_HALF).concatWith(bytes(0))), ProblemType.INVALID_JSON);
            assertRefused(read(body, bytes(5 << 20)), ProblemType.CONTENT_TOO_LARGE);
        }
    }

    @Test
    void aBodyThatTimesOutIsRefused() {
        JsonBody hasty = body(Duration.ofSeconds(1));

        assertRefused(read(hasty, bytes(MORE_THAN_HALF).concatWith(Mono.never())), ProblemType.REQUEST_TIMEOUT);
        assertThat(read(hasty, bytes(MORE_THAN_HALF)).block()).isNotNull();
    }
}
