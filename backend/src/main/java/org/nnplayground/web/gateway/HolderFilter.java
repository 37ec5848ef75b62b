package org.nnplayground.web.gateway;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.web.filter.AccessLog;
import org.nnplayground.web.filter.EmbedFilter;
import org.nnplayground.web.request.BodyReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.util.retry.Retry;

/**
 * Sends a request to the process that holds its job. If that process refuses it with 421 or cannot be reached, its
 * holder is looked up again and the request is sent again, a few times within about two seconds. If then no other
 * process holds the job, the controllers of this process answer. If all tries fail, they answer reads, from the
 * database, and changes fail with {@code STORE_UNAVAILABLE}.
 *
 * <p>A change whose connection breaks after it was sent is not sent again, because it may have been made.
 */
final class HolderFilter implements GatewayFilter {

    private static final Logger log = LoggerFactory.getLogger(HolderFilter.class);

    /** After the library's filter that sets the address of the request. */
    static final int ORDER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;

    private static final String ANSWERED_HERE = HolderFilter.class.getName();
    private static final URI HERE = URI.create("forward:///");

    private static final int MAX_RETRIES = 5;
    private static final Duration FIRST_DELAY = Duration.ofMillis(50);
    private static final Duration MAX_TIME = Duration.ofSeconds(2);

    private static final List<String> PASSED_HEADERS = List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            "Idempotency-Key",
            "Prefer");

    private final JobHolders holders;
    private final PeerTokens tokens;
    private final Node node;
    private final BodyReader bodies;

    HolderFilter(JobHolders holders, PeerTokens tokens, Node node, BodyReader bodies) {
        this.holders = holders;
        this.tokens = tokens;
        this.node = node;
        this.bodies = bodies;
    }

    /** Whether the controllers of this process answer a request although another process may hold its job. */
    static boolean isAnsweredHere(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(ANSWERED_HERE);
    }

    /** The request may be sent again: the holder has not handled it, or it changes nothing. */
    private static final class NotHandledException extends RuntimeException {
        NotHandledException(String message) {
            super(message);
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String job = Objects.requireNonNull(JobPath.of(exchange)).job();
        return bodies.read(exchange, body -> {
            byte[] bytes = body.bytes();
            var repeatable =
                    exchange.mutate().request(withBody(exchange, bytes)).build();
            var passedOn = repeatable
                    .mutate()
                    .request(forHolder(repeatable, bytes.length))
                    .build();
            return answer(repeatable, passedOn, chain, job);
        });
    }

    /**
     * @param exchange for the controllers of this process
     * @param passedOn for the holder
     */
    private Mono<Void> answer(
            ServerWebExchange exchange, ServerWebExchange passedOn, GatewayFilterChain chain, String job) {
        long end = System.nanoTime() + MAX_TIME.toNanos();
        return Mono.defer(() -> holders.elsewhere(job))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(holder -> holder.isEmpty() ? answerHere(exchange, chain) : send(passedOn, chain, holder.get()))
                .doOnError(NotHandledException.class, e -> discardResponse(exchange, job))
                .retryWhen(Retry.backoff(MAX_RETRIES, FIRST_DELAY)
                        .filter(e -> e instanceof NotHandledException && System.nanoTime() < end)
                        .onRetryExhaustedThrow((retries, last) -> last.failure()))
                .onErrorResume(NotHandledException.class, e -> afterLastTry(exchange, chain, e));
    }

    private Mono<Void> send(ServerWebExchange exchange, GatewayFilterChain chain, Node holder) {
        URI sent = exchange.getRequest().getURI();
        String query = sent.getRawQuery();
        String path = EmbedFilter.prefixOf(exchange) + sent.getRawPath();
        URI address = URI.create("http://" + holder.address() + path + (query == null ? "" : "?" + query));
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, address);
        return chain.filter(exchange)
                .onErrorMap(Exception.class, e -> failed(exchange, holder, e))
                .then(Mono.defer(() -> exchange.getResponse().getStatusCode() == HttpStatus.MISDIRECTED_REQUEST
                        ? Mono.error(new NotHandledException("node " + holder.id() + " does not hold it"))
                        : Mono.empty()));
    }

    private static RuntimeException failed(ServerWebExchange exchange, Node holder, Exception e) {
        boolean unreachable = e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException;
        String failure = "node " + holder.id() + " at " + holder.address() + ": " + e;
        if (unreachable || changesNothing(exchange)) {
            return new NotHandledException(failure);
        }
        logUnanswered(exchange, failure, "the change may have been made, and the client gets a problem");
        return unanswered();
    }

    private static void logUnanswered(ServerWebExchange exchange, String failure, String next) {
        log.atWarn()
                .addKeyValue("request", AccessLog.requestId(exchange))
                .log(
                        "Gateway: {} {} was not answered by the holder of the job ({}); {}",
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath().value(),
                        failure,
                        next);
    }

    private static TryLaterException unanswered() {
        return new TryLaterException(
                ProblemType.STORE_UNAVAILABLE, Message.of("job.trainer-silent"), Duration.ofSeconds(5));
    }

    private static boolean changesNothing(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static Mono<Void> afterLastTry(
            ServerWebExchange exchange, GatewayFilterChain chain, NotHandledException last) {
        String failure = String.valueOf(last.getMessage());
        if (changesNothing(exchange)) {
            logUnanswered(exchange, failure, "this process answers from the database");
            return answerHere(exchange, chain);
        }
        logUnanswered(exchange, failure, "the change was not made, and the client gets a problem");
        return Mono.error(unanswered());
    }

    private static Mono<Void> answerHere(ServerWebExchange exchange, GatewayFilterChain chain) {
        exchange.getAttributes().put(ANSWERED_HERE, true);
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, HERE);
        return chain.filter(exchange);
    }

    /** Makes the exchange ready for another try, and drops the holder. */
    private void discardResponse(ServerWebExchange exchange, String job) {
        holders.forget(job);
        if (exchange.getAttributes().remove(CLIENT_RESPONSE_CONN_ATTR) instanceof Connection connection) {
            connection.dispose();
        }
        ServerWebExchangeUtils.reset(exchange);
        exchange.getAttributes().remove(CLIENT_RESPONSE_HEADER_NAMES);
        exchange.getResponse().setStatusCode(null);
    }

    /**
     * The request with a body that can be read more than once.
     *
     * @param body decompressed
     */
    private static ServerHttpRequest withBody(ServerWebExchange exchange, byte[] body) {
        ServerHttpRequest plain = exchange.getRequest()
                .mutate()
                .headers(headers -> headers.remove(HttpHeaders.CONTENT_ENCODING))
                .build();
        return new ServerHttpRequestDecorator(plain) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.defer(() ->
                                Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
    }

    /** The request as the holder gets it. */
    private ServerHttpRequest forHolder(ServerWebExchange exchange, int bodyLength) {
        ServerHttpRequest request = exchange.getRequest();
        var headers = new HttpHeaders();
        PASSED_HEADERS.forEach(
                name -> request.getHeaders().getOrEmpty(name).forEach(value -> headers.add(name, value)));
        headers.set(AccessLog.HEADER, AccessLog.requestId(exchange));
        headers.set(PeerTokens.HEADER, tokens.of(node.id()));
        if (bodyLength > 0 || !changesNothing(exchange)) {
            headers.setContentLength(bodyLength);
        }
        return new ServerHttpRequestDecorator(request) {
            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        };
    }
}
