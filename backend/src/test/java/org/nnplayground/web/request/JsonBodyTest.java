package org.nnplayground.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;

/** 1 MB of memory for all bodies. */
class JsonBodyTest {

    private static final int MORE_THAN_HALF = 600 * 1024;

    private final JsonBody body = body(Duration.ofMinutes(1));

    private static JsonBody body(Duration time) {
        return new JsonBody(new BodyReader(4 << 20, new BodySettings(DataSize.ofMegabytes(1), time)));
    }

    /** The end of an object, after so many spaces. */
    private static Flux<DataBuffer> bytes(int spaces) {
        return Flux.just(" ".repeat(spaces), "{}")
                .map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mono<JsonNode> read(JsonBody body, Flux<DataBuffer> bytes) {
        return body.read(MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes)));
    }

    private static void assertRefused(Mono<JsonNode> read, ProblemType type) {
        assertThatThrownBy(read::block)
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void largeBodiesAreRefusedWhenMemoryIsUsedUpAndSmallOnesAreNot() {
        var first = read(body, bytes(MORE_THAN_HALF).concatWith(Mono.never())).subscribe();

        assertRefused(read(body, bytes(MORE_THAN_HALF)), ProblemType.QUEUE_FULL);
        assertThat(read(body, bytes(10_000)).block()).isNotNull();

        first.dispose();
        assertThat(read(body, bytes(MORE_THAN_HALF)).block()).isNotNull();
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
