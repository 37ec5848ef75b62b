package org.nnplayground.web.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Receives request bodies into memory, with limits on size, time and the memory of all bodies together. A body with
 * {@code Content-Encoding: gzip} is decompressed; the limits hold for the bytes as received and for the bytes after
 * decompression.
 *
 * <p>A body that exceeds a limit fails with a {@link PlaygroundException}: {@code content-too-large},
 * {@code request-timeout} if it does not arrive in time, {@code queue-full} if other bodies use all the memory. One
 * with another content coding fails with {@code unsupported-media-type}, one that is not valid gzip with
 * {@code malformed-request}.
 */
public final class BodyReader {

    /** The value of {@code Accept-Encoding} in a response to a body with another coding (RFC 9110, 12.5.3). */
    public static final String ACCEPTED_CODINGS = "gzip, identity";

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final int MAX_DISCARDED = 8; // times the limit
    private static final int CHUNK_BYTES = 16 * 1024;

    private final long limit;
    private final Duration time;
    private final BodyMemory memory;

    /** @param limit bytes of a body */
    public BodyReader(long limit, BodySettings settings) {
        this.limit = limit;
        this.time = settings.timeout();
        this.memory = new BodyMemory(settings.maxMemoryBytes());
    }

    /** The bytes of a body, valid until the publisher that uses them ends. */
    public final class Body {
        private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();
        private final BodyMemory.Share share = memory.share();
        private long size;

        private Body() {}

        /**
         * Counts more memory than that of the bytes.
         *
         * @param all bytes that the body and what is made from it take together
         * @throws PlaygroundException {@code queue-full} if other bodies use too much, {@code content-too-large} if
         *     this body alone exceeds the limit of all
         */
        public void requireMemory(long all) {
            if (!memory.canEverHold(all)) {
                throw new PlaygroundException(
                        ProblemType.CONTENT_TOO_LARGE,
                        Message.of("body.too-large-parsed", mebibytes(all), mebibytes(memory.mostBytes())));
            }
            if (!share.grow(all)) {
                throw tooMany();
            }
        }

        /**
         * The result of a publisher that uses the body. It is completed even if the client no longer waits, and the
         * body's memory is counted until then.
         */
        public <T> Mono<T> completed(Mono<T> use) {
            return Mono.deferContextual(context -> {
                share.retain();
                // Released before the result is signalled: the next body of the same client may follow at once.
                return Mono.fromFuture(
                        Mono.using(() -> share, counted -> use, BodyMemory.Share::close)
                                .contextWrite(context)
                                .toFuture(),
                        true);
            });
        }

        public long size() {
            return size;
        }

        /** All bytes, not copied. */
        public byte[] bytes() {
            return bytes.toByteArrayUnsafe();
        }
    }

    /**
     * Receives the whole body, empty if there is none, and uses it. Its memory is counted until {@code use} ends.
     *
     * <p>A body that is too large is read to its end and discarded before it is refused; otherwise most clients would
     * see a broken connection instead of the response. With {@code Expect: 100-continue} it is refused before it is
     * sent.
     */
    public <T> Mono<T> read(ServerWebExchange exchange, Function<Body, Mono<T>> use) {
        return Mono.defer(() -> {
            boolean compressed = isCompressed(exchange.getRequest().getHeaders());
            return Mono.using(
                    Collected::new,
                    collected -> received(exchange, collected)
                            .flatMap(
                                    body -> compressed && body.size() > 0 ? decompressed(body, use) : use.apply(body)));
        });
    }

    /** Decompresses a body on another thread, and uses the result. */
    private <T> Mono<T> decompressed(Body body, Function<Body, Mono<T>> use) {
        return Mono.using(
                Collected::new,
                collected -> Mono.fromCallable(() -> collected.addAll(body.bytes.getInputStream()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(use));
    }

    private static boolean isCompressed(HttpHeaders headers) {
        List<String> codings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.equals("identity") && !coding.isEmpty())
                .toList();
        if (codings.isEmpty()) {
            return false;
        }
        if (codings.size() == 1 && GZIP.contains(codings.getFirst())) {
            return true;
        }
        throw new PlaygroundException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                Message.of("body.coding", JsonValues.quoted(String.join(", ", codings))));
    }

    private Mono<Body> received(ServerWebExchange exchange, Collected collected) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (headers.containsHeader(HttpHeaders.EXPECT) && headers.getContentLength() > limit) {
            return Mono.error(this::tooLarge);
        }
        return exchange.getRequest()
                .getBody()
                .collect(() -> collected, Collected::add)
                .timeout(time, Mono.error(() -> tooSlow(exchange)))
                .flatMap(whole -> whole.refused == null ? Mono.just(whole.body) : Mono.error(whole.refused));
    }

    /** Closes the connection, because the rest of the body may never arrive. */
    private static PlaygroundException tooSlow(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return new PlaygroundException(ProblemType.REQUEST_TIMEOUT, Message.of("body.too-slow"));
    }

    /** The part of a body that has arrived. */
    private final class Collected implements AutoCloseable {
        private final Body body = new Body();
        private @Nullable PlaygroundException refused;

        void add(DataBuffer buffer) {
            try {
                body.size += buffer.readableByteCount();
                if (body.size > limit * MAX_DISCARDED) {
                    throw tooLarge();
                }
                if (body.size > limit) {
                    refuse(tooLarge());
                } else if (refused == null && !body.share.grow(body.size)) {
                    refuse(tooMany());
                }
                if (refused == null) {
                    var chunk = new byte[buffer.readableByteCount()];
                    buffer.read(chunk);
                    body.bytes.write(chunk);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("memory is always there to be written", e);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        /**
         * Adds the contents of a gzip stream.
         *
         * @return all that was added
         */
        Body addAll(InputStream gzip) {
            var chunk = new byte[CHUNK_BYTES];
            try (var bytes = new GZIPInputStream(gzip)) {
                for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                    body.size += read;
                    if (body.size > limit) {
                        throw tooLarge();
                    }
                    if (!body.share.grow(body.size)) {
                        throw tooMany();
                    }
                    body.bytes.write(chunk, 0, read);
                }
                return body;
            } catch (IOException e) {
                throw new PlaygroundException(ProblemType.MALFORMED_REQUEST, Message.of("body.not-gzip"));
            }
        }

        private void refuse(PlaygroundException why) {
            refused = why;
            body.bytes.reset();
            body.share.close();
        }

        @Override
        public void close() {
            body.share.close();
        }
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }

    static TryLaterException tooMany() {
        return new TryLaterException(ProblemType.QUEUE_FULL, Message.of("body.too-many-large"), Duration.ofSeconds(5));
    }

    private PlaygroundException tooLarge() {
        return new PlaygroundException(ProblemType.CONTENT_TOO_LARGE, Message.of("body.too-large", limit));
    }
}
